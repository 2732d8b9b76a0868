"""One message to a whole audience."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from attrs import frozen

from astrobookings.application.notifications.queueing import Queueing
from astrobookings.application.ports.notifications import Notifications
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.notifications.kinds import Lane, NotificationKind

__all__ = ["FanOut"]

_BATCH = 100


@frozen
class FanOut:
    """Queues a message for everybody of an audience, in batches by user id.

    Each batch is a transaction. Interrupted, it goes on beyond the last recipient that has one.
    """

    notifications: Notifications
    queueing: Queueing

    def __call__(
        self,
        envelope: Envelope,
        audience: Callable[[UserId | None, int], Sequence[UserId]],
        kind: NotificationKind,
        subject_id: UUID,
        *,
        priority: int | None = None,
        lane: Lane = Lane.NORMAL,
        due_at: datetime | None = None,
        details: Mapping[str, str] | None = None,
    ) -> None:
        """*audience* gives the users beyond one (None: from the first), at most so many."""
        last = self.notifications.reached(envelope.id, kind, lane)
        while batch := audience(last, _BATCH):
            self.queueing.all(
                envelope,
                batch,
                kind,
                subject_id,
                priority=priority,
                lane=lane,
                due_at=due_at,
                details=details,
            )
            last = batch[-1]
