"""An agency edits a rocket (story 1.2)."""

from attrs import asdict, evolve, frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.rockets import Rockets
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.events import RocketChanged
from astrobookings.domain.agencies.rocket import Rocket, check_rocket, require_fit
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.entities import check_version
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import RocketId

__all__ = ["EditRocket", "RocketUpdate"]


@frozen(kw_only=True)
class RocketUpdate:
    """What changes; None leaves a field as it is."""

    name: str | None = None
    model: str | None = None
    capacity: int | None = None
    range: Destination | None = None
    description: str | None = None


@frozen
class EditRocket:
    """Describe a rocket anew, as far as its open launches still fit it."""

    rockets: Rockets
    launches: Launches
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock

    def __call__(
        self,
        by: Principal,
        rocket_id: RocketId,
        update: RocketUpdate,
        if_version: int | None = None,
    ) -> Rocket:
        """The rocket as it is now.

        Raises:
            NotSignedIn, NotAllowed: only agencies have rockets.
            NotFound: no such rocket, or another agency's.
            Invalid: with every fault of the update.
            RocketInUse: an open launch needs more seats or range.
            Stale: its version is not *if_version*.
        """
        authorize(by, Action.MANAGE_ROCKETS)
        missing = NotFound("rocket", str(rocket_id))
        with self.operations(by.origin("edit-rocket", self.clock.now())):
            rocket = self.rockets.lock(rocket_id)
            only_own(by, Action.MANAGE_ROCKETS, rocket.agency_id, otherwise=missing)
            check_version(rocket, if_version, kind="rocket")
            updated = _updated(rocket, update)
            if updated == rocket:
                return rocket
            require_fit(updated, self.launches.of_rocket(rocket_id))
            saved = self.rockets.save(updated)
            self.operations_outbox.add(RocketChanged(rocket_id))
        return saved


def _updated(rocket: Rocket, update: RocketUpdate) -> Rocket:
    given = {name: value for name, value in asdict(update).items() if value is not None}
    wanted = evolve(rocket, **given)
    check_rocket(
        name=wanted.name,
        model=wanted.model,
        capacity=wanted.capacity,
        description=wanted.description,
    )
    return evolve(
        wanted,
        name=wanted.name.strip(),
        model=wanted.model.strip(),
        description=wanted.description.strip(),
    )
