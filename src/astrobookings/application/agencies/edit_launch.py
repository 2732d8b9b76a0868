"""An agency edits a launch (story 1.3)."""

from datetime import datetime
from decimal import Decimal

from attrs import frozen

from astrobookings.application.agencies.launch_access import LaunchAccess
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.events import LaunchChanged
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.agencies.scheduling import edit
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.entities import check_version
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.money import Money

__all__ = ["EditLaunch", "LaunchUpdate"]


@frozen(kw_only=True)
class LaunchUpdate:
    """What changes; None leaves a field as it is."""

    price: Money | None = None
    """Per seat, for bookings from now on."""
    minimum_occupancy: Decimal | None = None
    general_sale_at: datetime | None = None
    clear_general_sale: bool = False
    """Open the sale to all at once."""

    def applied(self, launch: Launch) -> Launch:
        """Raises: NoSuchLaunchMove: it is final; Invalid: with every fault."""
        sale = launch.general_sale_at if self.general_sale_at is None else self.general_sale_at
        least = self.minimum_occupancy
        return edit(
            launch,
            price=launch.price if self.price is None else self.price,
            minimum_occupancy=launch.minimum_occupancy if least is None else least,
            general_sale_at=None if self.clear_general_sale else sale,
        )


@frozen
class EditLaunch:
    """Change price, minimum or opening of the sale; the date only moves by a delay."""

    launch_access: LaunchAccess
    launches: Launches
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock

    def __call__(
        self,
        by: Principal,
        launch_id: LaunchId,
        update: LaunchUpdate,
        if_version: int | None = None,
    ) -> Launch:
        """The launch as it is now.

        Raises:
            NotSignedIn, NotAllowed: only agencies edit launches.
            NotFound: no such launch, or another agency's.
            NoSuchLaunchMove: the launch is final.
            Invalid: with every fault of the update.
            Stale: its version is not *if_version*.
        """
        authorize(by, Action.SCHEDULE_LAUNCHES)
        with self.operations(by.origin("edit-launch", self.clock.now())):
            launch = self.launch_access.lock(by, Action.SCHEDULE_LAUNCHES, launch_id)
            check_version(launch, if_version, kind="launch")
            updated = update.applied(launch)
            if updated == launch:
                return launch
            saved = self.launches.save(updated)
            self.operations_outbox.add(LaunchChanged(saved.id, saved.agency_id))
        return saved
