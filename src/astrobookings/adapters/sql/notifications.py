"""The queue of notifications."""

from collections.abc import Sequence
from datetime import datetime

from attrs import field, frozen
from sqlalchemy import and_, or_, text

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.system import WAITING, notifications
from astrobookings.domain.kernel.ids import NotificationId
from astrobookings.domain.notifications.notification import Notification, NotificationStatus

__all__ = ["SqlNotifications"]

NOTIFICATION = shape_of("notification", Notification, notifications)
_status = notifications.c.status


@frozen
class SqlNotifications:
    store: SqlStore
    _records: Records[Notification] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Notification]:
        return Records(self.store, NOTIFICATION)

    def add(self, notification: Notification) -> bool:
        unless = ["event_id", "recipient", "kind"]
        return self._records.added(notification, unless) is not None

    def lock(self, notification_id: NotificationId) -> Notification:
        return self._records.lock(notification_id)

    def save(self, notification: Notification) -> Notification:
        return self._records.save(notification)

    def due(self, now: datetime, limit: int) -> Sequence[Notification]:
        waiting = and_(_status == NotificationStatus.PENDING.value, notifications.c.due_at <= now)
        left_behind = and_(
            _status == NotificationStatus.PROCESSING.value, notifications.c.lease_until <= now
        )
        found = self._records.select().where(text(WAITING), or_(waiting, left_behind))
        urgent = found.order_by(
            notifications.c.priority, notifications.c.due_at, notifications.c.id
        )
        return self._records.all(urgent.limit(limit))
