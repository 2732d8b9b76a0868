"""An agency looks at its fleet (story 1.2)."""

from attrs import frozen

from astrobookings.application.ports.rockets import Rockets, RocketSort
from astrobookings.domain.agencies.destinations import Destination
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

    def __call__(
        self,
        by: Principal,
        page: PageRequest,
        *,
        sort: RocketSort = RocketSort.NAME,
        reaches: Destination | None = None,
        text: str = "",
    ) -> Page[Rocket]:
        """Those that fly as far as *reaches*; *text* is part of name or model, any case.

        Raises:
            NotSignedIn, NotAllowed: only agencies have rockets.
        """
        authorize(by, Action.MANAGE_ROCKETS)
        return self.rockets.of_agency(
            AgencyId(signed_in(by)), page, sort=sort, reaches=reaches, text=text
        )
