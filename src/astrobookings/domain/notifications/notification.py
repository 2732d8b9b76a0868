"""Notifications and their queue (stories 4.5 to 4.7)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from attrs import evolve, field, frozen

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Refused
from astrobookings.domain.kernel.ids import EventId, NotificationId, UserId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.origins import SECRET
from astrobookings.domain.notifications.kinds import Lane, NotificationKind

__all__ = [
    "BY_HAND",
    "NOTIFICATION_MOVES",
    "Attempt",
    "DeliveryPolicy",
    "NoSuchNotificationMove",
    "Notification",
    "NotificationKind",
    "NotificationStatus",
    "bounced",
    "claim",
    "delivered",
    "is_due",
    "missed",
    "moved_by_hand",
    "postponed",
    "retried",
    "sent",
    "undeliverable",
    "withheld",
]

_ANSWERED = "the mail server answered"
_REMEMBERED = 20
"""Attempts that a notification keeps; the change log keeps all."""


class NotificationStatus(StrEnum):
    PENDING = "pending"
    PROCESSING = "processing"
    SENT = "sent"
    """The mail server took it over."""
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    FAILED = "failed"
    DELETED = "deleted"


_N = NotificationStatus
NOTIFICATION_MOVES: Mapping[NotificationStatus, frozenset[NotificationStatus]] = {
    _N.PENDING: frozenset({_N.PROCESSING, _N.SENT, _N.FAILED, _N.DELETED}),
    _N.PROCESSING: frozenset({_N.PROCESSING, _N.PENDING, _N.SENT, _N.FAILED, _N.DELETED}),
    _N.SENT: frozenset({_N.DELIVERED, _N.BOUNCED}),
    _N.DELIVERED: frozenset({_N.BOUNCED}),
    _N.BOUNCED: frozenset(),
    _N.FAILED: frozenset({_N.PENDING}),
    _N.DELETED: frozenset(),
}
_OVER = frozenset({_N.SENT, _N.DELIVERED, _N.BOUNCED, _N.FAILED, _N.DELETED})
BY_HAND: Mapping[NotificationStatus, frozenset[NotificationStatus]] = {
    _N.PENDING: frozenset({_N.SENT, _N.DELETED}),
    _N.FAILED: frozenset({_N.PENDING}),
}
"""What an IT employee may do (story 4.5); everything else is refused."""


@frozen
class NoSuchNotificationMove(Refused):
    """The notification's status does not allow this move."""

    code: ClassVar[str] = "notification-status"
    now: NotificationStatus
    wanted: NotificationStatus

    def __str__(self) -> str:
        return f"A notification that is {self.now} cannot become {self.wanted}."


@frozen
class DeliveryPolicy:
    """Retries of mails: back-off doubles from `first_wait`, with full jitter, up to `longest`."""

    first_wait: timedelta = timedelta(seconds=30)
    longest: timedelta = timedelta(hours=1)
    attempts: int = 8
    lease: timedelta = timedelta(seconds=60)

    def __attrs_post_init__(self) -> None:
        if self.attempts < 1:
            raise ValueError("attempts is at least 1")
        if not timedelta() < self.first_wait <= self.longest:
            raise ValueError("longest is at least first_wait, which is more than nothing")
        if self.lease <= timedelta():
            raise ValueError("lease is more than nothing")

    def wait(self, attempts: int, jitter: float) -> timedelta:
        """The wait after so many *attempts*; *jitter* is 0 to 1."""
        ceiling: timedelta = min(self.first_wait * 2 ** min(attempts - 1, 20), self.longest)
        return ceiling * jitter


@frozen
class Attempt:
    """One attempt to hand the mail over, or what became of it afterwards."""

    at: datetime = field(validator=aware)
    outcome: str
    """What the mail server answered, or why there was no answer."""


@frozen(kw_only=True)
class Notification(Entity):
    """One message to one recipient for one event; bodies are rendered when it is sent."""

    id: NotificationId
    event_id: EventId
    recipient: UserId
    kind: NotificationKind
    subject_id: UUID
    """The link, booking, launch or other record the message is about."""
    status: NotificationStatus = NotificationStatus.PENDING
    priority: int = 3
    """1 the most urgent, 5 the least."""
    lane: Lane = Lane.NORMAL
    due_at: datetime = field(validator=aware)
    attempts: int = 0
    lease_until: datetime | None = None
    last_attempt_at: datetime | None = None
    sent_at: datetime | None = None
    failure: str = ""
    """Why it is not sent, or not with its first attempt; empty once it is."""
    trail: tuple[Attempt, ...] = ()
    """What became of its attempts, the last one last."""
    details: Mapping[str, str] = field(factory=dict, metadata=SECRET)
    """Facts of the event the message needs, such as the refund; no secrets. See `kinds`."""


def is_due(notification: Notification, now: datetime) -> bool:
    """Whether a worker may take it: its time has come, or another's lease on it is over."""
    if notification.status is NotificationStatus.PROCESSING:
        return notification.lease_until is None or now >= notification.lease_until
    return notification.status is NotificationStatus.PENDING and now >= notification.due_at


