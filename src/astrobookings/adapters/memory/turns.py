"""Whose turn it is, in memory."""

from datetime import datetime, timedelta

from astrobookings.adapters.memory.store import MemoryStore, Rows

__all__ = ["MemoryTurns"]


class MemoryTurns:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._taken: Rows[str, datetime] = store.rows("turns")

    def take(self, name: str, now: datetime, period: timedelta) -> bool:
        with self._store.housekeeping():
            taken = self._taken.find(name)
            if taken is not None and now - period < taken <= now:
                return False
            self._taken.put(name, now)
        return True
