"""Connections that the hot path keeps out of the pool: they change hands in a microsecond."""

import time
from collections import deque
from typing import Any

from attrs import define
from sqlalchemy import Engine, PoolProxiedConnection

from astrobookings.adapters.sql.store.connections import IDLE_BEFORE_CHECK

__all__ = ["Kept", "KeptConnections"]


@define(eq=False)
class Kept:
    """A connection lent by the pool, and what its user keeps with it."""

    pooled: PoolProxiedConnection
    driver: Any
    """The driver's own connection, in autocommit."""
    used: float = 0.0
    cursor: Any = None


class KeptConnections:
    """At most so many idle connections; more are made when needed and go back to the pool."""

    def __init__(self, engine: Engine, most: int) -> None:
        self._engine = engine
        self._most = most
        self._tried = engine.dialect.name == "postgresql"
        self._idle: deque[Kept] = deque()

    def take(self) -> Kept:
        """A connection for the caller alone; one long idle is tried first."""
        while True:
            try:
                kept = self._idle.pop()
            except IndexError:
                return self._fresh()
            if self._usable(kept):
                return kept
            self._drop(kept)

    def give(self, kept: Kept) -> None:
        """Take *kept* back, outside of any transaction; a broken one takes the idle with it."""
        if self._tried and kept.driver.closed:
            self._drop(kept)
            self.close()
            self._engine.dispose()
        elif len(self._idle) < self._most:
            kept.used = time.monotonic()
            self._idle.append(kept)
        else:
            kept.pooled.close()

    def close(self) -> None:
        """Drop the idle ones."""
        while self._idle:
            self._drop(self._idle.pop())

    def _fresh(self) -> Kept:
        pooled = self._engine.raw_connection()
        return Kept(pooled, pooled.driver_connection)

    def _usable(self, kept: Kept) -> bool:
        if not self._tried or time.monotonic() - kept.used < IDLE_BEFORE_CHECK:
            return True
        try:
            kept.driver.execute("SELECT 1")
        except Exception:
            return False
        return True

    @staticmethod
    def _drop(kept: Kept) -> None:
        kept.pooled.invalidate()
        kept.pooled.close()
