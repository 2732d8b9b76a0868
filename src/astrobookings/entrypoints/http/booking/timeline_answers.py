"""What is told of everything that happened around a booking."""

from datetime import datetime
from uuid import UUID

import msgspec

from astrobookings.application.booking.timeline import Timeline, TimelineItem, TimelineKind

__all__ = ["TimelineAnswer", "TimelineFieldAnswer", "TimelineItemAnswer", "timeline"]


class TimelineFieldAnswer(msgspec.Struct):
    """A figure before and after; both null where it is not told."""

    name: str
    old: str | None
    new: str | None


class TimelineItemAnswer(msgspec.Struct, kw_only=True):
    """One thing that happened, and who caused it."""

    at: datetime
    kind: TimelineKind
    title: str
    """A stable word: an action, a kind of record, an event, a kind of mail."""
    text: str
    """What is to be said about it, for people."""
    request_id: str
    """The same for all that followed from one request."""
    actor: UUID | None
    """Who asked; null for the platform itself."""
    service: str
    action: str
    subject_id: UUID
    """The record, event or notification that this tells of."""
    fields: list[TimelineFieldAnswer]


class TimelineAnswer(msgspec.Struct, kw_only=True):
    """All that is known of a booking, oldest first; it has neither bodies of mails nor secrets."""

    booking_id: UUID
    complete: bool
    """False while events and mails cannot be reached."""
    items: list[TimelineItemAnswer]


def _item(one: TimelineItem) -> TimelineItemAnswer:
    return TimelineItemAnswer(
        at=one.at,
        kind=one.kind,
        title=one.title,
        text=one.text,
        request_id=one.request_id,
        actor=one.actor,
        service=one.service,
        action=one.action,
        subject_id=one.subject_id,
        fields=[TimelineFieldAnswer(told.name, told.old, told.new) for told in one.fields],
    )


def timeline(seen: Timeline) -> TimelineAnswer:
    return TimelineAnswer(
        booking_id=seen.booking_id,
        complete=seen.complete,
        items=[_item(one) for one in seen.items],
    )
