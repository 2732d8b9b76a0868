"""Events on their way out of a memory store."""

from collections.abc import Collection, Sequence

from astrobookings.adapters.memory.store import MemoryStore, Rows
from astrobookings.domain.kernel.events import Envelope, Event
from astrobookings.domain.kernel.ids import EventId

__all__ = ["MemoryOutbox"]


class MemoryOutbox:
    """Waiting events in the order of their transactions; marked ones are forgotten."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._waiting: Rows[EventId, Envelope] = store.rows("outbox")

    def add(self, event: Event) -> None:
        origin = self._store.origin
        event_id = EventId(self._store.ids.new())
        envelope = Envelope(id=event_id, event=event, origin=origin, at=origin.at)
        self._waiting.put(event_id, envelope)

    def unpublished(self, limit: int) -> Sequence[Envelope]:
        return self._waiting.all()[:limit]

    def mark_published(self, ids: Collection[EventId]) -> None:
        with self._store.housekeeping():
            for event_id in ids:
                self._waiting.drop(event_id)

    def waiting(self) -> int:
        return len(self._waiting.all())
