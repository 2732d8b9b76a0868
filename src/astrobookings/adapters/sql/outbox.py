"""Events on their way out of a store."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from attrs import frozen
from sqlalchemy import Row, func, insert, select, text, update

from astrobookings.adapters.plain import event_of, plain_event
from astrobookings.adapters.sql.changes import origin_of, origin_values
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.shared import OUTBOX_WAITS, outbox
from astrobookings.domain.kernel.events import Envelope, Event
from astrobookings.domain.kernel.ids import EventId

__all__ = ["WAITING", "SqlOutbox", "envelope_of"]

WAITING = text(OUTBOX_WAITS)


@frozen
class SqlOutbox:
    store: SqlStore

    def add(self, event: Event) -> None:
        origin = self.store.running.origin
        values = {
            "id": self.store.ids.new(),
            "name": event.name,
            "payload": plain_event(event),
            "due_at": origin.at,
        }
        self.store.write(insert(outbox), values | origin_values(origin))

    def unpublished(self, limit: int) -> Sequence[Envelope]:
        oldest = select(outbox).where(WAITING).order_by(outbox.c.at, outbox.c.id)
        return tuple(envelope_of(row) for row in self.store.rows(oldest.limit(limit)))

    def mark_published(self, ids: Collection[EventId]) -> None:
        if ids:
            marked = update(outbox).where(outbox.c.id.in_(ids), outbox.c.published_at.is_(None))
            self.store.write_alone(marked.values(published_at=outbox.c.at))

    def waiting(self) -> int:
        found = self.store.first(select(func.count()).select_from(outbox).where(WAITING))
        return 0 if found is None else int(found[0])

    def oldest_waiting(self) -> datetime | None:
        found = self.store.first(select(func.min(outbox.c.at)).where(WAITING))
        oldest: datetime | None = None if found is None else found[0]
        return oldest


def envelope_of(row: Row[Any]) -> Envelope:
    """The event in the columns of *row*."""
    return Envelope(
        id=EventId(row.id), event=event_of(row.name, row.payload), origin=origin_of(row), at=row.at
    )
