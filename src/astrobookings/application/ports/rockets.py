"""Rockets of record (OperationsDB)."""

from collections.abc import Collection
from enum import StrEnum
from typing import Protocol

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.kernel.ids import AgencyId, RocketId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["RocketSort", "Rockets"]


class RocketSort(StrEnum):
    """Each ends in the id; a leading minus turns it round."""

    NAME = "name"
    NAME_DESCENDING = "-name"
    CAPACITY = "capacity"
    CAPACITY_DESCENDING = "-capacity"


class Rockets(Protocol):
    """The fleets."""

    def get(self, rocket_id: RocketId) -> Rocket:
        """Raises: NotFound."""
        ...

    def lock(self, rocket_id: RocketId) -> Rocket:
        """Keeps others from scheduling or delaying launches of the rocket meanwhile.

        Raises: NotFound.
        """
        ...

    def add(self, rocket: Rocket) -> Rocket: ...

    def save(self, rocket: Rocket) -> Rocket:
        """Raises: Stale."""
        ...

    def delete(self, rocket: Rocket) -> None:
        """Raises: Stale, RocketInUse: a launch, open or final, still names it."""
        ...

    def of_agency(
        self,
        agency_id: AgencyId,
        page: PageRequest,
        *,
        sort: RocketSort = RocketSort.NAME,
        reaches: Destination | None = None,
        text: str = "",
    ) -> Page[Rocket]:
        """Those that fly as far as *reaches*; *text* is part of name or model, any case. A cursor
        of another sort is Invalid.
        """
        ...

    def used(self, rocket_ids: Collection[RocketId]) -> frozenset[RocketId]:
        """Those of *rocket_ids* that a launch, open or final, names."""
        ...
