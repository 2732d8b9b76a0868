"""Anybody looks at a spaceport (story 1.9)."""

from attrs import frozen

from astrobookings.application.ports.spaceports import Spaceports
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import SpaceportId

__all__ = ["ViewSpaceport"]


@frozen
class ViewSpaceport:
    """Show one spaceport."""

    spaceports: Spaceports

    def __call__(self, by: Principal, spaceport_id: SpaceportId) -> Spaceport:
        """Raises:
        NotFound: no such spaceport.
        """
        authorize(by, Action.VIEW_SPACEPORTS)
        return self.spaceports.get(spaceport_id)
