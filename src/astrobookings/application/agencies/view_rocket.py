"""An agency looks at one rocket (story 1.2)."""

from attrs import frozen

from astrobookings.application.ports.rockets import Rockets
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import RocketId

__all__ = ["ViewRocket"]


@frozen
class ViewRocket:
    """Show an agency one of its own rockets."""

    rockets: Rockets

    def __call__(self, by: Principal, rocket_id: RocketId) -> Rocket:
        """Raises:
        NotSignedIn, NotAllowed: only agencies have rockets.
        NotFound: no such rocket, or another agency's.
        """
        authorize(by, Action.MANAGE_ROCKETS)
        rocket = self.rockets.get(rocket_id)
        missing = NotFound("rocket", str(rocket_id))
        only_own(by, Action.MANAGE_ROCKETS, rocket.agency_id, otherwise=missing)
        return rocket
