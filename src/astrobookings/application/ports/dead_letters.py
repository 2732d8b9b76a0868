"""Events that could not be heard, however often it was tried."""

from datetime import datetime
from typing import Protocol

from astrobookings.domain.kernel.deliveries import Delivery
from astrobookings.domain.kernel.ids import EventId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["DeadLetters"]


class DeadLetters(Protocol):
    """The dead events of one store; each store has its own."""

    def list(self, page: PageRequest) -> Page[Delivery]:
        """Oldest first; keys are the instant of the event (ISO 8601, UTC) and its id."""
        ...

    def count(self) -> int:
        """How many there are."""
        ...

    def revive(self, event_id: EventId, now: datetime) -> Delivery:
        """In a transaction: let it wait again, as `retried` says.

        Raises:
            NotFound: no dead event has this id.
        """
        ...
