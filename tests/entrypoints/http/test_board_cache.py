"""The board as bytes: fresh, shared, and dropped by writers."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from astrobookings.adapters.memory.board_version import MemoryBoardVersion
from astrobookings.entrypoints.http.board_cache import BoardCache
from astrobookings.entrypoints.http.board_watch import BoardWatch
from astrobookings.entrypoints.http.cache_threads import CacheThreads


class Kitchen:
    """Counts what it makes; waits for `go` if told to."""

    def __init__(self) -> None:
        self.made = 0
        self.go = asyncio.Event()
        self.go.set()

    async def __call__(self) -> bytes:
        self.made += 1
        text = str(self.made)
        await self.go.wait()
        return text.encode()


class Moments:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def run(story: Callable[[BoardCache, BoardWatch, Moments, Kitchen], Awaitable[Any]]) -> None:
    async def whole() -> None:
        watch, moments = BoardWatch(MemoryBoardVersion(), CacheThreads()), Moments()
        cache = BoardCache(watch, ttl=2.0, entries=3, clock=moments)
        await story(cache, watch, moments, Kitchen())

    asyncio.run(whole())


def test_an_answer_is_kept_for_its_time() -> None:
    async def story(cache: BoardCache, _: BoardWatch, moments: Moments, kitchen: Kitchen) -> None:
        assert cache.ready(b"q") is None
        first = await cache.get(b"q", "key", kitchen)
        moments.now = 1.9
        assert cache.ready(b"q") is first
        moments.now = 2.0
        assert cache.ready(b"q") is None
        assert (await cache.get(b"q", "key", kitchen)).body == b"2"

    run(story)


def test_queries_that_mean_the_same_share_an_answer() -> None:
    async def story(cache: BoardCache, _: BoardWatch, __: Moments, kitchen: Kitchen) -> None:
        await cache.get(b"a=1&b=2", "key", kitchen)
        await cache.get(b"b=2&a=1", "key", kitchen)

        assert kitchen.made == 1
        assert cache.ready(b"b=2&a=1") is cache.ready(b"a=1&b=2")

    run(story)


def test_a_writer_drops_every_answer() -> None:
    async def story(cache: BoardCache, watch: BoardWatch, _: Moments, k: Kitchen) -> None:
        await cache.get(b"q", "key", k)
        await watch.bump()

        assert cache.ready(b"q") is None
        assert (await cache.get(b"q", "key", k)).body == b"2"

    run(story)


def test_a_stampede_asks_once() -> None:
    async def story(cache: BoardCache, _: BoardWatch, __: Moments, kitchen: Kitchen) -> None:
        kitchen.go.clear()
        crowd = [asyncio.create_task(cache.get(b"q", "key", kitchen)) for _ in range(50)]
        await asyncio.sleep(0)
        kitchen.go.set()

        assert {entry.body for entry in await asyncio.gather(*crowd)} == {b"1"}
        assert kitchen.made == 1

    run(story)


def test_an_answer_begun_before_a_write_is_not_kept_after_it() -> None:
    async def story(cache: BoardCache, watch: BoardWatch, _: Moments, k: Kitchen) -> None:
        k.go.clear()
        early = asyncio.create_task(cache.get(b"q", "key", k))
        await asyncio.sleep(0)
        await watch.bump()
        late = asyncio.create_task(cache.get(b"q", "key", k))
        await asyncio.sleep(0)
        k.go.set()

        assert ((await early).body, (await late).body) == (b"1", b"2")
        ready = cache.ready(b"q")
        assert ready is None or ready.body == b"2"

    run(story)


def test_one_who_leaves_does_not_spoil_it_for_the_others() -> None:
    async def story(cache: BoardCache, _: BoardWatch, __: Moments, kitchen: Kitchen) -> None:
        kitchen.go.clear()
        first = asyncio.create_task(cache.get(b"q", "key", kitchen))
        second = asyncio.create_task(cache.get(b"q", "key", kitchen))
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.sleep(0)
        kitchen.go.set()

        assert (await second).body == b"1"

    run(story)


def test_a_failure_is_told_to_all_and_not_kept() -> None:
    async def fail() -> bytes:
        await asyncio.sleep(0)
        raise OSError("away")

    async def story(cache: BoardCache, _: BoardWatch, __: Moments, kitchen: Kitchen) -> None:
        both = await asyncio.gather(
            cache.get(b"q", "key", fail), cache.get(b"q", "key", fail), return_exceptions=True
        )

        assert all(isinstance(one, OSError) for one in both)
        assert (await cache.get(b"q", "key", kitchen)).body == b"1"

    run(story)


def test_only_so_many_answers_are_kept() -> None:
    async def story(cache: BoardCache, _: BoardWatch, __: Moments, kitchen: Kitchen) -> None:
        for number in range(10):
            await cache.get(b"%d" % number, number, kitchen)

        assert [number for number in range(10) if cache.ready(b"%d" % number)] == [7, 8, 9]

    run(story)


@pytest.mark.parametrize("bumps", [0, 3])
def test_tags_follow_the_bytes(bumps: int) -> None:
    async def same() -> bytes:
        return b"same"

    async def story(cache: BoardCache, watch: BoardWatch, _: Moments, __: Kitchen) -> None:
        first = await cache.get(b"q", "key", same)
        for _number in range(bumps):
            await watch.bump()
        assert (await cache.get(b"q", "key", same)).etag == first.etag

    run(story)
