"""The queue of notifications (SystemDB)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from astrobookings.domain.kernel.ids import EventId, NotificationId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.notifications.health import SendingFigures
from astrobookings.domain.notifications.kinds import Lane, NotificationKind
from astrobookings.domain.notifications.notification import Notification, NotificationStatus

__all__ = ["NotificationSort", "Notifications"]


class NotificationSort(StrEnum):
    """Each ends in the id; a leading minus turns it round."""

    NEWEST = "-created_at"
    OLDEST = "created_at"
    DUE = "due_at"
    DUE_LAST = "-due_at"
    PRIORITY = "priority"
    """The most urgent first, then by due time: as they are sent."""
    ATTEMPTS = "-attempts"


class Notifications(Protocol):
    """Messages to be sent; one per event, recipient and kind."""

    def add(self, notification: Notification) -> bool:
        """In a transaction: queue it; False if its event, recipient and kind have one."""
        ...

    def get(self, notification_id: NotificationId) -> Notification:
        """Raises: NotFound."""
        ...

    def lock(self, notification_id: NotificationId) -> Notification:
        """Raises: NotFound."""
        ...

    def save(self, notification: Notification) -> Notification:
        """Raises: Stale."""
        ...

    def due(self, now: datetime, limit: int, lane: Lane | None = None) -> Sequence[Notification]:
        """Pending ones whose time has come and processing ones whose lease is over, by priority
        and due time; of one lane, or of all.
        """
        ...

    def reached(self, event_id: EventId, kind: NotificationKind, lane: Lane) -> UserId | None:
        """The highest recipient that has one of the event; None if nobody has."""
        ...

    def list(
        self,
        page: PageRequest,
        sort: NotificationSort = NotificationSort.NEWEST,
        *,
        status: NotificationStatus | None = None,
        kind: NotificationKind | None = None,
        lane: Lane | None = None,
        recipient: UserId | None = None,
    ) -> Page[Notification]:
        """A cursor of another sort is Invalid."""
        ...

    def counts(self) -> Mapping[NotificationStatus, int]:
        """How many there are of each status, those without any named too."""
        ...

    def count_due(self, now: datetime, lane: Lane | None = None) -> int:
        """How many `due` would give without a limit."""
        ...

    def oldest_due(self, now: datetime, lane: Lane | None = None) -> datetime | None:
        """Since when the one that waits longest is due; None if none is."""
        ...

    def sending(self, since: datetime) -> SendingFigures:
        """What became of those last tried at or after *since*."""
        ...
