"""An IT employee looks at one notification (stories 4.4, 4.6)."""

from attrs import frozen

from astrobookings.application.ports.notifications import Notifications
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import NotificationId
from astrobookings.domain.notifications.notification import Notification

__all__ = ["ViewNotification"]


@frozen
class ViewNotification:
    """Show where it stands and what became of its attempts."""

    notifications: Notifications

    def __call__(self, by: Principal, notification_id: NotificationId) -> Notification:
        """The notification; what its mail says is nowhere kept.

        Raises:
            NotSignedIn, NotAllowed: only IT employees look.
            NotFound: no such notification.
        """
        authorize(by, Action.MANAGE_NOTIFICATIONS)
        return self.notifications.get(notification_id)
