"""What is told of notifications; never what their mails say."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from astrobookings.application.notifications.check_service import ServiceStatus
from astrobookings.application.notifications.list_notices import NoticeList
from astrobookings.application.notifications.read_preferences import ChosenMails
from astrobookings.application.notifications.view_queue import BackLog, QueueStatus
from astrobookings.domain.notifications.health import ServiceState
from astrobookings.domain.notifications.kinds import Lane, NotificationKind, Topic
from astrobookings.domain.notifications.notices import Notice
from astrobookings.domain.notifications.notification import (
    BY_HAND,
    Notification,
    NotificationStatus,
)

__all__ = [
    "AttemptAnswer",
    "BackLogAnswer",
    "ChoiceAnswer",
    "NoticeAnswer",
    "NoticesAnswer",
    "NotificationAnswer",
    "NotificationsAnswer",
    "PreferencesAnswer",
    "QueueAnswer",
    "ServiceAnswer",
    "notice",
    "notices",
    "notification",
    "preferences",
    "queue",
    "service",
]

_ACTS = {
    NotificationStatus.SENT: "mark_sent",
    NotificationStatus.DELETED: "delete",
    NotificationStatus.PENDING: "retry",
}
_WHAT = {
    Topic.NEW_LAUNCHES: "New launches; VIP travelers are mailed unless they say no, others if "
    "they say yes.",
    Topic.LAUNCH_BOOKINGS: "Bookings and cancellations of your launches; mailed unless you say no.",
}


class AttemptAnswer(msgspec.Struct):
    """What became of one attempt, or was told afterwards."""

    at: datetime
    outcome: str


class NotificationAnswer(msgspec.Struct, kw_only=True):
    """One message in the queue."""

    id: UUID
    event_id: UUID
    kind: NotificationKind
    recipient: UUID
    subject_id: UUID
    status: NotificationStatus
    priority: int
    lane: Lane
    due_at: datetime
    attempts: int
    last_attempt_at: datetime | None
    lease_until: datetime | None
    sent_at: datetime | None
    failure: str
    trail: list[AttemptAnswer]
    available_actions: list[str]
    created_at: datetime
    updated_at: datetime
    version: int


class NotificationsAnswer(msgspec.Struct):
    """Some notifications, and the cursor of those that follow."""

    items: list[NotificationAnswer]
    next: str | None


class BackLogAnswer(msgspec.Struct):
    """What should be under way by now; ages in seconds."""

    lane: Lane
    due: int
    oldest_due_at: datetime | None
    oldest_age: float | None


class QueueAnswer(msgspec.Struct, kw_only=True):
    """How many notifications have each status, and what is due in each lane."""

    as_of: datetime
    pending: int
    processing: int
    sent: int
    delivered: int
    bounced: int
    failed: int
    deleted: int
    lanes: list[BackLogAnswer]


class ServiceAnswer(msgspec.Struct, kw_only=True):
    """Whether mails get through; figures of those last tried after `since`, ages in seconds."""

    state: ServiceState
    as_of: datetime
    since: datetime
    sent: int
    missed: int
    success_rate: float | None
    per_minute: float
    due: int
    oldest_due_at: datetime | None
    oldest_age: float | None
    last_sent_at: datetime | None
    last_missed_at: datetime | None
    last_failure: str


class NoticeAnswer(msgspec.Struct, kw_only=True):
    """Something you were told, in one sentence, and where on the platform to see more."""

    id: UUID
    kind: NotificationKind
    text: str
    path: str
    read_at: datetime | None
    available_actions: list[str]
    """`read`, until it was."""
    created_at: datetime
    version: int


class NoticesAnswer(msgspec.Struct):
    """Some of what you were told, the cursor of what follows, and how much you have not read."""

    items: list[NoticeAnswer]
    next: str | None
    unread: int


class ChoiceAnswer(msgspec.Struct):
    """Whether you want mails about a topic; null where you never chose."""

    topic: Topic
    mail: bool | None
    description: str


class PreferencesAnswer(msgspec.Struct):
    """What you can choose about; mails about security, money and your own bookings always come."""

    choices: list[ChoiceAnswer]
    available_actions: list[str]
    """`choose`, if there is anything to choose about."""
    version: int


def notification(value: Notification) -> NotificationAnswer:
    plain = {
        name: getattr(value, name)
        for name in NotificationAnswer.__struct_fields__
        if name not in {"trail", "available_actions"}
    }
    return NotificationAnswer(
        **plain,
        trail=[AttemptAnswer(one.at, one.outcome) for one in value.trail],
        available_actions=_acts(BY_HAND.get(value.status, ())),
    )


def _acts(moves: Iterable[NotificationStatus]) -> list[str]:
    return sorted(_ACTS[move] for move in moves)


def queue(value: QueueStatus) -> QueueAnswer:
    lanes = [_back_log(lane, found, value.at) for lane, found in value.lanes.items()]
    counts = {status.value: count for status, count in value.counts.items()}
    return QueueAnswer(as_of=value.at, lanes=lanes, **counts)


def _back_log(lane: Lane, found: BackLog, now: datetime) -> BackLogAnswer:
    return BackLogAnswer(lane, found.due, found.oldest_due_at, _age(found.oldest_due_at, now))


def _age(since: datetime | None, now: datetime) -> float | None:
    return None if since is None else (now - since).total_seconds()


def service(value: ServiceStatus) -> ServiceAnswer:
    figures = value.figures
    return ServiceAnswer(
        state=value.state,
        as_of=value.at,
        since=value.since,
        sent=figures.sent,
        missed=figures.missed,
        success_rate=figures.success_rate,
        per_minute=figures.sent / ((value.at - value.since) / timedelta(minutes=1)),
        due=value.due,
        oldest_due_at=value.oldest_due_at,
        oldest_age=_age(value.oldest_due_at, value.at),
        last_sent_at=figures.last_sent_at,
        last_missed_at=figures.last_missed_at,
        last_failure=figures.last_failure,
    )


def notice(value: Notice) -> NoticeAnswer:
    names = set(NoticeAnswer.__struct_fields__) - {"available_actions"}
    plain = {name: getattr(value, name) for name in names}
    return NoticeAnswer(**plain, available_actions=["read"] if value.unread else [])


def notices(value: NoticeList, following: str | None) -> NoticesAnswer:
    return NoticesAnswer([notice(one) for one in value.page.items], following, value.unread)


def preferences(value: ChosenMails) -> PreferencesAnswer:
    choices = [ChoiceAnswer(topic, mail, _WHAT[topic]) for topic, mail in value.choices.items()]
    return PreferencesAnswer(choices, ["choose"] if choices else [], value.version)
