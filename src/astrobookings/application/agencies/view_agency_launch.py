"""An agency looks at one of its launches (stories 1.3, 1.5)."""

from attrs import frozen

from astrobookings.application.agencies.launch_access import LaunchAccess
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["ViewAgencyLaunch"]


@frozen
class ViewAgencyLaunch:
    """Show a launch with its history to its agency, or to an operations manager."""

    launch_access: LaunchAccess

    def __call__(self, by: Principal, launch_id: LaunchId) -> Launch:
        """Raises:
        NotSignedIn, NotAllowed: neither an agency nor an operations manager asks.
        NotFound: no such launch, or another agency's.
        """
        authorize(by, Action.VIEW_AGENCY_LAUNCHES)
        return self.launch_access.get(by, Action.VIEW_AGENCY_LAUNCHES, launch_id)
