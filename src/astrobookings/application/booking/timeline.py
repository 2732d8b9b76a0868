"""What happened around one booking, in order of time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from attrs import field, frozen

from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.origins import Change
from astrobookings.domain.monitoring.entries import Entry
from astrobookings.domain.notifications.notification import Notification

__all__ = [
    "Timeline",
    "TimelineField",
    "TimelineItem",
    "TimelineKind",
    "in_order",
    "of_change",
    "of_entry",
    "of_mail",
    "requests_of",
]


class TimelineKind(StrEnum):
    """What an item tells of; at one instant they come in this order."""

    REQUEST = "request"
    """Somebody asked for something, or a job began."""
    CHANGE = "change"
    CHARGE = "charge"
    REFUND = "refund"
    EVENT = "event"
    ENTRY = "entry"
    """What else the log has under the same request."""
    MAIL = "mail"


_ORDER = {kind: place for place, kind in enumerate(TimelineKind)}
_UNTOLD = frozenset({"method", "next_action"})
"""Means of payment, and addresses that only the payer is to open."""
_OF_RECORDS = {"charge": TimelineKind.CHARGE, "refund": TimelineKind.REFUND}


@frozen
class TimelineField:
    """A figure, before and after; both None if it is not told or only has a new value."""

    name: str
    old: str | None
    new: str | None


@frozen(kw_only=True)
class TimelineItem:
    """One thing that happened, under which request, and who caused it."""

    at: datetime = field(validator=aware)
    kind: TimelineKind
    title: str
    """A stable word: an action, a kind of record, an event, a kind of mail."""
    request_id: str
    actor: UUID | None
    """The user, or None for the platform itself."""
    service: str
    action: str
    subject_id: UUID
    """The record, event or notification that the item tells of."""
    text: str = ""
    """What is to be said about it, for people."""
    fields: tuple[TimelineField, ...] = ()


@frozen(kw_only=True)
class Timeline:
    """Everything known of a booking, oldest first."""

    booking_id: UUID
    items: tuple[TimelineItem, ...]
    complete: bool = True
    """Without SystemDB there are neither events nor mails."""


def in_order(items: Iterable[TimelineItem]) -> tuple[TimelineItem, ...]:
    """By time; what happened at once in the order of kinds."""
    return tuple(sorted(items, key=lambda one: (one.at, _ORDER[one.kind], str(one.subject_id))))


def of_change(change: Change) -> TimelineItem:
    """A change of a booking, or of a charge, refund or receipt that belongs to it."""
    origin = change.origin
    told = (
        TimelineField(name, _shown(one.old), _shown(one.new))
        for name, one in change.fields.items()
        if name not in _UNTOLD
    )
    return TimelineItem(
        at=origin.at,
        kind=_OF_RECORDS.get(change.kind, TimelineKind.CHANGE),
        title=change.kind,
        request_id=origin.request_id,
        actor=origin.actor,
        service=origin.service,
        action=origin.action,
        subject_id=change.key,
        fields=tuple(told),
    )


def _shown(value: object) -> str | None:
    """Plain values alone: what has parts may name people."""
    return None if value is None or isinstance(value, Mapping | list) else str(value)


def of_entry(entry: Entry, kind: TimelineKind) -> TimelineItem:
    """An entry of the log; its facts are free of secrets already."""
    facts = ((name, value) for name, value in entry.facts.items() if value is not None)
    return TimelineItem(
        at=entry.at,
        kind=kind,
        title=entry.event,
        request_id=entry.request_id,
        actor=entry.actor,
        service=entry.component,
        action=entry.event,
        subject_id=entry.id,
        text=entry.message,
        fields=tuple(TimelineField(name, None, str(value)) for name, value in facts),
    )


def of_mail(mail: Notification, cause: TimelineItem | None) -> Iterable[TimelineItem]:
    """A mail that was queued, and each attempt to send it; never what it says."""

    def told(at: datetime, action: str, text: str) -> TimelineItem:
        return TimelineItem(
            at=at,
            kind=TimelineKind.MAIL,
            title=mail.kind.value,
            request_id="" if cause is None else cause.request_id,
            actor=None if cause is None else cause.actor,
            service="notify",
            action=action,
            subject_id=mail.id,
            text=text,
            fields=(TimelineField("recipient", None, str(mail.recipient)),),
        )

    yield told(mail.created_at, "queue-mail", f"queued; now {mail.status}")
    for attempt in mail.trail:
        yield told(attempt.at, "send-mail", attempt.outcome)


def requests_of(items: Sequence[TimelineItem]) -> Iterable[TimelineItem]:
    """The request at the root of *items*, once for each request id, where it first shows."""
    first: dict[str, TimelineItem] = {}
    for one in in_order(items):
        if one.request_id:
            first.setdefault(one.request_id, one)
    for cause in first.values():
        yield TimelineItem(
            at=cause.at,
            kind=TimelineKind.REQUEST,
            title=cause.action,
            request_id=cause.request_id,
            actor=cause.actor,
            service=cause.service,
            action=cause.action,
            subject_id=cause.subject_id,
        )
