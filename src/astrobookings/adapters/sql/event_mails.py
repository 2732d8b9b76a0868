"""What people were told because of events."""

from collections.abc import Collection, Sequence

from attrs import frozen
from sqlalchemy import select

from astrobookings.adapters.sql.notifications import NOTIFICATION
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.system import notifications
from astrobookings.domain.kernel.ids import EventId
from astrobookings.domain.notifications.notification import Notification

__all__ = ["SqlEventMails"]


@frozen
class SqlEventMails:
    """By the index that keeps notifications one per event, recipient and kind."""

    store: SqlStore

    def of(self, events: Collection[EventId]) -> Sequence[Notification]:
        if not events:
            return ()
        found = select(*NOTIFICATION.columns).where(notifications.c.event_id.in_(events))
        ordered = found.order_by(notifications.c.created_at, notifications.c.id)
        return tuple(NOTIFICATION.read(row) for row in self.store.rows(ordered))