def _require_move(notification: Notification, wanted: NotificationStatus) -> None:
    if wanted not in NOTIFICATION_MOVES[notification.status]:
        raise NoSuchNotificationMove(notification.status, wanted)


def _moved(
    notification: Notification, status: NotificationStatus, failure: str = ""
) -> Notification:
    _require_move(notification, status)
    moved = evolve(notification, status=status, lease_until=None, failure=failure)
    over = status in _OVER and _is_the_last(moved)
    return evolve(moved, details={}) if over else moved


def _is_the_last(notification: Notification) -> bool:
    """Whether it goes to somebody whom nothing else is kept of."""
    return notification.kind is NotificationKind.ACCOUNT_CLOSED


def _said(notification: Notification, text: str) -> str:
    """What a mail server said, unless it might quote an address that is to be forgotten."""
    return _ANSWERED if text and _is_the_last(notification) else text


def _noted(notification: Notification, now: datetime, outcome: str) -> Notification:
    trail = (*notification.trail, Attempt(now, outcome))
    return evolve(notification, trail=trail[-_REMEMBERED:])


def claim(notification: Notification, now: datetime, policy: DeliveryPolicy) -> Notification:
    """*notification* in the hands of one worker until its lease ends.

    Raises:
        NoSuchNotificationMove: it does not wait to be sent.
    """
    return evolve(
        _moved(notification, NotificationStatus.PROCESSING, notification.failure),
        attempts=notification.attempts + 1,
        last_attempt_at=now,
        lease_until=now + policy.lease,
    )


def sent(notification: Notification, now: datetime, answer: str = "") -> Notification:
    """*notification* taken over by the mail server, which said *answer*."""
    taken = _moved(notification, NotificationStatus.SENT)
    return evolve(_noted(taken, now, _said(notification, answer)), sent_at=now)


def missed(
    notification: Notification,
    failure: str,
    *,
    now: datetime,
    jitter: float,
    policy: DeliveryPolicy,
) -> Notification:
    """*notification* after a failed attempt: tried again later, at last failed."""
    failure = _said(notification, failure)
    noted = _noted(notification, now, failure)
    if notification.attempts >= policy.attempts:
        return _moved(noted, NotificationStatus.FAILED, failure)
    due = now + policy.wait(notification.attempts, jitter)
    return evolve(_moved(noted, NotificationStatus.PENDING, failure), due_at=due)


def postponed(
    notification: Notification,
    failure: str,
    *,
    now: datetime,
    jitter: float,
    policy: DeliveryPolicy,
) -> Notification:
    """*notification* that could not be tried for lack of a server; however long that lasts, it does
    not count as an attempt.
    """
    failure = _said(notification, failure)
    noted = _noted(notification, now, failure)
    due = now + policy.wait(len(noted.trail), jitter)
    waiting = _moved(noted, NotificationStatus.PENDING, failure)
    return evolve(waiting, due_at=due, attempts=notification.attempts - 1)


def undeliverable(notification: Notification, failure: str) -> Notification:
    """*notification* given up at once: no further attempt could succeed."""
    return _moved(notification, NotificationStatus.FAILED, failure)


def withheld(notification: Notification, reason: str) -> Notification:
    """*notification* that need not be mailed any more."""
    return _moved(notification, NotificationStatus.DELETED, reason)


def delivered(notification: Notification, now: datetime) -> Notification:
    """*notification* that reached its recipient's mailbox, says the provider.

    Raises:
        NoSuchNotificationMove: it was not sent, or has bounced.
    """
    return _noted(_moved(notification, NotificationStatus.DELIVERED), now, "delivered")


def bounced(notification: Notification, now: datetime, reason: str) -> Notification:
    """*notification* that came back, says the provider.

    Raises:
        NoSuchNotificationMove: it was not sent, or has bounced before.
    """
    told = _said(notification, reason)
    return _noted(_moved(notification, NotificationStatus.BOUNCED, told), now, told)


def moved_by_hand(
    notification: Notification, wanted: NotificationStatus, now: datetime
) -> Notification:
    """*notification* moved by an IT employee (story 4.5).

    Raises:
        NoSuchNotificationMove: not pending to sent or deleted, or failed to pending.
    """
    if wanted not in BY_HAND.get(notification.status, ()):
        raise NoSuchNotificationMove(notification.status, wanted)
    if wanted is NotificationStatus.PENDING:
        return retried(notification, now)
    noted = _noted(notification, now, f"marked as {wanted} by hand")
    if wanted is NotificationStatus.SENT:
        return evolve(_moved(noted, wanted), sent_at=now)
    return _moved(noted, wanted, notification.failure)


def retried(notification: Notification, now: datetime) -> Notification:
    """A failed *notification* that waits again, with all its attempts before it.

    Raises:
        NoSuchNotificationMove: it has not failed.
    """
    if notification.status is not NotificationStatus.FAILED:
        raise NoSuchNotificationMove(notification.status, NotificationStatus.PENDING)
    waiting = _moved(notification, NotificationStatus.PENDING, notification.failure)
    return evolve(_noted(waiting, now, "to be tried again"), due_at=now, attempts=0)
