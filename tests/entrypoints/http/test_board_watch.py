"""Changes of the board, told to other processes and heard from them."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import timedelta

from attrs import define, field

from astrobookings.adapters.memory.board_version import MemoryBoardVersion
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.entrypoints.http.board_watch import BoardWatch
from astrobookings.entrypoints.http.cache_threads import CacheThreads

PATIENCE = 5.0


@define
class FarVersion:
    """A version on a server that may be away, or slow to answer until `go` is set."""

    waits = True
    here: bool = True
    bumps: int = 0
    go: threading.Event = field(factory=threading.Event)
    _version: MemoryBoardVersion = field(factory=MemoryBoardVersion)

    def __attrs_post_init__(self) -> None:
        self.go.set()

    def bump(self) -> int:
        self.go.wait(PATIENCE)
        self._require()
        self.bumps += 1
        return self._version.bump()

    def value(self) -> int:
        self._require()
        return self._version.value()

    def _require(self) -> None:
        if not self.here:
            raise Unavailable("away")


Story = Callable[[FarVersion, BoardWatch, BoardWatch], Awaitable[None]]


def run(story: Story) -> None:
    """Tell *story* of two processes that have looked at one version."""

    async def whole() -> None:
        version = FarVersion()
        with closing(CacheThreads()) as threads:
            ours, theirs = BoardWatch(version, threads), BoardWatch(version, threads)
            await ours.look()
            await theirs.look()
            await story(version, ours, theirs)

    asyncio.run(whole())


def test_a_change_is_heard_of_by_the_others_when_they_look() -> None:
    async def story(_: FarVersion, ours: BoardWatch, theirs: BoardWatch) -> None:
        before = theirs.own

        await ours.bump()
        assert theirs.own == before
        await theirs.look()

        assert theirs.own > before
        assert theirs.shared == ours.shared is not None

    run(story)


def test_looking_drops_nothing_while_nothing_changes() -> None:
    async def story(_: FarVersion, ours: BoardWatch, theirs: BoardWatch) -> None:
        await ours.bump()
        await theirs.look()
        versions = ours.own, theirs.own

        for _look in range(3):
            await ours.look()
            await theirs.look()

        assert (ours.own, theirs.own) == versions

    run(story)


def test_the_own_change_drops_what_is_kept_once() -> None:
    async def story(_: FarVersion, ours: BoardWatch, __: BoardWatch) -> None:
        before = ours.own

        await ours.bump()

        assert ours.own == before + 1

    run(story)


def test_a_change_of_others_just_before_our_own_is_not_missed() -> None:
    async def story(_: FarVersion, ours: BoardWatch, theirs: BoardWatch) -> None:
        await theirs.bump()
        before = ours.own

        await ours.bump()

        assert ours.own == before + 2  # by our change, and by hearing of the other one

    run(story)


def test_nothing_is_shared_until_the_others_were_told() -> None:
    async def story(version: FarVersion, ours: BoardWatch, __: BoardWatch) -> None:
        version.go.clear()
        before = ours.own

        telling = asyncio.create_task(ours.bump())
        await asyncio.sleep(0.05)

        assert ours.own == before + 1
        assert ours.shared is None
        version.go.set()
        await telling
        assert ours.shared is not None

    run(story)


def test_changes_made_while_others_are_told_are_told_together() -> None:
    async def story(version: FarVersion, ours: BoardWatch, theirs: BoardWatch) -> None:
        version.go.clear()
        first = asyncio.create_task(ours.bump())
        await asyncio.sleep(0.05)
        rest = [asyncio.create_task(ours.bump()) for _ in range(50)]
        await asyncio.sleep(0.05)
        assert not any(task.done() for task in (first, *rest))

        version.go.set()
        await asyncio.gather(first, *rest)

        assert version.bumps == 2
        assert ours.shared is not None

    run(story)


def test_one_who_leaves_does_not_keep_the_others_from_being_told() -> None:
    async def story(version: FarVersion, ours: BoardWatch, theirs: BoardWatch) -> None:
        version.go.clear()
        leaving, staying = (asyncio.create_task(ours.bump()) for _ in range(2))
        await asyncio.sleep(0.05)
        leaving.cancel()
        version.go.set()

        await staying

        before = theirs.own
        await theirs.look()
        assert theirs.own > before

    run(story)


def test_while_the_cache_is_away_changes_are_made_and_told_later() -> None:
    async def story(version: FarVersion, ours: BoardWatch, theirs: BoardWatch) -> None:
        version.here = False
        own, others = ours.own, theirs.own

        await ours.bump()
        await theirs.look()
        assert ours.own > own
        assert ours.shared is theirs.shared is None

        version.here = True
        await theirs.look()
        heard = theirs.own
        await ours.look()
        await theirs.look()
        assert theirs.own > heard > others
        assert ours.shared == theirs.shared is not None

    run(story)


def test_the_watch_goes_on_after_something_unforeseen() -> None:
    class Broken(MemoryBoardVersion):
        asked = 0

        def value(self) -> int:
            self.asked += 1
            raise ValueError("unforeseen")

    async def whole() -> None:
        version = Broken()
        with closing(CacheThreads()) as threads:
            watch = BoardWatch(version, threads)
            following = asyncio.create_task(watch.follow(timedelta(milliseconds=1)))
            while version.asked < 3:
                await asyncio.sleep(0.005)
            following.cancel()
            await asyncio.wait([following])

    asyncio.run(whole())
