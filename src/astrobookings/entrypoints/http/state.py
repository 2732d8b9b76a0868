"""What the HTTP side of one process keeps between requests."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import structlog
from attrs import frozen

from astrobookings.application.ports.heartbeats import WorkerKind
from astrobookings.entrypoints.http.board_cache import BoardCache
from astrobookings.entrypoints.http.board_watch import BoardWatch
from astrobookings.entrypoints.http.cache_threads import CacheThreads
from astrobookings.entrypoints.http.callers import Callers
from astrobookings.entrypoints.http.cursors import Cursors
from astrobookings.entrypoints.http.limits import RateLimits
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.entrypoints.http.shared_board import SharedBoard
from astrobookings.entrypoints.living import LOOK_EVERY, Living
from astrobookings.entrypoints.worker.pulse import heart

if TYPE_CHECKING:
    from astrobookings.entrypoints.system import System

__all__ = ["HttpState", "http_state"]

_log = structlog.get_logger("astrobookings.http")


@frozen(eq=False)
class HttpState:
    living: Living
    settings: HttpSettings
    board_watch: BoardWatch
    board: BoardCache
    callers: Callers
    cursors: Cursors
    limits: RateLimits
    cache_threads: CacheThreads

    @property
    def system(self) -> "System":
        """The system with the policies in force now."""
        return self.living.system

    @asynccontextmanager
    async def following(self, _: object) -> AsyncIterator[None]:
        """A lifespan in which the process hears of what others change."""
        following = [
            asyncio.create_task(self.board_watch.follow(self.settings.board_poll)),
            asyncio.create_task(self._follow_policies()),
        ]
        try:
            yield
        finally:
            for task in following:
                task.cancel()
            await asyncio.wait(following)
            await self.limits.close()
            self.cache_threads.close()

    async def _follow_policies(self) -> None:
        """Look for changes of policies again and again, and say that we live and know them."""
        beat = heart(self.living, WorkerKind.SERVER)
        while True:
            for step in (self.living.look, beat):
                try:
                    await asyncio.to_thread(step)
                except Exception as error:
                    _log.warning("changes of policies are not known", error=repr(error))
            await asyncio.sleep(LOOK_EVERY.total_seconds())


def http_state(system: "System", settings: HttpSettings) -> HttpState:
    """A fresh state; what it remembers ages by the clock of *system*."""

    def now() -> float:
        return system.clock.now().timestamp()

    threads = CacheThreads()
    watch = BoardWatch(system.board_version, threads)
    return HttpState(
        living=Living(system),
        settings=settings,
        board_watch=watch,
        board=BoardCache(
            watch,
            ttl=settings.board_ttl.total_seconds(),
            entries=settings.board_entries,
            share=_shared(system, settings, watch, threads),
            clock=now,
        ),
        callers=Callers(ttl=settings.caller_ttl.total_seconds(), clock=now),
        cursors=Cursors(settings.cursor_secret),
        limits=RateLimits(settings),
        cache_threads=threads,
    )


def _shared(
    system: "System", settings: HttpSettings, watch: BoardWatch, threads: CacheThreads
) -> SharedBoard | None:
    """What is shared with the processes that sign list cursors with the same secret."""
    if system.board_answers is None:
        return None
    scope = hashlib.sha256(settings.cursor_secret).digest()
    return SharedBoard(system.board_answers, watch, threads, ttl=settings.board_ttl, scope=scope)
