"""Which events were handled already, in a memory store."""

from astrobookings.adapters.memory.store import MemoryStore, Rows
from astrobookings.domain.kernel.ids import EventId

__all__ = ["MemoryHandled"]


class MemoryHandled:
    def __init__(self, store: MemoryStore) -> None:
        self._handled: Rows[tuple[EventId, str], bool] = store.rows("handled")

    def first_time(self, event_id: EventId, handler: str) -> bool:
        if self._handled.find((event_id, handler)):
            return False
        self._handled.put((event_id, handler), True)
        return True
