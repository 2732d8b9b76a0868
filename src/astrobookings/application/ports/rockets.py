"""Rockets of record (OperationsDB)."""

from typing import Protocol

from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.kernel.ids import AgencyId, RocketId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["Rockets"]


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

    def of_agency(self, agency_id: AgencyId, page: PageRequest) -> Page[Rocket]:
        """By (name, id)."""
        ...
