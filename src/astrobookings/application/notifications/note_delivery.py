"""A mail provider tells what became of a mail (story 4.6)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.notifications import Notifications
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import NotificationId
from astrobookings.domain.notifications.notification import Notification, bounced, delivered

__all__ = ["NoteDelivery"]


@frozen
class NoteDelivery:
    """Mark a sent notification as delivered or bounced; for whoever listens to a provider."""

    notifications: Notifications
    system: Transactions
    clock: Clock

    def __call__(
        self, by: Principal, notification_id: NotificationId, *, bounce: str | None = None
    ) -> Notification:
        """The notification; *bounce* says why its mail came back, None that it arrived.

        Raises:
            NotAllowed: only the platform itself notes deliveries.
            NotFound: no such notification.
            NoSuchNotificationMove: it was not sent, or this was told before.
        """
        authorize(by, Action.RUN_JOBS)
        now = self.clock.now()
        with self.system(by.origin("note-delivery", now)):
            seen = self.notifications.lock(notification_id)
            told = delivered(seen, now) if bounce is None else bounced(seen, now, bounce)
            return self.notifications.save(told)
