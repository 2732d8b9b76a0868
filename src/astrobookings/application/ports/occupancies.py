"""How full launches are (OperationsDB; story 1.4)."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from attrs import frozen

from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.agencies.occupancy import Occupancy
from astrobookings.domain.kernel.ids import AgencyId, LaunchId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["LaunchOccupancy", "Occupancies", "OccupancyFilter", "OccupancySort"]


class OccupancySort(StrEnum):
    """Each ends in the id; a leading minus turns it round."""

    DATE = "launch_at"
    DATE_DESCENDING = "-launch_at"
    RATE = "rate"
    RATE_DESCENDING = "-rate"
    SOLD = "sold"
    SOLD_DESCENDING = "-sold"


@frozen(kw_only=True)
class OccupancyFilter:
    """Which launches are wanted; None leaves a side open, bounds are inclusive."""

    agency_id: AgencyId | None = None
    status: LaunchStatus | None = None
    destination: Destination | None = None
    viable: bool | None = None
    from_date: datetime | None = None
    to_date: datetime | None = None
    text: str = ""
    """Part of the slug, agency, rocket or spaceport name, any case."""


@frozen(kw_only=True)
class LaunchOccupancy:
    """A launch with its names, and how full it is."""

    card: LaunchCard
    occupancy: Occupancy


class Occupancies(Protocol):
    """Launches of any status; a hold that has lapsed at *now* counts as left."""

    def of(self, launch_id: LaunchId, *, now: datetime) -> LaunchOccupancy:
        """Raises: NotFound."""
        ...

    def list(
        self, filter_: OccupancyFilter, sort: OccupancySort, page: PageRequest, *, now: datetime
    ) -> Page[LaunchOccupancy]:
        """A cursor of another sort is Invalid."""
        ...
