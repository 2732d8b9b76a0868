"""Handing out the events of a store."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import frozen
from sqlalchemy import Row, Select, select, update

from astrobookings.adapters.plain import plain, structured
from astrobookings.adapters.sql.outbox import WAITING, envelope_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.shared import outbox
from astrobookings.domain.kernel.deliveries import Delivery, DeliveryStatus, Hearing
from astrobookings.domain.kernel.ids import EventId

__all__ = ["SqlDeliveries", "delivery_of"]


@frozen
class SqlDeliveries:
    store: SqlStore

    def claim(self, limit: int, now: datetime, until: datetime) -> Sequence[Delivery]:
        """One statement; rows that another one is claiming are passed over. Looking first keeps
        SQLite's one writer free while there is nothing to claim.
        """
        due = (
            select(outbox.c.id)
            .where(WAITING, outbox.c.due_at <= now)
            .order_by(outbox.c.due_at, outbox.c.id)
        )
        if self.store.first(due.limit(1)) is None:
            return ()
        mine = due.limit(limit).with_for_update(skip_locked=True).cte("due")
        claimed = (
            update(outbox)
            .where(outbox.c.id.in_(select(mine.c.id)))
            .values(due_at=until, round=outbox.c.round + 1)
            .returning(outbox)
        )
        with self.store.turn():
            found = sorted(self.store.rows(claimed), key=lambda row: (row.at, row.id))
        return tuple(delivery_of(row) for row in found)

    def find(self, event_id: EventId) -> Delivery | None:
        row = self.store.first(_unheard(event_id))
        return None if row is None else delivery_of(row)

    def lock(self, event_id: EventId) -> Delivery | None:
        row = self.store.write(_unheard(event_id).with_for_update()).first()
        return None if row is None else delivery_of(row)

    def save(self, delivery: Delivery) -> None:
        envelope, status = delivery.envelope, delivery.status
        now = self.store.running.origin.at
        saved = (
            update(outbox)
            .where(outbox.c.id == envelope.id)
            .values(
                due_at=delivery.due_at,
                hearings=plain(delivery.hearings),
                published_at=now if status is DeliveryStatus.DONE else None,
                dead_at=now if status is DeliveryStatus.DEAD else None,
            )
        )
        self.store.write(saved)


def _unheard(event_id: EventId) -> Select[Any]:
    return select(outbox).where(outbox.c.id == event_id, outbox.c.published_at.is_(None))


def delivery_of(row: Row[Any]) -> Delivery:
    """The delivery in the columns of *row*, which is not marked."""
    return Delivery(
        envelope=envelope_of(row),
        status=DeliveryStatus.WAITING if row.dead_at is None else DeliveryStatus.DEAD,
        due_at=row.due_at,
        round=row.round,
        hearings=structured(row.hearings, Mapping[str, Hearing]),
    )
