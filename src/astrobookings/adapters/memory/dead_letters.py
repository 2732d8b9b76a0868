"""Dead events of a memory store."""

from datetime import datetime
from uuid import UUID

from astrobookings.adapters.memory.outbox import outbox_rows
from astrobookings.adapters.memory.store import MemoryStore, Order, instant
from astrobookings.domain.kernel.deliveries import Delivery, DeliveryStatus, retried
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import EventId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryDeadLetters"]

_BY_AGE: Order[Delivery] = Order(lambda one: (one.envelope.at, one.envelope.id), (instant, UUID))


class MemoryDeadLetters:
    def __init__(self, store: MemoryStore) -> None:
        self._rows = outbox_rows(store)

    def count(self) -> int:
        return len(self._dead())

    def revive(self, event_id: EventId, now: datetime) -> Delivery:
        dead = self._rows.find(event_id)
        if dead is None or dead.status is not DeliveryStatus.DEAD:
            raise NotFound("dead letter", str(event_id))
        alive = retried(dead, now)
        self._rows.put(event_id, alive)
        return alive

    def _dead(self) -> list[Delivery]:
        return [one for one in self._rows.all() if one.status is DeliveryStatus.DEAD]

    def list(self, page: PageRequest) -> Page[Delivery]:
        return _BY_AGE.page(self._dead(), page)
