"""Dead events of a store."""

from datetime import datetime

from attrs import frozen
from sqlalchemy import func, select, text

from astrobookings.adapters.sql.deliveries import SqlDeliveries, delivery_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.sql.tables.shared import OUTBOX_IS_DEAD, outbox
from astrobookings.domain.kernel.deliveries import Delivery, DeliveryStatus, retried
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import EventId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SqlDeadLetters"]

_DEAD = text(OUTBOX_IS_DEAD)
_BY_AGE = Keyset((by_instant(outbox.c.at), by_id(outbox.c.id)))


@frozen
class SqlDeadLetters:
    store: SqlStore

    def list(self, page: PageRequest) -> Page[Delivery]:
        return _BY_AGE.page(self.store, select(outbox).where(_DEAD), page, delivery_of)

    def count(self) -> int:
        found = self.store.first(select(func.count()).select_from(outbox).where(_DEAD))
        return 0 if found is None else int(found[0])

    def revive(self, event_id: EventId, now: datetime) -> Delivery:
        deliveries = SqlDeliveries(self.store)
        dead = deliveries.lock(event_id)
        if dead is None or dead.status is not DeliveryStatus.DEAD:
            raise NotFound("dead letter", str(event_id))
        alive = retried(dead, now)
        deliveries.save(alive)
        return alive
