"""What every adapter of `EndedSessions` must do."""

from datetime import timedelta

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.application.ports.ended_sessions import EndedSessions
from astrobookings.domain.kernel.ids import SessionId
from astrobookings.testing.builders import fresh_id

__all__ = ["EndedSessionsContract"]

LIFETIME = timedelta(minutes=15)


class EndedSessionsContract:
    """Needs fixtures `ended_sessions` and `clock`, by which the former goes."""

    def test_a_session_announced_is_contained(
        self, ended_sessions: EndedSessions, clock: MemoryClock
    ) -> None:
        session_id = SessionId(fresh_id())
        assert not ended_sessions.contains(session_id)

        ended_sessions.announce(session_id, clock.now() + LIFETIME)

        assert ended_sessions.contains(session_id)
        assert not ended_sessions.contains(SessionId(fresh_id()))

    def test_it_is_contained_until_its_tokens_have_expired(
        self, ended_sessions: EndedSessions, clock: MemoryClock
    ) -> None:
        session_id = SessionId(fresh_id())
        ended_sessions.announce(session_id, clock.now() + LIFETIME)

        clock.move(LIFETIME - timedelta(milliseconds=1))

        assert ended_sessions.contains(session_id)

    def test_announcing_twice_keeps_the_later_end(
        self, ended_sessions: EndedSessions, clock: MemoryClock
    ) -> None:
        session_id = SessionId(fresh_id())
        ended_sessions.announce(session_id, clock.now() + LIFETIME)
        ended_sessions.announce(session_id, clock.now() + timedelta(minutes=1))

        clock.move(timedelta(minutes=2))

        assert ended_sessions.contains(session_id)
