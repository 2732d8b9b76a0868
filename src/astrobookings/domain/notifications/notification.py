"""Notifications and their queue (stories 4.6, 4.7)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from attrs import evolve, field, frozen

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.ids import EventId, NotificationId, UserId
from astrobookings.domain.kernel.instants import aware

__all__ = [
    "DeliveryPolicy",
    "Notification",
    "NotificationKind",
    "NotificationStatus",
    "claim",
    "missed",
    "sent",
    "undeliverable",
]


class NotificationStatus(StrEnum):
    PENDING = "pending"
    PROCESSING = "processing"
    SENT = "sent"
    FAILED = "failed"
    DELETED = "deleted"


class NotificationKind(StrEnum):
    CONFIRM_EMAIL = "confirm_email"
    CHANGE_EMAIL = "change_email"
    RESET_PASSWORD = "reset_password"
    BOOKING_CONFIRMED = "booking_confirmed"
    BOOKING_CANCELLED = "booking_cancelled"


@frozen
class DeliveryPolicy:
    """Retries of mails: back-off doubles from `first_wait`, with full jitter, up to `longest`."""

    first_wait: timedelta = timedelta(seconds=30)
    longest: timedelta = timedelta(hours=1)
    attempts: int = 8
    lease: timedelta = timedelta(seconds=60)

    def wait(self, attempts: int, jitter: float) -> timedelta:
        """The wait after so many *attempts*; *jitter* is 0 to 1."""
        ceiling: timedelta = min(self.first_wait * 2 ** min(attempts - 1, 20), self.longest)
        return ceiling * jitter


@frozen(kw_only=True)
class Notification(Entity):
    """One message to one recipient for one event; bodies are rendered when it is sent."""

    id: NotificationId
    event_id: EventId
    recipient: UserId
    kind: NotificationKind
    subject_id: UUID
    """The link or booking the message is about."""
    status: NotificationStatus = NotificationStatus.PENDING
    priority: int = 3
    """1 the most urgent, 5 the least."""
    due_at: datetime = field(validator=aware)
    attempts: int = 0
    lease_until: datetime | None = None
    last_attempt_at: datetime | None = None
    sent_at: datetime | None = None
    failure: str = ""
    details: Mapping[str, str] = field(factory=dict)
    """Facts of the event the message needs, such as the refund; no secrets."""


def claim(notification: Notification, now: datetime, policy: DeliveryPolicy) -> Notification:
    """*notification* in the hands of one worker until its lease ends."""
    return evolve(
        notification,
        status=NotificationStatus.PROCESSING,
        attempts=notification.attempts + 1,
        last_attempt_at=now,
        lease_until=now + policy.lease,
    )


def sent(notification: Notification, now: datetime) -> Notification:
    """*notification* taken over by the mail server."""
    return evolve(
        notification,
        status=NotificationStatus.SENT,
        sent_at=now,
        lease_until=None,
        failure="",
    )


def missed(
    notification: Notification,
    failure: str,
    *,
    now: datetime,
    jitter: float,
    policy: DeliveryPolicy,
) -> Notification:
    """*notification* after a failed attempt: tried again later, at last failed."""
    if notification.attempts >= policy.attempts:
        status, due = NotificationStatus.FAILED, notification.due_at
    else:
        status = NotificationStatus.PENDING
        due = now + policy.wait(notification.attempts, jitter)
    return evolve(notification, status=status, due_at=due, lease_until=None, failure=failure)


def undeliverable(notification: Notification, failure: str) -> Notification:
    """*notification* given up at once: no further attempt could succeed."""
    return evolve(notification, status=NotificationStatus.FAILED, lease_until=None, failure=failure)
