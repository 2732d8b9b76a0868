"""An agency sees how full its launches are (story 1.4)."""

from attrs import evolve, frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.occupancies import (
    LaunchOccupancy,
    Occupancies,
    OccupancyFilter,
    OccupancySort,
)
from astrobookings.domain.identity.permissions import Action, authorize, only_own, signed_in
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["ListOccupancy"]


@frozen
class ListOccupancy:
    """The occupancy of every launch: an agency's own, or anybody's for an operations manager."""

    occupancies: Occupancies
    clock: Clock

    def __call__(
        self, by: Principal, filter_: OccupancyFilter, sort: OccupancySort, page: PageRequest
    ) -> Page[LaunchOccupancy]:
        """In the order of *sort*; agencies need not name themselves.

        Raises:
            NotSignedIn, NotAllowed: neither an agency nor an operations manager asks.
            NotFound: an agency asks for another's.
            Invalid: a cursor of another sort.
        """
        authorize(by, Action.VIEW_AGENCY_LAUNCHES)
        if by.standing is Standing.AGENCY and filter_.agency_id is None:
            filter_ = evolve(filter_, agency_id=AgencyId(signed_in(by)))
        if filter_.agency_id is not None:
            missing = NotFound("agency", str(filter_.agency_id))
            only_own(by, Action.VIEW_AGENCY_LAUNCHES, filter_.agency_id, otherwise=missing)
        return self.occupancies.list(filter_, sort, page, now=self.clock.now())
