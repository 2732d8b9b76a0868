"""IT employees see how full the queue is (story 4.4)."""

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.notifications import Notifications
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.notifications.kinds import Lane
from astrobookings.domain.notifications.notification import NotificationStatus

__all__ = ["BackLog", "QueueStatus", "ViewQueue"]


@frozen
class BackLog:
    """What should be under way by now."""

    due: int
    oldest_due_at: datetime | None


@frozen
class QueueStatus:
    """The queue at one moment."""

    at: datetime
    counts: Mapping[NotificationStatus, int]
    lanes: Mapping[Lane, BackLog]


@frozen
class ViewQueue:
    """Count the queue by status, and what is due by lane."""

    notifications: Notifications
    clock: Clock

    def __call__(self, by: Principal) -> QueueStatus:
        """Raises: NotSignedIn, NotAllowed: only IT employees look."""
        authorize(by, Action.MANAGE_NOTIFICATIONS)
        now = self.clock.now()
        lanes = {lane: self._back_log(lane, now) for lane in Lane}
        return QueueStatus(now, self.notifications.counts(), lanes)

    def _back_log(self, lane: Lane, now: datetime) -> BackLog:
        due = self.notifications.count_due(now, lane)
        return BackLog(due, self.notifications.oldest_due(now, lane))
