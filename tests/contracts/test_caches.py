"""What CacheDB holds keeps its contracts, in memory and on Redis."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import timedelta

import pytest

from astrobookings.adapters.memory.attempts import MemoryAttempts
from astrobookings.adapters.memory.board_answers import MemoryBoardAnswers
from astrobookings.adapters.memory.board_version import MemoryBoardVersion
from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.ended_sessions import MemoryEndedSessions
from astrobookings.adapters.redis.attempts import RedisAttempts
from astrobookings.adapters.redis.board_answers import RedisBoardAnswers
from astrobookings.adapters.redis.board_version import RedisBoardVersion
from astrobookings.adapters.redis.ended_sessions import RedisEndedSessions
from astrobookings.adapters.redis.store import RedisStore
from astrobookings.application.ports.attempts import Attempts
from astrobookings.application.ports.board_answers import BoardAnswers
from astrobookings.application.ports.board_version import BoardVersion
from astrobookings.application.ports.ended_sessions import EndedSessions
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import SessionId
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.contracts.attempts import AttemptsContract
from astrobookings.testing.contracts.board_answers import BoardAnswersContract
from astrobookings.testing.contracts.board_version import BoardVersionContract
from astrobookings.testing.contracts.ended_sessions import EndedSessionsContract

PATIENT = timedelta(seconds=10)


@pytest.fixture(params=["memory", "redis"])
def cache(request: pytest.FixtureRequest) -> Iterator[RedisStore | None]:
    """Give the Redis to be tested; None stands for memory."""
    if request.param == "memory":
        yield None
        return
    with closing(RedisStore(request.getfixturevalue("redis_url"), patience=PATIENT)) as store:
        yield store


class TestAttempts(AttemptsContract):
    @pytest.fixture
    def attempts(self, cache: RedisStore | None, clock: MemoryClock) -> Attempts:
        if cache is None:
            return MemoryAttempts()
        return RedisAttempts(cache, MemoryAttempts(), clock)


class TestAttemptsOfOthers(AttemptsContract):
    """One process notes, and another one looks."""

    @pytest.fixture
    def attempts(self, redis_url: str, clock: MemoryClock) -> Iterator[Attempts]:
        with closing(RedisStore(redis_url, patience=PATIENT)) as store:
            noting, looking = (RedisAttempts(store, MemoryAttempts(), clock) for _ in range(2))
            yield _Apart(noting, looking)


class _Apart:
    """Two processes behind one port."""

    def __init__(self, noting: Attempts, looking: Attempts) -> None:
        self.note, self.forget, self.since = noting.note, looking.forget, looking.since


class TestEndedSessions(EndedSessionsContract):
    @pytest.fixture
    def ended_sessions(self, cache: RedisStore | None, clock: MemoryClock) -> EndedSessions:
        if cache is None:
            return MemoryEndedSessions(clock)
        ended_sessions = RedisEndedSessions(cache, clock)
        with suppress(Unavailable):  # the first question makes an empty server begin to hear
            ended_sessions.contains(SessionId(fresh_id()), clock.now())
        return ended_sessions


class TestBoardVersion(BoardVersionContract):
    @pytest.fixture
    def board_version(self, cache: RedisStore | None) -> BoardVersion:
        return MemoryBoardVersion() if cache is None else RedisBoardVersion(cache)


class TestBoardAnswers(BoardAnswersContract):
    @pytest.fixture
    def board_answers(self, cache: RedisStore | None, clock: MemoryClock) -> BoardAnswers:
        return MemoryBoardAnswers(clock) if cache is None else RedisBoardAnswers(cache)

    @pytest.fixture
    def pass_time(
        self, cache: RedisStore | None, clock: MemoryClock
    ) -> Callable[[timedelta], None]:
        if cache is None:
            return clock.move
        return lambda span: time.sleep(span.total_seconds() + 0.05)
