"""One way into the queue of mails."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from attrs import evolve, frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.notifications import Notifications
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.ids import NotificationId, UserId
from astrobookings.domain.notifications.kinds import MANNERS, Lane, NotificationKind
from astrobookings.domain.notifications.notification import Notification

__all__ = ["Queueing"]


@frozen
class Queueing:
    """Queues messages for an event; once for each event, recipient and kind."""

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
        priority: int | None = None,
        lane: Lane = Lane.NORMAL,
        due_at: datetime | None = None,
        details: Mapping[str, str] | None = None,
    ) -> None:
        """Queue a message about *subject_id* to *recipient*.

        Where nothing is said, it has the priority of its kind and is due at once.

        Raises:
            ValueError: *details* lack what messages of *kind* need.
        """
        self.all(
            envelope,
            (recipient,),
            kind,
            subject_id,
            priority=priority,
            lane=lane,
            due_at=due_at,
            details=details,
        )

    def all(
        self,
        envelope: Envelope,
        recipients: Iterable[UserId],
        kind: NotificationKind,
        subject_id: UUID,
        *,
        priority: int | None = None,
        lane: Lane = Lane.NORMAL,
        due_at: datetime | None = None,
        details: Mapping[str, str] | None = None,
    ) -> None:
        """Queue the same message to each of *recipients*, in one transaction.

        Raises:
            ValueError: as above.
        """
        manner, facts = MANNERS[kind], dict(details or {})
        if missing := manner.details - facts.keys():
            raise ValueError(f"{kind} needs {', '.join(sorted(missing))}")
        now = self.clock.now()
        origin = evolve(envelope.origin, service="notify", action="queue-mail", at=now)
        with self.system(origin):
            for recipient in recipients:
                notification = Notification(
                    id=NotificationId(self.ids.new()),
                    event_id=envelope.id,
                    recipient=recipient,
                    kind=kind,
                    subject_id=subject_id,
                    priority=manner.priority if priority is None else priority,
                    lane=lane,
                    due_at=due_at or now,
                    details=facts,
                    created_at=now,
                    updated_at=now,
                )
                self.notifications.add(notification)
