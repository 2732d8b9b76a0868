"""Counting visits with others on Redis, and alone while it is away."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable

import pytest

from astrobookings.entrypoints.http import limits
from astrobookings.entrypoints.http.limits import RateLimits, TooManyRequests
from astrobookings.entrypoints.http.settings import HttpSettings
from tests.servers import RedisServer

HOME, ELSEWHERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for the server more often than usual."""
    monkeypatch.setattr(limits, "_PAUSE", 0.05)


def run(redis: RedisServer, story: Callable[..., Awaitable[None]]) -> None:
    """Tell *story* of two processes that let three visits pass between them."""

    async def whole() -> None:
        settings = HttpSettings(visitor_rate="3/hour", limits_url=redis.url)
        here, there = RateLimits(settings), RateLimits(settings)
        try:
            await story(here, there)
        finally:
            await here.close()
            await there.close()

    asyncio.run(whole())


async def passed(where: RateLimits, times: int, origin: str = HOME) -> int:
    """How many of so many visits are let pass."""
    count = 0
    for _ in range(times):
        try:
            await where.visit(origin, changing=False)
        except TooManyRequests:
            continue
        count += 1
    return count


async def until_counted_together(where: RateLimits) -> None:
    """Wait until visits are counted on the server again."""
    shared = where._shared
    assert shared is not None
    async with asyncio.timeout(10):
        while shared._trying is not None:
            await asyncio.sleep(0.01)


def test_processes_count_together_each_address_apart(own_redis: RedisServer) -> None:
    async def story(here: RateLimits, there: RateLimits) -> None:
        assert (await passed(here, 2), await passed(there, 2)) == (2, 1)
        assert await passed(there, 2, ELSEWHERE) == 2

    run(own_redis, story)


def test_while_the_server_is_away_each_goes_on_from_its_own_count(own_redis: RedisServer) -> None:
    async def story(here: RateLimits, there: RateLimits) -> None:
        assert await passed(here, 2) == 2
        own_redis.process.kill()

        assert (await passed(here, 9), await passed(there, 9)) == (1, 3)

    run(own_redis, story)


def test_they_count_together_again_when_it_is_back(own_redis: RedisServer) -> None:
    async def story(here: RateLimits, there: RateLimits) -> None:
        own_redis.process.kill()
        assert await passed(here, 1) == await passed(there, 1) == 1
        own_redis.process.start()
        await until_counted_together(here)
        await until_counted_together(there)

        assert await passed(here, 2, ELSEWHERE) + await passed(there, 2, ELSEWHERE) == 3

    run(own_redis, story)


def test_a_server_that_hangs_is_waited_for_once(own_redis: RedisServer) -> None:
    async def story(here: RateLimits, _: RateLimits) -> None:
        await passed(here, 1)
        process = own_redis.process._process
        assert process is not None
        os.kill(process.pid, signal.SIGSTOP)
        try:
            await asyncio.gather(*(passed(here, 1, f"crowd-{n}") for n in range(20)))
            started = time.monotonic()
            for number in range(200):
                assert await passed(here, 1, f"late-{number}") == 1
            assert time.monotonic() - started < 2
        finally:
            os.kill(process.pid, signal.SIGCONT)
        await until_counted_together(here)

    run(own_redis, story)


def test_a_process_may_end_while_the_server_is_away(own_redis: RedisServer) -> None:
    async def story(here: RateLimits, _: RateLimits) -> None:
        own_redis.process.kill()
        await passed(here, 1)

    run(own_redis, story)


# Forms that count once


async def times_first(key: str, *processes: RateLimits) -> list[bool]:
    """What each of *processes* in turn says of the form *key*."""
    return [await one.first(key) for one in processes]


def test_a_form_is_the_first_of_its_kind_in_one_process_only(own_redis: RedisServer) -> None:
    async def story(here: RateLimits, there: RateLimits) -> None:
        assert await times_first("one", here, there, here) == [True, False, False]
        assert await times_first("two", there, here) == [True, False]

    run(own_redis, story)


def test_of_many_that_come_at_once_one_is_the_first(own_redis: RedisServer) -> None:
    async def story(here: RateLimits, there: RateLimits) -> None:
        answers = await asyncio.gather(*(one.first("rush") for one in [here, there] * 20))

        assert answers.count(True) == 1

    run(own_redis, story)


def test_a_form_of_which_nothing_came_may_come_again(own_redis: RedisServer) -> None:
    async def story(here: RateLimits, there: RateLimits) -> None:
        assert await here.first("one")
        await here.again("one")

        assert await times_first("one", here, here) == [True, False]
        await here.again("one")
        assert await times_first("one", there, here) == [True, False]

    run(own_redis, story)


def test_it_may_come_again_also_where_it_was_told_to_be_the_second(own_redis: RedisServer) -> None:
    async def story(here: RateLimits, there: RateLimits) -> None:
        assert await times_first("one", here, there) == [True, False]
        await here.again("one")

        assert await times_first("one", there, here) == [True, False]

    run(own_redis, story)


def test_while_the_server_is_away_each_process_knows_its_own_forms(own_redis: RedisServer) -> None:
    async def story(here: RateLimits, there: RateLimits) -> None:
        own_redis.process.kill()

        assert await times_first("one", here, here, there) == [True, False, True]
        await here.again("one")
        assert await here.first("one")

    run(own_redis, story)


def test_forms_take_nothing_from_the_visits_of_anybody(own_redis: RedisServer) -> None:
    async def story(here: RateLimits, _: RateLimits) -> None:
        for number in range(9):
            assert await here.first(f"{HOME}-{number}")

        assert await passed(here, 9) == 3

    run(own_redis, story)
