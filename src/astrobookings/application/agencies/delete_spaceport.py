"""An operations manager deletes a spaceport (story 1.9)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.spaceports import Spaceports
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.events import SpaceportChanged
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.entities import check_version
from astrobookings.domain.kernel.ids import SpaceportId

__all__ = ["DeleteSpaceport"]


@frozen
class DeleteSpaceport:
    """Delete a spaceport that no launch names."""

    spaceports: Spaceports
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock

    def __call__(
        self, by: Principal, spaceport_id: SpaceportId, if_version: int | None = None
    ) -> None:
        """Raises:
        NotSignedIn, NotAllowed: only operations managers delete spaceports.
        NotFound: no such spaceport.
        SpaceportInUse: a launch names it.
        Stale: its version is not *if_version*.
        """
        authorize(by, Action.MANAGE_SPACEPORTS)
        with self.operations(by.origin("delete-spaceport", self.clock.now())):
            spaceport = self.spaceports.get(spaceport_id)
            check_version(spaceport, if_version, kind="spaceport")
            self.spaceports.delete(spaceport)
            self.operations_outbox.add(SpaceportChanged(spaceport_id))
