"""What is known of ended sessions while Redis is away, and after it lost its memory."""

from contextlib import suppress
from datetime import timedelta

import pytest

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.redis import ended_sessions as module
from astrobookings.adapters.redis.ended_sessions import RedisEndedSessions
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import SessionId
from astrobookings.testing.builders import fresh_id
from tests.adapters.redis.conftest import NewStore, until
from tests.servers import RedisServer

LIFETIME = timedelta(minutes=15)
NO_TIME = timedelta(0)


class Process:
    """One process with its own connection."""

    def __init__(self, new_store: NewStore, clock: MemoryClock) -> None:
        self.sessions = RedisEndedSessions(new_store(), clock)
        self.clock = clock

    def end(self, session_id: SessionId) -> bool:
        """Announce an end; whether the others were told."""
        try:
            self.sessions.announce(session_id, self.clock.now() + LIFETIME)
        except Unavailable:
            return False
        return True

    def sees(self, session_id: SessionId, age: timedelta = NO_TIME) -> bool | None:
        """Whether it knows the session to have ended; None: it cannot tell."""
        with suppress(Unavailable):
            return self.sessions.contains(session_id, self.clock.now() - age)
        return None


@pytest.fixture
def here(new_store: NewStore, clock: MemoryClock) -> Process:
    process = Process(new_store, clock)
    process.sees(SessionId(fresh_id()))  # Redis hears from now on
    return process


@pytest.fixture
def there(here: Process, new_store: NewStore, clock: MemoryClock) -> Process:
    return Process(new_store, clock)


@pytest.mark.story("0.3")
def test_a_session_ended_here_is_ended_everywhere(here: Process, there: Process) -> None:
    session_id = SessionId(fresh_id())
    assert there.sees(session_id) is False

    assert here.end(session_id)

    assert here.sees(session_id) is there.sees(session_id) is True


def test_while_redis_is_away_the_ending_process_refuses_and_others_cannot_tell(
    here: Process, there: Process, own_redis: RedisServer
) -> None:
    session_id, other = SessionId(fresh_id()), SessionId(fresh_id())
    own_redis.process.kill()

    assert not here.end(session_id)

    assert here.sees(session_id) is True
    assert here.sees(other) is None
    assert there.sees(session_id) is None


def test_what_could_not_be_announced_is_told_when_redis_is_back(
    here: Process, there: Process, own_redis: RedisServer
) -> None:
    session_id = SessionId(fresh_id())
    own_redis.process.kill()
    assert not here.end(session_id)

    own_redis.process.start()

    until(lambda: there.sees(session_id))


def test_a_redis_that_lost_its_memory_is_believed_of_newer_tokens_alone(
    here: Process, there: Process, own_redis: RedisServer, clock: MemoryClock
) -> None:
    session_id, other = SessionId(fresh_id()), SessionId(fresh_id())
    here.end(session_id)

    own_redis.clear()
    clock.move(timedelta(seconds=1))

    assert here.sees(session_id) is True
    assert there.sees(session_id, age=timedelta(seconds=1)) is None
    assert there.sees(other, age=timedelta(seconds=1)) is None
    assert there.sees(other) is False


def test_just_after_an_outage_no_session_is_said_to_go_on(
    here: Process, own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = SessionId(fresh_id())
    own_redis.process.kill()
    assert here.sees(other) is None
    own_redis.process.start()
    until(lambda: here.end(SessionId(fresh_id())))

    assert here.sees(other) is None

    monkeypatch.setattr(module, "_SETTLING", NO_TIME)
    assert here.sees(other) is False
