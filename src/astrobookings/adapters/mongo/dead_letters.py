"""Dead events of a store."""

from datetime import datetime

from attrs import frozen

from astrobookings.adapters.mongo.collections.shared import OUTBOX, OUTBOX_IS_DEAD
from astrobookings.adapters.mongo.deliveries import MongoDeliveries, delivery_of
from astrobookings.adapters.mongo.store import MongoStore
from astrobookings.adapters.mongo.store.pages import Keyset, by_id, by_instant
from astrobookings.domain.kernel.deliveries import Delivery, DeliveryStatus, retried
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import EventId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MongoDeadLetters"]

_BY_AGE = Keyset((by_instant("at"), by_id()))


@frozen
class MongoDeadLetters:
    store: MongoStore

    def list(self, page: PageRequest) -> Page[Delivery]:
        return _BY_AGE.page(self.store, OUTBOX.name, OUTBOX_IS_DEAD, page, delivery_of)

    def count(self) -> int:
        return self.store.count(OUTBOX.name, OUTBOX_IS_DEAD)

    def revive(self, event_id: EventId, now: datetime) -> Delivery:
        deliveries = MongoDeliveries(self.store)
        dead = deliveries.lock(event_id)
        if dead is None or dead.status is not DeliveryStatus.DEAD:
            raise NotFound("dead letter", str(event_id))
        alive = retried(dead, now)
        deliveries.save(alive)
        return alive
