"""Random histories of processes that read and change the board, the cache coming and going."""

import asyncio
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from typing import cast

from attrs import define, field
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.adapters.memory.board_answers import MemoryBoardAnswers
from astrobookings.adapters.memory.board_version import MemoryBoardVersion
from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.application.ports.board_answers import BoardAnswers
from astrobookings.application.ports.board_version import BoardVersion
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.entrypoints.http.board_cache import BoardCache
from astrobookings.entrypoints.http.board_watch import BoardWatch
from astrobookings.entrypoints.http.cache_threads import CacheThreads
from astrobookings.entrypoints.http.shared_board import SharedBoard
from astrobookings.testing.builders import NOW
from astrobookings.testing.faults import failing

TTL = timedelta(seconds=2)
PROCESSES = 3

Step = tuple[str, int]


class FarVersion(MemoryBoardVersion):
    waits = True


def steps() -> st.SearchStrategy[list[Step]]:
    """What happens, and in which process."""
    acts = st.sampled_from(["read", "change", "look", "lose", "return", "empty", "wait"])
    return st.lists(st.tuples(acts, st.integers(0, PROCESSES - 1)), max_size=40)


@define
class Process:
    watch: BoardWatch
    board: BoardCache
    knows: int = 0
    """The newest state that it must show at least."""


@define
class History:
    """The state of the board is a number; reads must keep two promises, checked at each."""

    threads: CacheThreads
    clock: MemoryClock = field(factory=lambda: MemoryClock(NOW))
    here: bool = True
    state: int = 0
    states: list[tuple[datetime, int]] = field(factory=lambda: [(NOW, 0)])
    told: int = 0
    """The newest state that the cache was told of."""
    version: BoardVersion = field(factory=FarVersion)
    answers: MemoryBoardAnswers = field(init=False)
    processes: list[Process] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.answers = MemoryBoardAnswers(self.clock)
        for _ in range(PROCESSES):
            version = cast("BoardVersion", self._reachable("version"))
            watch = BoardWatch(version, self.threads)
            share = SharedBoard(
                cast("BoardAnswers", self._reachable("answers")),
                watch,
                self.threads,
                ttl=TTL,
                scope=b"",
            )
            board = BoardCache(
                watch, ttl=TTL.total_seconds(), entries=5, share=share, clock=self.seconds
            )
            self.processes.append(Process(watch, board))

    def seconds(self) -> float:
        return self.clock.now().timestamp()

    async def run(self, told: Sequence[Step]) -> None:
        for act, number in told:
            await getattr(self, f"_{act}")(self.processes[number])
            await self._quiet()

    async def _read(self, process: Process) -> None:
        entry = process.board.ready(b"q") or await process.board.get(b"q", "q", self._computed)
        seen = int(entry.body)

        assert seen >= process.knows, "older than a change this process knows of"
        assert seen >= self._oldest_allowed(), "older than two seconds"

    async def _change(self, process: Process) -> None:
        self.state += 1
        self.states.append((self.clock.now(), self.state))
        await process.watch.bump()
        process.knows = self.state
        if self.here:
            self.told = self.state

    async def _look(self, process: Process) -> None:
        await process.watch.look()
        if self.here:
            process.knows = max(process.knows, self.told)

    async def _lose(self, _: Process) -> None:
        self.here = False

    async def _return(self, _: Process) -> None:
        self.here = True

    async def _empty(self, _: Process) -> None:
        """The server comes back with nothing; its versions go on, as they follow the time."""
        self.answers._kept.clear()
        self.answers._claims.clear()

    async def _wait(self, _: Process) -> None:
        self.clock.move(timedelta(seconds=0.7))

    async def _computed(self) -> bytes:
        return str(self.state).encode()

    def _oldest_allowed(self) -> int:
        """The state two seconds ago."""
        since = self.clock.now() - TTL
        return max(state for at, state in self.states if at <= since or state == 0)

    async def _quiet(self) -> None:
        """Let what nobody waits for be done."""
        for _ in range(2):
            await self.threads.run(lambda: None)

    def _reachable(self, name: str) -> object:
        return failing(
            getattr(self, name), down=lambda: not self.here, error=lambda: Unavailable("away")
        )


@given(told=steps())
def test_nobody_is_shown_less_than_known_or_older_than_two_seconds(told: list[Step]) -> None:
    async def whole() -> None:
        with closing(CacheThreads(1)) as threads:
            await History(threads).run(told)

    asyncio.run(whole())
