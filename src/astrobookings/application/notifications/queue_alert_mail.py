"""IT employees are to hear of alerts (story 6.5)."""

from collections.abc import Iterator

from attrs import frozen

from astrobookings.application.notifications.queueing import Queueing
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.domain.monitoring.events import AlertRaised, AlertResolved
from astrobookings.domain.notifications.kinds import NotificationKind

__all__ = ["QueueAlertMail"]


@frozen
class QueueAlertMail:
    """Hears of alerts raised and resolved; every active IT employee is told of each once."""

    queueing: Queueing
    users: Users

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if isinstance(event, AlertRaised):
            kind = NotificationKind.ALERT_RAISED
        elif isinstance(event, AlertResolved):
            kind = NotificationKind.ALERT_RESOLVED
        else:
            return
        told = {"name": event.title, "figure": event.figure, "threshold": event.threshold}
        for batch in self._employees():
            self.queueing.all(envelope, batch, kind, event.alert_id, details=told)

    def _employees(self) -> Iterator[tuple[UserId, ...]]:
        after, more = None, True
        while more:
            page = self.users.list(
                PageRequest(MAX_LIMIT, after),
                role=Role.EMPLOYEE,
                position=Position.IT,
                status=AccountStatus.ACTIVE,
            )
            yield tuple(account.id for account in page.items)
            after, more = page.next, page.next is not None
