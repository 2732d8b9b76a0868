"""One example for each described shape of timelines."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec

from astrobookings.application.booking.timeline import TimelineKind
from astrobookings.entrypoints.http.booking import timeline_answers as answers

__all__ = ["TIMELINE_EXAMPLES"]


def _id(number: int) -> UUID:
    return UUID(f"0197c3a0-0000-7000-8000-{number:012d}")


_FIELD = answers.TimelineFieldAnswer("status", "held", "confirmed")
_ITEM = answers.TimelineItemAnswer(
    at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    kind=TimelineKind.CHANGE,
    title="booking",
    text="",
    request_id="0197c3a0-1111-7000-8000-000000000001",
    actor=_id(1),
    service="booking",
    action="book-seats",
    subject_id=_id(6),
    fields=[_FIELD],
)

TIMELINE_EXAMPLES: tuple[msgspec.Struct, ...] = (
    _FIELD,
    _ITEM,
    answers.TimelineAnswer(booking_id=_id(6), complete=True, items=[_ITEM]),
)
