"""The queue of notifications (SystemDB)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from astrobookings.domain.kernel.ids import NotificationId
from astrobookings.domain.notifications.notification import Notification

__all__ = ["Notifications"]


class Notifications(Protocol):
    """Messages to be sent; one per event, recipient and kind."""

    def add(self, notification: Notification) -> bool:
        """In a transaction: queue it; False if its event, recipient and kind have one."""
        ...

    def lock(self, notification_id: NotificationId) -> Notification:
        """Raises: NotFound."""
        ...

    def save(self, notification: Notification) -> Notification:
        """Raises: Stale."""
        ...

    def due(self, now: datetime, limit: int) -> Sequence[Notification]:
        """Pending ones whose time has come and processing ones whose lease is over, by priority
        and due time.
        """
        ...
