"""An agency lists its launches (stories 1.3, 1.5)."""

from attrs import frozen

from astrobookings.application.ports.launches import Launches, LaunchFilter, LaunchSort
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.identity.permissions import Action, authorize, only_own, signed_in
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.errors import Fault, Invalid, NotFound
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["ListAgencyLaunches"]


@frozen
class ListAgencyLaunches:
    """List the launches of one agency: the own, or any for an operations manager."""

    launches: Launches

    def __call__(
        self,
        by: Principal,
        page: PageRequest,
        *,
        agency_id: AgencyId | None = None,
        filter_: LaunchFilter = LaunchFilter(),  # noqa: B008  # frozen
        sort: LaunchSort = LaunchSort.DATE,
    ) -> Page[Launch]:
        """By date; agencies need not name themselves.

        Raises:
            NotSignedIn, NotAllowed: neither an agency nor an operations manager asks.
            NotFound: an agency asks for another's.
            Invalid: an operations manager names no agency; a cursor of another sort.
        """
        authorize(by, Action.VIEW_AGENCY_LAUNCHES)
        wanted = _named(by) if agency_id is None else agency_id
        missing = NotFound("agency", str(wanted))
        only_own(by, Action.VIEW_AGENCY_LAUNCHES, wanted, otherwise=missing)
        return self.launches.of_agency(wanted, page, filter_, sort)


def _named(by: Principal) -> AgencyId:
    if by.standing is not Standing.AGENCY:
        raise Invalid((Fault("/agency_id", "say whose launches", "required"),))
    return AgencyId(signed_in(by))
