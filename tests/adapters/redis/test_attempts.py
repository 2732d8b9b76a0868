"""What is known of failed attempts while Redis is away, and after it lost its memory."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from redis import Redis

from astrobookings.adapters.memory.attempts import MemoryAttempts
from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.redis.attempts import RedisAttempts
from astrobookings.domain.kernel.errors import Unavailable
from tests.adapters.redis.conftest import NewStore, until
from tests.servers import RedisServer

MINUTE = timedelta(minutes=1)

NewAttempts = Callable[[], RedisAttempts]
Count = Callable[[RedisAttempts], int]


@pytest.fixture
def new_attempts(new_store: NewStore, clock: MemoryClock) -> NewAttempts:
    """Give the maker of the attempts of one process each."""
    return lambda: RedisAttempts(new_store(), MemoryAttempts(), clock)


def is_back(attempts: RedisAttempts) -> bool:
    """Whether the process has found the server again."""
    with suppress(Unavailable):
        return bool(attempts.store.run(lambda redis: redis.ping()))
    return False


@pytest.fixture
def count(clock: MemoryClock) -> Count:
    """Give what counts the attempts of a minute, as a process sees them."""
    return lambda attempts: len(attempts.since("ada", clock.now() - MINUTE))


@pytest.mark.story("0.2")
def test_processes_count_together(
    new_attempts: NewAttempts, count: Count, clock: MemoryClock
) -> None:
    here, there = new_attempts(), new_attempts()
    for attempts in (here, there, here):
        attempts.note("ada", clock.now())

    assert count(here) == count(there) == 3


def test_while_redis_is_away_each_process_goes_by_its_own(
    new_attempts: NewAttempts, count: Count, clock: MemoryClock, own_redis: RedisServer
) -> None:
    here, there = new_attempts(), new_attempts()
    here.note("ada", clock.now())
    there.note("ada", clock.now())

    own_redis.process.kill()
    here.note("ada", clock.now())

    assert (count(here), count(there)) == (2, 1)


def test_a_redis_that_lost_its_memory_wipes_no_slate(
    new_attempts: NewAttempts, count: Count, clock: MemoryClock, own_redis: RedisServer
) -> None:
    here = new_attempts()
    here.note("ada", clock.now())
    own_redis.process.kill()
    here.note("ada", clock.now())
    own_redis.process.start()
    until(lambda: is_back(here))

    here.note("ada", clock.now())

    assert count(here) == 3


def test_attempts_noted_during_an_outage_are_forgotten_with_the_others(
    new_attempts: NewAttempts, count: Count, clock: MemoryClock, own_redis: RedisServer
) -> None:
    here, there = new_attempts(), new_attempts()
    own_redis.process.kill()
    here.note("ada", clock.now())
    assert count(here) == 1
    own_redis.process.start()
    until(lambda: is_back(here) and is_back(there))
    clock.move(timedelta(seconds=1))

    there.forget("ada")

    assert count(here) == 0


def test_redis_is_not_told_whose_attempts_they_are(
    new_attempts: NewAttempts, clock: MemoryClock, own_redis: RedisServer
) -> None:
    attempts = new_attempts()
    attempts.note("sign-in:account:ada@example.com", clock.now())
    attempts.forget("link:account:ada@example.com")

    with Redis.from_url(own_redis.url) as admin:
        kept = b" ".join(admin.scan_iter())

    assert b"ada" not in kept


def test_what_is_kept_goes_by_itself(
    new_attempts: NewAttempts, clock: MemoryClock, own_redis: RedisServer
) -> None:
    attempts = new_attempts()
    attempts.note("ada", clock.now())
    attempts.forget("bob")

    with Redis.from_url(own_redis.url) as admin:
        lifetimes = [admin.ttl(key) for key in admin.scan_iter()]

    assert len(lifetimes) == 2
    assert all(0 < one <= 24 * 3600 for one in lifetimes)
