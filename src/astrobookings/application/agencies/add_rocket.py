"""An agency adds a rocket to its fleet (story 1.2)."""

from attrs import frozen

from astrobookings.application.ports.agencies import Agencies
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.rockets import Rockets
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.events import RocketChanged
from astrobookings.domain.agencies.rocket import Rocket, check_rocket
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import AgencyId, RocketId

__all__ = ["AddRocket", "RocketDetails"]


@frozen(kw_only=True)
class RocketDetails:
    """A rocket as its agency describes it; `capacity` counts passengers."""

    name: str
    model: str
    capacity: int
    range: Destination
    description: str = ""


@frozen
class AddRocket:
    """Bring a rocket into service."""

    agencies: Agencies
    rockets: Rockets
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock
    ids: Ids

    def __call__(self, by: Principal, details: RocketDetails) -> Rocket:
        """The rocket.

        Raises:
            NotSignedIn, NotAllowed: only agencies have rockets.
            NotFound: the agency's registration has not gone through yet.
            Invalid: with every fault of the details.
        """
        authorize(by, Action.MANAGE_ROCKETS)
        check_rocket(
            name=details.name,
            model=details.model,
            capacity=details.capacity,
            description=details.description,
        )
        now = self.clock.now()
        rocket = Rocket(
            id=RocketId(self.ids.new()),
            agency_id=AgencyId(signed_in(by)),
            name=details.name.strip(),
            model=details.model.strip(),
            capacity=details.capacity,
            range=details.range,
            description=details.description.strip(),
            created_at=now,
            updated_at=now,
        )
        with self.operations(by.origin("add-rocket", now)):
            self.agencies.get(rocket.agency_id)
            saved = self.rockets.add(rocket)
            self.operations_outbox.add(RocketChanged(saved.id))
        return saved
