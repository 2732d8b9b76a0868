"""What every adapter of `EndedSessions` must do."""

from datetime import timedelta

import pytest

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.application.ports.ended_sessions import EndedSessions
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import SessionId
from astrobookings.testing.builders import fresh_id

__all__ = ["EndedSessionsContract"]

LIFETIME = timedelta(minutes=15)


class EndedSessionsContract:
    """Needs fixtures `ended_sessions`, which hears from now on, and `clock`, by which it goes."""

    def test_a_session_announced_is_contained(
        self, ended_sessions: EndedSessions, clock: MemoryClock
    ) -> None:
        session_id, now = SessionId(fresh_id()), clock.now()
        assert not ended_sessions.contains(session_id, now)

        ended_sessions.announce(session_id, now + LIFETIME)

        assert ended_sessions.contains(session_id, now)
        assert not ended_sessions.contains(SessionId(fresh_id()), now)

    def test_it_is_contained_until_its_tokens_have_expired(
        self, ended_sessions: EndedSessions, clock: MemoryClock
    ) -> None:
        session_id, now = SessionId(fresh_id()), clock.now()
        ended_sessions.announce(session_id, now + LIFETIME)

        clock.move(LIFETIME - timedelta(milliseconds=1))

        assert ended_sessions.contains(session_id, now)

    def test_announcing_twice_keeps_the_later_end(
        self, ended_sessions: EndedSessions, clock: MemoryClock
    ) -> None:
        session_id, now = SessionId(fresh_id()), clock.now()
        ended_sessions.announce(session_id, now + LIFETIME)
        ended_sessions.announce(session_id, now + timedelta(minutes=1))

        clock.move(timedelta(minutes=2))

        assert ended_sessions.contains(session_id, now)

    def test_announcements_are_kept_while_others_expire(
        self, ended_sessions: EndedSessions, clock: MemoryClock
    ) -> None:
        first, second = SessionId(fresh_id()), SessionId(fresh_id())
        started = clock.now()
        ended_sessions.announce(first, started + LIFETIME)
        clock.move(LIFETIME / 2)
        ended_sessions.announce(second, clock.now() + LIFETIME)

        clock.move(LIFETIME / 2)
        ended_sessions.announce(SessionId(fresh_id()), clock.now() + LIFETIME)

        assert not ended_sessions.contains(first, started)
        assert ended_sessions.contains(second, started)

    def test_what_happened_before_it_heard_it_cannot_tell(
        self, ended_sessions: EndedSessions, clock: MemoryClock
    ) -> None:
        announced, other = SessionId(fresh_id()), SessionId(fresh_id())
        before = clock.now() - timedelta(seconds=1)
        ended_sessions.announce(announced, clock.now() + LIFETIME)

        assert ended_sessions.contains(announced, before)
        with pytest.raises(Unavailable):
            ended_sessions.contains(other, before)
