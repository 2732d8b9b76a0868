"""What the HTTP side of one process keeps between requests."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from attrs import frozen

from astrobookings.entrypoints.http.board_cache import BoardCache
from astrobookings.entrypoints.http.board_watch import BoardWatch
from astrobookings.entrypoints.http.cache_threads import CacheThreads
from astrobookings.entrypoints.http.callers import Callers
from astrobookings.entrypoints.http.cursors import Cursors
from astrobookings.entrypoints.http.limits import RateLimits
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.entrypoints.http.shared_board import SharedBoard

if TYPE_CHECKING:
    from astrobookings.entrypoints.system import System

__all__ = ["HttpState", "http_state"]


@frozen(eq=False)
class HttpState:
    system: "System"
    settings: HttpSettings
    board_watch: BoardWatch
    board: BoardCache
    callers: Callers
    cursors: Cursors
    limits: RateLimits
    cache_threads: CacheThreads

    @asynccontextmanager
    async def following(self, _: object) -> AsyncIterator[None]:
        """A lifespan in which the process hears of what others change."""
        following = asyncio.create_task(self.board_watch.follow(self.settings.board_poll))
        try:
            yield
        finally:
            following.cancel()
            await asyncio.wait([following])
            await self.limits.close()
            self.cache_threads.close()


def http_state(system: "System", settings: HttpSettings) -> HttpState:
    """A fresh state; what it remembers ages by the clock of *system*."""

    def now() -> float:
        return system.clock.now().timestamp()

    threads = CacheThreads()
    watch = BoardWatch(system.board_version, threads)
    return HttpState(
        system=system,
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
