"""Handing out the events of a memory store."""

from collections.abc import Sequence
from datetime import datetime

from attrs import evolve

from astrobookings.adapters.memory.outbox import outbox_rows
from astrobookings.adapters.memory.store import MemoryStore
from astrobookings.domain.kernel.deliveries import Delivery, DeliveryStatus
from astrobookings.domain.kernel.ids import EventId

__all__ = ["MemoryDeliveries"]


class MemoryDeliveries:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._rows = outbox_rows(store)

    def claim(self, limit: int, now: datetime, until: datetime) -> Sequence[Delivery]:
        with self._store.housekeeping():
            due = sorted(
                (one for one in self._rows.all() if _is_due(one, now)), key=lambda one: one.due_at
            )
            claimed = [evolve(one, round=one.round + 1, due_at=until) for one in due[:limit]]
            for delivery in claimed:
                self._rows.put(delivery.envelope.id, delivery)
        return claimed

    def find(self, event_id: EventId) -> Delivery | None:
        return self._rows.find(event_id)

    def lock(self, event_id: EventId) -> Delivery | None:
        self._store.remember(lambda: None)
        return self._rows.find(event_id)

    def save(self, delivery: Delivery) -> None:
        if delivery.status is DeliveryStatus.DONE:
            self._rows.drop(delivery.envelope.id)
        else:
            self._rows.put(delivery.envelope.id, delivery)


def _is_due(delivery: Delivery, now: datetime) -> bool:
    return delivery.status is DeliveryStatus.WAITING and delivery.due_at <= now
