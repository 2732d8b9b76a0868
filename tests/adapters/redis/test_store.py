"""A Redis that goes, hangs, fills up and comes back."""

import threading
import time
from contextlib import suppress

import pytest
from redis import Redis

from astrobookings.adapters.redis.store import RedisStore
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.testing.contracts.threads import at_once
from tests.adapters.redis.conftest import NewStore, pause, resume, until
from tests.servers import RedisServer


def answers(store: RedisStore) -> bool:
    """Whether *store* does what it is asked."""
    with suppress(Unavailable):
        store.run(lambda redis: redis.set(store.key("asked"), b"1"))
        return True
    return False


def seconds_of(store: RedisStore, calls: int) -> float:
    """How long so many refused calls take."""
    started = time.monotonic()
    for _ in range(calls):
        with pytest.raises(Unavailable):
            store.run(lambda redis: redis.ping())
    return time.monotonic() - started


def test_a_restart_between_two_calls_is_not_noticed(
    store: RedisStore, own_redis: RedisServer
) -> None:
    assert answers(store)

    own_redis.process.kill()
    own_redis.process.start()

    assert answers(store)


def test_calls_are_refused_at_once_while_the_server_is_away(
    store: RedisStore, own_redis: RedisServer
) -> None:
    own_redis.process.kill()
    assert not answers(store)

    assert seconds_of(store, 1000) < 0.5


def test_a_server_that_hangs_is_waited_for_once(store: RedisStore, own_redis: RedisServer) -> None:
    assert answers(store)
    pause(own_redis)
    try:
        started = time.monotonic()
        at_once([lambda: answers(store)] * 4)
        assert time.monotonic() - started < 3  # a patience of 1, whoever waited

        assert seconds_of(store, 1000) < 0.5
    finally:
        resume(own_redis)
    until(lambda: answers(store))


@pytest.mark.parametrize("times", [1, 3])
def test_it_is_found_again_without_a_restart_of_ours(
    store: RedisStore, own_redis: RedisServer, times: int
) -> None:
    for _ in range(times):
        own_redis.process.kill()
        assert not answers(store)
        own_redis.process.start()

        until(lambda: answers(store))


def test_a_server_that_is_full_is_as_good_as_away(
    store: RedisStore, own_redis: RedisServer
) -> None:
    with Redis.from_url(own_redis.url) as admin:
        admin.config_set("maxmemory", "1")
        assert not answers(store)
        time.sleep(0.2)  # it is tried meanwhile
        assert seconds_of(store, 10) < 0.1

        admin.config_set("maxmemory", "0")
        until(lambda: answers(store))


def test_what_is_to_be_told_is_told_before_anything_else_is_asked(
    store: RedisStore, own_redis: RedisServer
) -> None:
    told = threading.Event()
    store.on_return(lambda _: told.set())
    own_redis.process.kill()
    assert not answers(store)
    assert not told.is_set()

    own_redis.process.start()
    until(lambda: answers(store))

    assert told.is_set()


def test_a_server_that_never_comes_back_is_given_up_on_closing(
    new_store: NewStore, own_redis: RedisServer
) -> None:
    store = new_store()
    own_redis.process.kill()
    assert not answers(store)

    store.close()

    assert not [one for one in threading.enumerate() if one.name == "trying Redis"]


def test_a_closed_store_opens_no_connection(store: RedisStore) -> None:
    assert answers(store)

    store.close()

    assert not answers(store)
