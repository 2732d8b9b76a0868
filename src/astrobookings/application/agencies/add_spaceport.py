"""An operations manager adds a spaceport (story 1.9)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.spaceports import Spaceports
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.events import SpaceportChanged
from astrobookings.domain.agencies.spaceport import Spaceport, check_spaceport
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import SpaceportId

__all__ = ["AddSpaceport", "SpaceportDetails"]


@frozen(kw_only=True)
class SpaceportDetails:
    """A spaceport; degrees north and east, and an IANA time zone."""

    name: str
    location: str
    latitude: float
    longitude: float
    time_zone: str
    description: str = ""


@frozen
class AddSpaceport:
    """Open a place that rockets start from."""

    spaceports: Spaceports
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock
    ids: Ids

    def __call__(self, by: Principal, details: SpaceportDetails) -> Spaceport:
        """The spaceport.

        Raises:
            NotSignedIn, NotAllowed: only operations managers add spaceports.
            Invalid: with every fault of the details.
            NameTaken: another spaceport has the name.
        """
        authorize(by, Action.MANAGE_SPACEPORTS)
        now = self.clock.now()
        spaceport = Spaceport(
            id=SpaceportId(self.ids.new()),
            name=details.name.strip(),
            location=details.location.strip(),
            latitude=details.latitude,
            longitude=details.longitude,
            time_zone=details.time_zone,
            description=details.description.strip(),
            created_at=now,
            updated_at=now,
        )
        check_spaceport(
            name=spaceport.name,
            location=spaceport.location,
            latitude=spaceport.latitude,
            longitude=spaceport.longitude,
            time_zone=spaceport.time_zone,
            description=spaceport.description,
        )
        with self.operations(by.origin("add-spaceport", now)):
            saved = self.spaceports.add(spaceport)
            self.operations_outbox.add(SpaceportChanged(saved.id))
        return saved
