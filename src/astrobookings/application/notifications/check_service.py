"""IT employees see whether mails get through (story 6.3)."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.notifications import Notifications
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.notifications.health import (
    HealthPolicy,
    SendingFigures,
    ServiceState,
    state_of,
)

__all__ = ["CheckNotificationService", "ServiceStatus"]


@frozen
class ServiceStatus:
    """The notification service at one moment."""

    at: datetime
    state: ServiceState
    since: datetime
    """The figures count attempts from here on."""
    figures: SendingFigures
    due: int
    oldest_due_at: datetime | None


@frozen
class CheckNotificationService:
    """Judge by the attempts of late, and by how long mails wait for theirs."""

    notifications: Notifications
    clock: Clock
    health: HealthPolicy

    def __call__(self, by: Principal) -> ServiceStatus:
        """Raises: NotSignedIn, NotAllowed: only IT employees look."""
        authorize(by, Action.MANAGE_NOTIFICATIONS)
        now = self.clock.now()
        since = now - self.health.window
        figures = self.notifications.sending(since)
        oldest = self.notifications.oldest_due(now)
        return ServiceStatus(
            at=now,
            state=state_of(figures, oldest, now, self.health),
            since=since,
            figures=figures,
            due=self.notifications.count_due(now),
            oldest_due_at=oldest,
        )
