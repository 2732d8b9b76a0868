"""An operations manager lists agencies (story 1.8)."""

from attrs import frozen

from astrobookings.application.ports.agencies import Agencies, AgencySort
from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["ListAgencies"]


@frozen
class ListAgencies:
    """Find agencies by status and name."""

    agencies: Agencies

    def __call__(
        self,
        by: Principal,
        page: PageRequest,
        status: AgencyStatus | None = None,
        text: str = "",
        sort: AgencySort = AgencySort.NAME,
    ) -> Page[Agency]:
        """In the order of *sort*; *text* is part of the name, any case.

        Raises:
            NotSignedIn, NotAllowed: only operations managers list agencies.
        """
        authorize(by, Action.MANAGE_AGENCIES)
        return self.agencies.list(page, sort=sort, status=status, text=text)
