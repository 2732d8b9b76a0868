"""The launches that somebody may see and change."""

from attrs import frozen

from astrobookings.application.ports.launches import Launches
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["LaunchAccess"]


@frozen
class LaunchAccess:
    """Gives a launch to those who may act on it; to others there is none."""

    launches: Launches

    def get(self, by: Principal, action: Action, launch_id: LaunchId) -> Launch:
        """The launch, for reading.

        Raises:
            NotSignedIn, NotAllowed: *by* has no right to *action* at all.
            NotFound: no such launch, or another agency's.
        """
        authorize(by, action)
        return _own(by, action, self.launches.get(launch_id))

    def lock(self, by: Principal, action: Action, launch_id: LaunchId) -> Launch:
        """In a transaction: the launch, for changing.

        Raises:
            NotSignedIn, NotAllowed, NotFound: as `get`.
        """
        authorize(by, action)
        return _own(by, action, self.launches.lock(launch_id))


def _own(by: Principal, action: Action, launch: Launch) -> Launch:
    only_own(by, action, launch.agency_id, otherwise=NotFound("launch", str(launch.id)))
    return launch
