"""An operations manager looks at one agency (story 1.8)."""

from attrs import frozen

from astrobookings.application.ports.agencies import Agencies
from astrobookings.domain.agencies.agency import Agency
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import AgencyId

__all__ = ["ViewAgency"]


@frozen
class ViewAgency:
    """Show one agency."""

    agencies: Agencies

    def __call__(self, by: Principal, agency_id: AgencyId) -> Agency:
        """Raises:
        NotSignedIn, NotAllowed: only operations managers look at any agency.
        NotFound: no such agency.
        """
        authorize(by, Action.MANAGE_AGENCIES)
        return self.agencies.get(agency_id)
