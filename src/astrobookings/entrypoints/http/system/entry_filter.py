"""The query parameters of the entry log."""

from typing import Annotated
from uuid import UUID

from litestar.params import QueryParameter

from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.monitoring.entries import EntryFilter, Level
from astrobookings.domain.monitoring.words import Sought, sought
from astrobookings.entrypoints.http.shapes import moment

__all__ = [
    "ByActor",
    "ByComponent",
    "ByEvent",
    "ByLevel",
    "ByRequest",
    "Since",
    "Until",
    "Words",
    "entry_filter",
]

ByLevel = Annotated[
    Level | None, QueryParameter(name="level", description="At least so grave as this.")
]
ByComponent = Annotated[
    str | None,
    QueryParameter(name="component", max_length=128, description="A part of the platform."),
]
ByEvent = Annotated[
    str | None,
    QueryParameter(name="event", max_length=128, description="Such as `request-refused`."),
]
ByActor = Annotated[UUID | None, QueryParameter(name="actor", description="Who did it: a user.")]
ByRequest = Annotated[
    str | None, QueryParameter(name="request_id", max_length=128, description="In which request.")
]
Since = Annotated[
    str | None,
    QueryParameter(
        name="since", max_length=40, description="A day (UTC) or instant; not before it."
    ),
]
Until = Annotated[
    str | None,
    QueryParameter(name="until", max_length=40, description="A day (UTC) or instant; before it."),
]
Words = Annotated[
    str | None,
    QueryParameter(
        name="text",
        max_length=200,
        description="All these words, in any order; `*` behind a word finds what begins so.",
    ),
]


def entry_filter(
    *,
    level: Level | None,
    component: str | None,
    event: str | None,
    actor: UUID | None,
    request_id: str | None,
    since: str | None,
    until: str | None,
    text: str | None,
) -> EntryFilter:
    """Raises: Invalid: no instants, or a text without a word."""
    return EntryFilter(
        level=level,
        component=component,
        event=event,
        actor=None if actor is None else UserId(actor),
        request_id=request_id,
        since=moment(since, "/since"),
        until=moment(until, "/until"),
        sought=sought(text) if text else Sought(),
    )
