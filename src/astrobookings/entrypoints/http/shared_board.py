"""Answers of the board, worked out by one process for all of them."""

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, Hashable
from datetime import timedelta

from astrobookings import __version__
from astrobookings.application.ports.board_answers import BoardAnswers, SharedAnswer
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.entrypoints.http.board_watch import BoardWatch
from astrobookings.entrypoints.http.cache_threads import CacheThreads

__all__ = ["SharedBoard"]

Compute = Callable[[], Awaitable[bytes]]

_PATIENCE = 0.5
"""Seconds to wait for another process's answer before working it out too."""
_LEASE = timedelta(seconds=1)
"""So long others believe that a process is at work on an answer; it may have died."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.005, 0.05


class SharedBoard:
    """Answers that any process may have worked out, each shown for at most *ttl*.

    An answer belongs to a shared version of the board: one read before a change is not found by
    those who know of the change. *scope* tells answers apart that are made otherwise.
    """

    def __init__(
        self,
        answers: BoardAnswers,
        watch: BoardWatch,
        threads: CacheThreads,
        *,
        ttl: timedelta,
        scope: bytes,
    ) -> None:
        self._answers = answers
        self._watch = watch
        self._threads = threads
        self._ttl = ttl
        self._scope = scope

    async def __call__(self, key: Hashable, compute: Compute) -> SharedAnswer:
        """The answer for *key*, worked out by *compute* unless another process has or does."""
        version = self._watch.shared
        if version is None:
            return await self._computed(compute)
        name = self._name(key, version)
        try:
            found = await self._found_or_claimed(name)
        except Unavailable:
            return await self._computed(compute)
        return found or await self._shared(name, compute)

    async def _found_or_claimed(self, name: str) -> SharedAnswer | None:
        """The answer; None when this process is to work it out."""
        until, pause = time.monotonic() + _PATIENCE, _FIRST_PAUSE
        while True:
            found = await self._threads.run(self._answers.find, name)
            if found is not None:
                return found
            claimed = await self._threads.run(self._answers.claim, name, _LEASE)
            if claimed or time.monotonic() >= until:
                return None
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _shared(self, name: str, compute: Compute) -> SharedAnswer:
        try:
            answer = await self._computed(compute)
        except BaseException:
            self._threads.later(self._answers.release, name)
            raise
        self._threads.later(self._answers.put, name, answer.body, answer.left)
        return answer

    async def _computed(self, compute: Compute) -> SharedAnswer:
        """An answer grows old from the moment it is asked for."""
        started = time.monotonic()
        body = await compute()
        return SharedAnswer(body, self._ttl - timedelta(seconds=time.monotonic() - started))

    def _name(self, key: Hashable, version: int) -> str:
        told = f"{__version__} {self._scope.hex()} {version} {key!r}"
        return hashlib.sha256(told.encode()).hexdigest()[:40]
