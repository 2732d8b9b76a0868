"""An agency sees how full one launch is (story 1.4)."""

from attrs import frozen

from astrobookings.application.agencies.launch_access import LaunchAccess
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.occupancies import LaunchOccupancy, Occupancies
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["ViewOccupancy"]


@frozen
class ViewOccupancy:
    """Show the seats of a launch to its agency, or to an operations manager."""

    launch_access: LaunchAccess
    occupancies: Occupancies
    clock: Clock

    def __call__(self, by: Principal, launch_id: LaunchId) -> LaunchOccupancy:
        """Raises:
        NotSignedIn, NotAllowed: neither an agency nor an operations manager asks.
        NotFound: no such launch, or another agency's.
        """
        authorize(by, Action.VIEW_AGENCY_LAUNCHES)
        self.launch_access.get(by, Action.VIEW_AGENCY_LAUNCHES, launch_id)
        return self.occupancies.of(launch_id, now=self.clock.now())
