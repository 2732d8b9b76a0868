"""Facts that other contexts may hear of."""

from datetime import datetime
from typing import ClassVar

from attrs import field, frozen

from astrobookings.domain.kernel.ids import EventId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.origins import Origin

__all__ = ["Envelope", "Event"]


@frozen
class Event:
    """Something that happened; carries ids and figures, never secrets.

    Subclasses set `name`, the stable word under which the fact is stored.
    """

    name: ClassVar[str]


@frozen(kw_only=True)
class Envelope:
    """An event as the outbox keeps it."""

    id: EventId
    event: Event
    origin: Origin
    at: datetime = field(validator=aware)
