"""What people were told because of events (SystemDB)."""

from collections.abc import Collection, Sequence
from typing import Protocol

from astrobookings.domain.kernel.ids import EventId
from astrobookings.domain.notifications.notification import Notification

__all__ = ["EventMails"]


class EventMails(Protocol):
    """Reads the queue of notifications from the side of the events."""

    def of(self, events: Collection[EventId]) -> Sequence[Notification]:
        """Those queued for any of *events*, oldest first, by (created_at, id)."""
        ...
