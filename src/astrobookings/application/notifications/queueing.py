"""One way into the queue of mails."""

from collections.abc import Mapping
from uuid import UUID

from attrs import evolve, frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.notifications import Notifications
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.ids import NotificationId, UserId
from astrobookings.domain.notifications.notification import Notification, NotificationKind

__all__ = ["Queueing"]


@frozen
class Queueing:
    """Queues a message for an event; once for each event, recipient and kind."""

    notifications: Notifications
    system: Transactions
    clock: Clock
    ids: Ids

    def __call__(
        self,
        envelope: Envelope,
        recipient: UserId,
        kind: NotificationKind,
        subject_id: UUID,
        *,
        priority: int,
        details: Mapping[str, str] | None = None,
    ) -> None:
        """Queue a message about *subject_id* to *recipient*, due at once."""
        now = self.clock.now()
        notification = Notification(
            id=NotificationId(self.ids.new()),
            event_id=envelope.id,
            recipient=recipient,
            kind=kind,
            subject_id=subject_id,
            priority=priority,
            due_at=now,
            details=details or {},
            created_at=now,
            updated_at=now,
        )
        origin = evolve(envelope.origin, service="notify", action="queue-mail", at=now)
        with self.system(origin):
            self.notifications.add(notification)
