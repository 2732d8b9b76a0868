"""What people read of launches (stories 2.1, 2.4)."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from attrs import frozen

from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["BoardFilter", "BoardSort", "LaunchBoard", "LaunchCard"]


class BoardSort(StrEnum):
    """Each ends in the id; a leading minus turns it round."""

    DATE = "launch_at"
    DATE_DESCENDING = "-launch_at"
    PRICE = "price"
    PRICE_DESCENDING = "-price"


@frozen(kw_only=True)
class BoardFilter:
    """Which launches a visitor wants to see; None leaves a side open, bounds are inclusive."""

    destination: Destination | None = None
    from_date: datetime | None = None
    to_date: datetime | None = None
    min_price: Money | None = None
    max_price: Money | None = None
    seats: int | None = None
    """At least so many seats left."""
    agency_id: AgencyId | None = None
    text: str = ""
    """Part of the slug, agency, rocket or spaceport name, any case."""


@frozen(kw_only=True)
class LaunchCard:
    """A launch with the names people know and the seats left."""

    launch: Launch
    seats_left: int
    """Seats of overdue holds count as left."""
    agency_name: str
    reliability: Reliability
    rocket_name: str
    rocket_model: str
    spaceport_name: str
    spaceport_location: str
    time_zone: str
    as_of: datetime | None = None
    """Set when a copy stands in for a store that is away: the moment that it shows."""


class LaunchBoard(Protocol):
    """Reads of launches for everybody."""

    def on_sale(
        self, filter_: BoardFilter, sort: BoardSort, page: PageRequest, *, now: datetime
    ) -> Page[LaunchCard]:
        """Open, unsuspended launches after *now*; a cursor of another sort is Invalid."""
        ...

    def get(self, key: UUID | str, *, now: datetime) -> LaunchCard:
        """The launch with this id or slug, whatever its status.

        Raises: NotFound.
        """
        ...
