"""The launch board as bytes, kept in this process for a moment."""

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, Hashable

from attrs import frozen

from astrobookings.application.ports.board_answers import SharedAnswer
from astrobookings.entrypoints.http.board_watch import BoardWatch

__all__ = ["BoardCache", "BoardEntry"]

Compute = Callable[[], Awaitable[bytes]]
Share = Callable[[Hashable, Compute], Awaitable[SharedAnswer]]


@frozen
class BoardEntry:
    """One encoded answer, of a version of the board, until a monotonic moment in seconds."""

    body: bytes
    etag: str
    version: int
    until: float


class BoardCache:
    """Answers by query; each is computed once at a time, whoever waits for it.

    An answer is found by its raw query string (an alias) or by what the query means (its key).
    Raising the own version of *watch* drops every answer at once, also those still being computed.
    With *share* an answer may come from another process.
    """

    def __init__(
        self,
        watch: BoardWatch,
        *,
        ttl: float,
        entries: int,
        share: Share | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._watch = watch
        self._share = share
        self._ttl = ttl
        self._most = entries
        self._clock = clock
        self._by_alias: dict[Hashable, BoardEntry] = {}
        self._by_key: dict[Hashable, BoardEntry] = {}
        self._flights: dict[tuple[Hashable, int], asyncio.Task[BoardEntry]] = {}

    def ready(self, alias: bytes) -> BoardEntry | None:
        """The fresh answer to the raw query string *alias*, if there is one."""
        return self._fresh(self._by_alias.get(alias))

    async def get(self, alias: bytes, key: Hashable, compute: Compute) -> BoardEntry:
        """The answer for *key*, computed unless it is fresh; later found by *alias* too."""
        entry = self._fresh(self._by_key.get(key)) or await self._computed(key, compute)
        self._keep(self._by_alias, alias, entry)
        return entry

    def _fresh(self, entry: BoardEntry | None) -> BoardEntry | None:
        if entry is None or entry.version != self._watch.own or self._clock() >= entry.until:
            return None
        return entry

    async def _computed(self, key: Hashable, compute: Compute) -> BoardEntry:
        flight = (key, self._watch.own)
        task = self._flights.get(flight)
        if task is None:
            task = asyncio.create_task(self._compute(key, flight[1], compute))
            self._flights[flight] = task
            task.add_done_callback(lambda done: self._landed(flight, done))
        return await asyncio.shield(task)

    def _landed(self, flight: tuple[Hashable, int], task: "asyncio.Task[BoardEntry]") -> None:
        self._flights.pop(flight, None)
        if not task.cancelled():
            task.exception()  # seen, even when nobody waits any more

    async def _compute(self, key: Hashable, version: int, compute: Compute) -> BoardEntry:
        until = self._clock() + self._ttl
        if self._share is None:
            body = await compute()
        else:
            answer = await self._share(key, compute)
            body, until = answer.body, self._clock() + answer.left.total_seconds()
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        entry = BoardEntry(body, etag, version, until)
        self._keep(self._by_key, key, entry)
        return entry

    def _keep(self, where: dict[Hashable, BoardEntry], name: Hashable, entry: BoardEntry) -> None:
        where.pop(name, None)
        while len(where) >= self._most:
            where.pop(next(iter(where)))  # the oldest
        where[name] = entry
