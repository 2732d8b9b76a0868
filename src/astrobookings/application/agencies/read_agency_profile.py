"""An agency reads its profile (story 1.1)."""

from attrs import frozen

from astrobookings.application.agencies.create_agency import pending_agency
from astrobookings.application.ports.agencies import Agencies
from astrobookings.application.ports.users import Users
from astrobookings.domain.agencies.agency import Agency
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import AgencyId

__all__ = ["ReadAgencyProfile"]


@frozen
class ReadAgencyProfile:
    """Show an agency what is known of it; at first, what it said when it registered."""

    agencies: Agencies
    users: Users

    def __call__(self, by: Principal) -> Agency:
        """The agency; version 0 until the registration has gone through.

        Raises:
            NotSignedIn, NotAllowed: only agencies have one.
        """
        authorize(by, Action.MANAGE_AGENCY_PROFILE)
        user_id = signed_in(by)
        agency = self.agencies.find(AgencyId(user_id))
        return pending_agency(self.users.get(user_id)) if agency is None else agency
