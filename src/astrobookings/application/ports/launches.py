"""Launches of record (OperationsDB)."""

from collections.abc import Sequence
from typing import Protocol

from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.kernel.ids import AgencyId, LaunchId, RocketId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["Launches"]


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
        self, agency_id: AgencyId, page: PageRequest, *, status: LaunchStatus | None = None
    ) -> Page[Launch]:
        """By (launch_at, id)."""
        ...

    def slugs_like(self, slug: str) -> frozenset[str]:
        """*slug* and its numbered variants, as far as they are taken."""
        ...

    def suspend_sales(self, agency_id: AgencyId, *, suspended: bool) -> int:
        """Stop or resume the sale of all open launches of the agency; how many changed."""
        ...
