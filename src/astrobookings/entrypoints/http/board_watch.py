"""What this process knows of changes of the board, its own and those of others."""

import asyncio
from datetime import timedelta

import structlog

from astrobookings.application.ports.board_version import BoardVersion
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.entrypoints.http.cache_threads import CacheThreads

__all__ = ["BoardWatch"]

_log = structlog.get_logger("astrobookings.http")


class BoardWatch:
    """Two versions: `own` dates what this process keeps, `shared` what it shares with others.

    Each change of the board raises `own`, so that nothing older is shown; changes of others are
    heard of by looking at the shared version, several times a second. While the cache is away
    nothing is shared, what is kept grows old by itself, and changes made here are told later.
    """

    def __init__(self, version: BoardVersion, threads: CacheThreads) -> None:
        self.own = 0
        self._version = version
        self._threads = threads
        self._changes = 0
        self._told = 0
        self._seen: int | None = None
        self._turn = asyncio.Lock()
        self._telling: asyncio.Task[None] | None = None

    @property
    def shared(self) -> int | None:
        """The version that others know too; None while there is none, or they miss our changes."""
        return self._seen if self._told == self._changes else None

    async def bump(self) -> None:
        """The board has changed: show nothing older, here or elsewhere.

        Ends when the others were told, or cannot be. What changes while they are being told is told
        all at once afterwards.
        """
        self.own += 1
        self._changes += 1
        if not self._version.waits:
            self._ask()
            return
        if self._telling is None:
            self._telling = asyncio.create_task(self._tell())
        await asyncio.shield(self._telling)

    async def look(self) -> None:
        """Hear of what others changed, and tell them what they could not be told before."""
        if not self._version.waits:
            self._ask()
            return
        async with self._turn:
            await self._ask_in_thread()

    async def follow(self, pause: timedelta) -> None:
        """Look again and again, *pause* apart."""
        while True:
            try:
                await self.look()
            except Exception as error:
                _log.error("the version of the board is not known", error=repr(error))
            await asyncio.sleep(pause.total_seconds())

    async def _tell(self) -> None:
        async with self._turn:
            self._telling = None  # what changes from now on needs another turn
            await self._ask_in_thread()

    async def _ask_in_thread(self) -> None:
        changes, by_us = self._changes, self._changes != self._told
        ask = self._version.bump if by_us else self._version.value
        try:
            version = await self._threads.run(ask)
        except Unavailable:
            self._seen = None
            return
        self._told = changes
        self._heard(version, by_us=by_us)

    def _ask(self) -> None:
        by_us = self._changes != self._told
        version = self._version.bump() if by_us else self._version.value()
        self._told = self._changes
        self._heard(version, by_us=by_us)

    def _heard(self, version: int, *, by_us: bool) -> None:
        """The shared version is *version*; if we alone raised it, that is nothing new."""
        expected = self._seen + 1 if by_us and self._seen is not None else self._seen
        if version != expected:
            self.own += 1
        self._seen = version
