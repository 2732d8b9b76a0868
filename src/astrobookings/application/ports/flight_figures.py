"""What the platform has to show for itself (OperationsDB, story 2.9)."""

from decimal import Decimal
from typing import Protocol

from attrs import frozen

__all__ = ["FlightFigures", "Flown"]


@frozen(kw_only=True)
class Flown:
    """Figures for everybody, counted now."""

    launches: int
    """Successful ones."""
    seats: int
    """Travelers who sat in them: seats of completed bookings."""
    agencies: int
    """Approved ones."""
    spaceports: int
    testimonials: int
    """Approved ones."""
    stars: Decimal | None
    """Their average, to two places; None without any."""


class FlightFigures(Protocol):
    """Counts over everything."""

    def count(self) -> Flown: ...
