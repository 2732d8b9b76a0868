"""Signs of life in memory."""

from collections.abc import Sequence
from datetime import datetime

from astrobookings.adapters.memory.store import MemoryStore, Rows
from astrobookings.application.ports.heartbeats import Heartbeat

__all__ = ["MemoryHeartbeats"]


class MemoryHeartbeats:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._beats: Rows[str, Heartbeat] = store.rows("heartbeats")

    def beat(self, heartbeat: Heartbeat) -> None:
        with self._store.housekeeping():
            self._beats.put(heartbeat.id, heartbeat)

    def since(self, moment: datetime) -> Sequence[Heartbeat]:
        alive = (one for one in self._beats.all() if one.beat_at >= moment)
        return sorted(alive, key=lambda one: one.id)

    def forget_before(self, moment: datetime) -> int:
        with self._store.housekeeping():
            old = [one.id for one in self._beats.all() if one.beat_at < moment]
            for key in old:
                self._beats.drop(key)
        return len(old)
