"""An operations manager edits a spaceport (story 1.9)."""

from attrs import asdict, evolve, frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.spaceports import Spaceports
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.events import SpaceportChanged
from astrobookings.domain.agencies.spaceport import Spaceport, check_spaceport
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.entities import check_version
from astrobookings.domain.kernel.ids import SpaceportId

__all__ = ["EditSpaceport", "SpaceportUpdate"]


@frozen(kw_only=True)
class SpaceportUpdate:
    """What changes; None leaves a field as it is."""

    name: str | None = None
    location: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    time_zone: str | None = None
    description: str | None = None


@frozen
class EditSpaceport:
    """Describe a spaceport anew."""

    spaceports: Spaceports
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock

    def __call__(
        self,
        by: Principal,
        spaceport_id: SpaceportId,
        update: SpaceportUpdate,
        if_version: int | None = None,
    ) -> Spaceport:
        """The spaceport as it is now.

        Raises:
            NotSignedIn, NotAllowed: only operations managers edit spaceports.
            NotFound: no such spaceport.
            Invalid: with every fault of the update.
            NameTaken: another spaceport has the name.
            Stale: its version is not *if_version*.
        """
        authorize(by, Action.MANAGE_SPACEPORTS)
        with self.operations(by.origin("edit-spaceport", self.clock.now())):
            spaceport = self.spaceports.get(spaceport_id)
            check_version(spaceport, if_version, kind="spaceport")
            updated = _updated(spaceport, update)
            if updated == spaceport:
                return spaceport
            saved = self.spaceports.save(updated)
            self.operations_outbox.add(SpaceportChanged(saved.id))
        return saved


def _updated(spaceport: Spaceport, update: SpaceportUpdate) -> Spaceport:
    given = {name: value for name, value in asdict(update).items() if value is not None}
    wanted = evolve(spaceport, **given)
    check_spaceport(
        name=wanted.name,
        location=wanted.location,
        latitude=wanted.latitude,
        longitude=wanted.longitude,
        time_zone=wanted.time_zone,
        description=wanted.description,
    )
    return evolve(
        wanted,
        name=wanted.name.strip(),
        location=wanted.location.strip(),
        description=wanted.description.strip(),
    )
