"""A Redis of this test alone, and stores that notice quickly what becomes of it."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.redis.store import RedisStore, server
from astrobookings.testing.builders import NOW
from tests.servers import RedisServer

__all__ = ["NewStore", "pause", "resume", "until"]

NewStore = Callable[[], RedisStore]

_PATIENCE = 10.0


def until(done: Callable[[], object]) -> None:
    """Wait until *done* says so."""
    deadline = time.monotonic() + _PATIENCE
    while not done():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.01)


def pause(redis: RedisServer) -> None:
    """Keep the server from answering, though it takes connections."""
    os.kill(_pid(redis), signal.SIGSTOP)


def resume(redis: RedisServer) -> None:
    os.kill(_pid(redis), signal.SIGCONT)


def _pid(redis: RedisServer) -> int:
    process = redis.process._process
    assert process is not None
    return process.pid


@pytest.fixture
def new_store(own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[NewStore]:
    """Give the maker of stores of the own server, as processes have one each."""
    monkeypatch.setattr(server, "_PAUSE", 0.05)
    made: list[RedisStore] = []

    def new() -> RedisStore:
        made.append(RedisStore(own_redis.url, patience=timedelta(seconds=1)))
        return made[-1]

    yield new
    for store in made:
        store.close()


@pytest.fixture
def store(new_store: NewStore) -> RedisStore:
    """Give the store of one process."""
    return new_store()


@pytest.fixture
def clock() -> MemoryClock:
    """Give the clock that adapters and tests go by."""
    return MemoryClock(NOW)
