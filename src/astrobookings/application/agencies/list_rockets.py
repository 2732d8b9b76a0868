"""An agency looks at its fleet (story 1.2)."""

from attrs import frozen

from astrobookings.application.ports.rockets import Rockets
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["ListRockets"]


@frozen
class ListRockets:
    """List an agency's own rockets."""

    rockets: Rockets

    def __call__(self, by: Principal, page: PageRequest) -> Page[Rocket]:
        """By name.

        Raises:
            NotSignedIn, NotAllowed: only agencies have rockets.
        """
        authorize(by, Action.MANAGE_ROCKETS)
        return self.rockets.of_agency(AgencyId(signed_in(by)), page)
