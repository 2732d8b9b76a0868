"""Launches of record (OperationsDB)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from attrs import frozen

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.kernel.ids import AgencyId, LaunchId, RocketId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["LaunchFilter", "LaunchSort", "Launches"]


class LaunchSort(StrEnum):
    """Each ends in the id; a leading minus turns it round."""

    DATE = "launch_at"
    DATE_DESCENDING = "-launch_at"


@frozen(kw_only=True)
class LaunchFilter:
    """Which launches are wanted; None leaves a side open, bounds are inclusive."""

    status: LaunchStatus | None = None
    destination: Destination | None = None
    from_date: datetime | None = None
    to_date: datetime | None = None
    text: str = ""
    """Part of the slug, agency, rocket or spaceport name, any case."""


class Launches(Protocol):
    """Launches; their seats belong to the seat ledger, which `save` never touches."""

    def get(self, launch_id: LaunchId) -> Launch:
        """Raises: NotFound."""
        ...

    def lock(self, launch_id: LaunchId) -> Launch:
        """Raises: NotFound."""
        ...

    def add(self, launch: Launch) -> Launch:
        """Raises: TurnAroundTooShort, SlugTaken."""
        ...

    def save(self, launch: Launch) -> Launch:
        """Raises: Stale, TurnAroundTooShort."""
        ...

    def of_rocket(self, rocket_id: RocketId) -> Sequence[Launch]:
        """Every launch of the rocket, by date."""
        ...

    def of_agency(
        self,
        agency_id: AgencyId,
        page: PageRequest,
        filter_: LaunchFilter = LaunchFilter(),  # frozen
        sort: LaunchSort = LaunchSort.DATE,
    ) -> Page[Launch]:
        """By date; a cursor of another sort is Invalid."""
        ...

    def slugs_like(self, slug: str) -> frozenset[str]:
        """*slug* and its numbered variants, as far as they are taken."""
        ...

    def suspend_sales(self, agency_id: AgencyId, *, suspended: bool) -> int:
        """Stop or resume the sale of all open launches of the agency; how many changed."""
        ...
