"""An IT employee changes the status of a notification (story 4.5)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.notifications import Notifications
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.entities import check_version
from astrobookings.domain.kernel.ids import NotificationId
from astrobookings.domain.notifications.notification import (
    Notification,
    NotificationStatus,
    moved_by_hand,
)

__all__ = ["MoveNotification"]


@frozen
class MoveNotification:
    """Mark a waiting notification as sent or deleted, or have a failed one tried again."""

    notifications: Notifications
    system: Transactions
    clock: Clock

    def __call__(
        self,
        by: Principal,
        notification_id: NotificationId,
        wanted: NotificationStatus,
        *,
        version: int | None = None,
    ) -> Notification:
        """The notification after the move; *version* is that which the caller saw.

        Raises:
            NotSignedIn, NotAllowed: only IT employees move notifications.
            NotFound: no such notification.
            Stale: it was changed in between.
            NoSuchNotificationMove: neither pending to sent or deleted, nor failed to pending.
        """
        authorize(by, Action.MANAGE_NOTIFICATIONS)
        now = self.clock.now()
        with self.system(by.origin("move-notification", now)):
            seen = self.notifications.lock(notification_id)
            check_version(seen, version, kind="notification")
            return self.notifications.save(moved_by_hand(seen, wanted, now))
