"""Facts that other contexts may hear of."""

from datetime import datetime
from typing import ClassVar

from attrs import field, frozen

from astrobookings.domain.kernel.ids import EventId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.origins import Origin

__all__ = ["Envelope", "Event", "UnreadableEvent"]


@frozen
class Event:
    """Something that happened; carries ids and figures, never secrets.

    Subclasses set `name`, the stable word under which the fact is stored.
    """

    name: ClassVar[str]


@frozen
class UnreadableEvent(Event):
    """One that this release cannot read: it is of another, or its record is damaged."""

    name: ClassVar[str] = "unreadable-event"
    stored_as: str
    """The name that it is stored under."""


@frozen(kw_only=True)
class Envelope:
    """An event as the outbox keeps it."""

    id: EventId
    event: Event
    origin: Origin
    at: datetime = field(validator=aware)
