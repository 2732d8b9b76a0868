"""An agency reports a successful launch (story 1.5)."""

from attrs import evolve, frozen

from astrobookings.application.agencies.launch_access import LaunchAccess
from astrobookings.application.ports.agencies import Agencies
from astrobookings.application.ports.charges import Charges
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.launch import Launch, succeed
from astrobookings.domain.booking.errors import ChargesPending
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["MarkLaunchSuccessful"]


@frozen
class MarkLaunchSuccessful:
    """Mark a launch successful, which counts for its agency's reliability."""

    launch_access: LaunchAccess
    agencies: Agencies
    launches: Launches
    charges: Charges
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock

    def __call__(self, by: Principal, launch_id: LaunchId) -> Launch:
        """The successful launch; agency and launch are locked in this order.

        Raises:
            NotSignedIn, NotAllowed: neither an agency nor an operations manager asks.
            NotFound: no such launch, or another agency's.
            NoSuchLaunchMove: the launch is final.
            LaunchNotDue: it is before the launch date.
            ChargesPending: payments for it are still under way.
        """
        authorize(by, Action.CHANGE_LAUNCH_STATUS)
        now = self.clock.now()
        with self.operations(by.origin("mark-launch-successful", now)):
            seen = self.launch_access.get(by, Action.CHANGE_LAUNCH_STATUS, launch_id)
            agency = self.agencies.lock(seen.agency_id)
            launch, event = succeed(self.launches.lock(launch_id), by=by.user_id, now=now)
            if self.charges.unsettled_on_launch(launch_id):
                raise ChargesPending
            saved = self.launches.save(launch)
            successes = agency.successful_launches + 1
            self.agencies.save(evolve(agency, successful_launches=successes))
            self.operations_outbox.add(event)
        return saved
