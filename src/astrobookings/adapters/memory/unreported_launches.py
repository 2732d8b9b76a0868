"""Launches that nobody reported on, in memory."""

from collections.abc import Sequence
from datetime import datetime

from astrobookings.adapters.memory.store import MemoryStore, Records, Rows
from astrobookings.domain.agencies.launch import OPEN, Launch
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["MemoryUnreportedLaunches"]


class MemoryUnreportedLaunches:
    def __init__(self, store: MemoryStore) -> None:
        self._launches: Records[Launch] = Records(store, "launch")
        self._told: Rows[tuple[LaunchId, datetime], bool] = store.rows("unreported_launches")

    def due(self, before: datetime, limit: int) -> Sequence[LaunchId]:
        found = [
            (one.launch_at, one.id)
            for one in self._launches.all()
            if one.status in OPEN
            and one.launch_at <= before
            and not self._told.find((one.id, one.launch_at))
        ]
        return tuple(key for _, key in sorted(found)[:limit])

    def first_time(self, launch: Launch) -> bool:
        date = launch.id, launch.launch_at
        known = self._told.find(date)
        self._told.put(date, True)
        return known is None
