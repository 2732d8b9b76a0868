"""What people are shown while the bookings of record cannot be reached."""

from datetime import datetime
from typing import Protocol

from astrobookings.domain.kernel.errors import Unavailable

__all__ = ["complete_until"]


class _Copies(Protocol):
    def as_of(self) -> datetime | None: ...


def complete_until(copies: _Copies, away: Unavailable) -> datetime:
    """The moment that *copies* show, which stand in for a source that is *away*.

    Raises:
        Unavailable: *away*, since they were never complete.
    """
    moment = copies.as_of()
    if moment is None:
        raise away
    return moment
