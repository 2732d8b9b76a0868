"""Events on their way out of a memory store."""

from collections.abc import Collection, Sequence
from datetime import datetime

from astrobookings.adapters.memory.store import MemoryStore, Rows
from astrobookings.domain.kernel.deliveries import Delivery, DeliveryStatus
from astrobookings.domain.kernel.events import Envelope, Event
from astrobookings.domain.kernel.ids import EventId

__all__ = ["MemoryOutbox", "outbox_rows"]


def outbox_rows(store: MemoryStore) -> Rows[EventId, Delivery]:
    """The events of *store* in the order of their transactions; marked ones are forgotten."""
    return store.rows("outbox")


class MemoryOutbox:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._rows = outbox_rows(store)

    def add(self, event: Event) -> None:
        origin = self._store.origin
        event_id = EventId(self._store.ids.new())
        envelope = Envelope(id=event_id, event=event, origin=origin, at=origin.at)
        self._rows.put(event_id, Delivery(envelope=envelope, due_at=origin.at))

    def unpublished(self, limit: int) -> Sequence[Envelope]:
        return [one.envelope for one in self._waiting()[:limit]]

    def mark_published(self, ids: Collection[EventId]) -> None:
        with self._store.housekeeping():
            for event_id in ids:
                self._rows.drop(event_id)

    def waiting(self) -> int:
        return len(self._waiting())

    def oldest_waiting(self) -> datetime | None:
        return min((one.envelope.at for one in self._waiting()), default=None)

    def _waiting(self) -> list[Delivery]:
        return [one for one in self._rows.all() if one.status is DeliveryStatus.WAITING]
