"""The queue of notifications in memory."""

from collections.abc import Sequence
from datetime import datetime

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.kernel.ids import NotificationId
from astrobookings.domain.notifications.notification import Notification, NotificationStatus

__all__ = ["MemoryNotifications"]


def _what(notification: Notification) -> tuple[object, ...]:
    return notification.event_id, notification.recipient, notification.kind


class MemoryNotifications:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Notification] = Records(store, "notification")

    def add(self, notification: Notification) -> bool:
        if any(_what(other) == _what(notification) for other in self._records.all()):
            return False
        self._records.add(notification)
        return True

    def lock(self, notification_id: NotificationId) -> Notification:
        return self._records.lock(notification_id)

    def save(self, notification: Notification) -> Notification:
        return self._records.save(notification)

    def due(self, now: datetime, limit: int) -> Sequence[Notification]:
        found = (one for one in self._records.all() if _due(one, now))
        return tuple(sorted(found, key=lambda one: (one.priority, one.due_at, one.id))[:limit])


def _due(notification: Notification, now: datetime) -> bool:
    if notification.status is NotificationStatus.PROCESSING:
        return notification.lease_until is None or now >= notification.lease_until
    return notification.status is NotificationStatus.PENDING and now >= notification.due_at
