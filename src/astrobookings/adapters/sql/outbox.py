"""Events on their way out of a store."""

from collections.abc import Collection, Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import Row, func, insert, select, text, update

from astrobookings.adapters.plain import event_of, plain_event
from astrobookings.adapters.sql.changes import origin_of, origin_values
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.shared import outbox
from astrobookings.domain.kernel.events import Envelope, Event
from astrobookings.domain.kernel.ids import EventId

__all__ = ["SqlOutbox"]

UNPUBLISHED = text("outbox.published_at IS NULL")


@frozen
class SqlOutbox:
    store: SqlStore

    def add(self, event: Event) -> None:
        origin = self.store.running.origin
        values = {"id": self.store.ids.new(), "name": event.name, "payload": plain_event(event)}
        self.store.write(insert(outbox), values | origin_values(origin))

    def unpublished(self, limit: int) -> Sequence[Envelope]:
        oldest = select(outbox).where(UNPUBLISHED).order_by(outbox.c.at, outbox.c.id)
        return tuple(_envelope(row) for row in self.store.rows(oldest.limit(limit)))

    def mark_published(self, ids: Collection[EventId]) -> None:
        if ids:
            marked = update(outbox).where(outbox.c.id.in_(ids), UNPUBLISHED)
            self.store.write_alone(marked.values(published_at=outbox.c.at))

    def waiting(self) -> int:
        found = self.store.first(select(func.count()).select_from(outbox).where(UNPUBLISHED))
        return 0 if found is None else int(found[0])


def _envelope(row: Row[Any]) -> Envelope:
    return Envelope(
        id=EventId(row.id), event=event_of(row.name, row.payload), origin=origin_of(row), at=row.at
    )
