"""An agency takes a rocket out of its fleet (story 1.2)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.rockets import Rockets
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.events import RocketChanged
from astrobookings.domain.agencies.rocket import require_unused
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.entities import check_version
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import RocketId

__all__ = ["DeleteRocket"]


@frozen
class DeleteRocket:
    """Delete a rocket that no launch names."""

    rockets: Rockets
    launches: Launches
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock

    def __call__(self, by: Principal, rocket_id: RocketId, if_version: int | None = None) -> None:
        """Raises:
        NotSignedIn, NotAllowed: only agencies have rockets.
        NotFound: no such rocket, or another agency's.
        RocketInUse: a launch, open or final, names it.
        Stale: its version is not *if_version*.
        """
        authorize(by, Action.MANAGE_ROCKETS)
        missing = NotFound("rocket", str(rocket_id))
        with self.operations(by.origin("delete-rocket", self.clock.now())):
            rocket = self.rockets.lock(rocket_id)
            only_own(by, Action.MANAGE_ROCKETS, rocket.agency_id, otherwise=missing)
            check_version(rocket, if_version, kind="rocket")
            require_unused(self.launches.of_rocket(rocket_id))
            self.rockets.delete(rocket)
            self.operations_outbox.add(RocketChanged(rocket_id))
