"""The version and the answers of the board on a Redis that goes and comes back."""

from datetime import timedelta

import pytest

from astrobookings.adapters.redis.board_answers import RedisBoardAnswers
from astrobookings.adapters.redis.board_version import RedisBoardVersion
from astrobookings.adapters.redis.store import RedisStore
from astrobookings.domain.kernel.errors import Unavailable
from tests.servers import RedisServer

LONG = timedelta(seconds=30)


def test_an_emptied_server_repeats_no_version(store: RedisStore, own_redis: RedisServer) -> None:
    version = RedisBoardVersion(store)
    seen = {version.bump() for _ in range(20)}

    own_redis.clear()

    assert version.value() not in seen
    assert not seen & {version.bump() for _ in range(20)}


def test_nothing_is_told_or_found_while_the_server_is_away(
    store: RedisStore, own_redis: RedisServer
) -> None:
    version, answers = RedisBoardVersion(store), RedisBoardAnswers(store)
    own_redis.process.kill()

    for call in (
        version.bump,
        version.value,
        lambda: answers.find("moon"),
        lambda: answers.claim("moon", LONG),
        lambda: answers.put("moon", b"answer", LONG),
        lambda: answers.release("moon"),
    ):
        with pytest.raises(Unavailable):
            call()


def test_answers_and_claims_go_by_themselves(store: RedisStore, own_redis: RedisServer) -> None:
    answers = RedisBoardAnswers(store)
    answers.put("moon", b"answer", LONG)
    answers.claim("mars", LONG)

    lifetimes = store.run(lambda redis: [redis.pttl(key) for key in redis.scan_iter()])

    assert len(lifetimes) == 2
    assert all(0 < one <= 30_000 for one in lifetimes)
