"""An agency is reminded to say what became of its launch (stories 1.5, 4.1)."""

from collections.abc import Iterator

from attrs import frozen

from astrobookings.application.notifications.queueing import Queueing
from astrobookings.application.ports.users import Users
from astrobookings.domain.agencies.events import LaunchUnreported
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.domain.notifications.kinds import NotificationKind

__all__ = ["QueueUnreportedLaunch"]


@frozen
class QueueUnreportedLaunch:
    """Hears of launches left open after their date; the agency and operations are told once."""

    queueing: Queueing
    users: Users

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if not isinstance(event, LaunchUnreported):
            return
        for batch in ((UserId(event.agency_id),), *self._operations()):
            self.queueing.all(envelope, batch, NotificationKind.LAUNCH_UNREPORTED, event.launch_id)

    def _operations(self) -> Iterator[tuple[UserId, ...]]:
        after, more = None, True
        while more:
            page = self.users.list(
                PageRequest(MAX_LIMIT, after),
                role=Role.EMPLOYEE,
                position=Position.OPERATIONS,
                status=AccountStatus.ACTIVE,
            )
            yield tuple(account.id for account in page.items)
            after, more = page.next, page.next is not None
