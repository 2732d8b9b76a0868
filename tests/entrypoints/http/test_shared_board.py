"""Answers of the board that processes share: worked out once, and never older than allowed."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import timedelta
from typing import cast

from attrs import define, field, frozen

from astrobookings.adapters.memory.board_answers import MemoryBoardAnswers
from astrobookings.adapters.memory.board_version import MemoryBoardVersion
from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.application.ports.board_answers import BoardAnswers
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.entrypoints.http import shared_board
from astrobookings.entrypoints.http.board_cache import BoardCache
from astrobookings.entrypoints.http.board_watch import BoardWatch
from astrobookings.entrypoints.http.cache_threads import CacheThreads
from astrobookings.entrypoints.http.shared_board import SharedBoard
from astrobookings.testing.builders import NOW
from astrobookings.testing.faults import failing

TTL = timedelta(seconds=2)


@define
class Kitchen:
    """Counts what it makes, waiting for `go`; the same for all processes."""

    made: int = 0
    breaks: bool = False
    go: asyncio.Event = field(factory=asyncio.Event)

    async def __call__(self) -> bytes:
        self.made += 1
        text = str(self.made)
        await self.go.wait()
        if self.breaks:
            raise OSError("the store is away")
        return text.encode()


@frozen
class Process:
    watch: BoardWatch
    board: BoardCache

    async def ask(self, kitchen: Kitchen, query: bytes = b"q") -> bytes:
        return (await self.board.get(query, query, kitchen)).body


@define
class Stage:
    """Two processes, one cache, one clock."""

    threads: CacheThreads
    clock: MemoryClock = field(factory=lambda: MemoryClock(NOW))
    away: bool = False
    version: MemoryBoardVersion = field(factory=MemoryBoardVersion)
    kitchen: Kitchen = field(factory=Kitchen)
    answers: MemoryBoardAnswers = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.answers = MemoryBoardAnswers(self.clock)
        self.kitchen.go.set()

    async def process(self, scope: bytes = b"scope") -> Process:
        answers = failing(self.answers, down=lambda: self.away, error=lambda: Unavailable("away"))
        watch = BoardWatch(self.version, self.threads)
        await watch.look()
        share = SharedBoard(
            cast("BoardAnswers", answers), watch, self.threads, ttl=TTL, scope=scope
        )
        seconds = TTL.total_seconds()
        board = BoardCache(watch, ttl=seconds, entries=10, share=share, clock=self.seconds)
        return Process(watch, board)

    def seconds(self) -> float:
        return self.clock.now().timestamp()

    async def shared(self) -> None:
        """Wait until what was worked out has been shared."""
        for _ in range(2):  # as many threads as there may be
            await self.threads.run(lambda: None)
        await asyncio.sleep(0.02)


def run(story: Callable[[Stage, Process, Process], Awaitable[None]]) -> None:
    async def whole() -> None:
        with closing(CacheThreads()) as threads:
            stage = Stage(threads)
            await story(stage, await stage.process(), await stage.process())

    asyncio.run(whole())


def test_one_process_works_an_answer_out_for_all() -> None:
    async def story(stage: Stage, one: Process, other: Process) -> None:
        assert await one.ask(stage.kitchen) == b"1"
        await stage.shared()

        assert await other.ask(stage.kitchen) == b"1"
        assert stage.kitchen.made == 1

    run(story)


def test_a_stampede_on_two_processes_asks_once() -> None:
    async def story(stage: Stage, one: Process, other: Process) -> None:
        stage.kitchen.go.clear()
        crowd = [asyncio.create_task(who.ask(stage.kitchen)) for who in (one, other) * 20]
        await asyncio.sleep(0.1)
        stage.kitchen.go.set()

        assert set(await asyncio.gather(*crowd)) == {b"1"}
        assert stage.kitchen.made == 1

    run(story)


def test_an_answer_is_never_shown_longer_than_its_time_by_whomever() -> None:
    async def story(stage: Stage, one: Process, other: Process) -> None:
        await one.ask(stage.kitchen)
        await stage.shared()
        stage.clock.move(TTL * 0.9)
        assert await other.ask(stage.kitchen) == b"1"

        stage.clock.move(TTL * 0.1)

        assert other.board.ready(b"q") is None
        assert await other.ask(stage.kitchen) == b"2"

    run(story)


def test_an_answer_grows_old_while_it_is_worked_out() -> None:
    async def story(stage: Stage, one: Process, other: Process) -> None:
        stage.kitchen.go.clear()
        asked = asyncio.create_task(one.board.get(b"q", b"q", stage.kitchen))
        await asyncio.sleep(0.3)
        stage.kitchen.go.set()
        entry = await asked
        await stage.shared()
        taken_over = await other.board.get(b"q", b"q", stage.kitchen)

        assert stage.kitchen.made == 1
        for until in (entry.until, taken_over.until):
            assert until <= stage.seconds() + TTL.total_seconds() - 0.25

    run(story)


def test_a_writer_finds_nothing_older_than_its_change() -> None:
    async def story(stage: Stage, one: Process, other: Process) -> None:
        await one.ask(stage.kitchen)
        await stage.shared()

        await other.watch.bump()
        assert await other.ask(stage.kitchen) == b"2"
        await stage.shared()

        assert await one.ask(stage.kitchen) == b"1"  # until it looks
        await one.watch.look()
        assert await one.ask(stage.kitchen) == b"2"

    run(story)


def test_an_answer_begun_before_a_change_is_not_found_after_it() -> None:
    async def story(stage: Stage, one: Process, other: Process) -> None:
        stage.kitchen.go.clear()
        early = asyncio.create_task(one.ask(stage.kitchen))
        await asyncio.sleep(0.05)
        await other.watch.bump()
        stage.kitchen.go.set()
        assert await early == b"1"
        await stage.shared()

        assert await other.ask(stage.kitchen) == b"2"

    run(story)


def test_when_the_one_at_work_fails_another_takes_over() -> None:
    async def story(stage: Stage, one: Process, other: Process) -> None:
        broken, fine = Kitchen(breaks=True), stage.kitchen
        failing_ = asyncio.create_task(one.ask(broken))
        await asyncio.sleep(0.05)
        waiting = asyncio.create_task(other.ask(fine))
        await asyncio.sleep(0.05)
        assert fine.made == 0
        broken.go.set()

        assert await waiting == b"1"
        results = await asyncio.gather(failing_, return_exceptions=True)
        assert isinstance(results[0], OSError)

    run(story)


def test_one_that_never_answers_is_not_waited_for_long() -> None:
    async def story(stage: Stage, one: Process, other: Process) -> None:
        stuck = Kitchen()
        asyncio.create_task(one.ask(stuck)).add_done_callback(lambda _: None)
        await asyncio.sleep(0.05)

        answer = await asyncio.wait_for(other.ask(stage.kitchen), shared_board._PATIENCE + 2)

        assert answer == b"1"
        stuck.go.set()

    run(story)


def test_each_works_for_itself_while_the_cache_is_away() -> None:
    async def story(stage: Stage, one: Process, other: Process) -> None:
        stage.away = True

        assert await one.ask(stage.kitchen) == b"1"
        assert await other.ask(stage.kitchen) == b"2"
        assert await one.ask(stage.kitchen) == b"1"

        stage.away = False
        assert await one.ask(stage.kitchen, b"another") == b"3"
        await stage.shared()
        assert await other.ask(stage.kitchen, b"another") == b"3"

    run(story)


def test_those_who_sign_cursors_otherwise_share_nothing() -> None:
    async def story(stage: Stage, one: Process, _: Process) -> None:
        stranger = await stage.process(b"another scope")
        await one.ask(stage.kitchen)
        await stage.shared()

        assert await stranger.ask(stage.kitchen) == b"2"

    run(story)
