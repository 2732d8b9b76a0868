"""Which events were handled already."""

from typing import Protocol

from astrobookings.domain.kernel.ids import EventId

__all__ = ["Handled"]


class Handled(Protocol):
    """Lives in the store that the handler writes to, and in its transaction."""

    def first_time(self, event_id: EventId, handler: str) -> bool:
        """Note that *handler* handles the event now; False if it did before."""
        ...
