"""An agency calls a launch off (story 1.5)."""

from attrs import frozen

from astrobookings.application.agencies.launch_access import LaunchAccess
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.launch import Launch, abort
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["AbortLaunch"]


@frozen
class AbortLaunch:
    """Abort a launch; from then on each booking is due in full, and follows by its event."""

    launch_access: LaunchAccess
    launches: Launches
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock

    def __call__(self, by: Principal, launch_id: LaunchId, reason: str) -> Launch:
        """The aborted launch.

        Raises:
            NotSignedIn, NotAllowed: neither an agency nor an operations manager asks.
            NotFound: no such launch, or another agency's.
            Invalid: there is no reason.
            NoSuchLaunchMove: the launch is final.
        """
        authorize(by, Action.CHANGE_LAUNCH_STATUS)
        now = self.clock.now()
        with self.operations(by.origin("abort-launch", now)):
            launch = self.launch_access.lock(by, Action.CHANGE_LAUNCH_STATUS, launch_id)
            aborted, event = abort(launch, reason=reason, by=by.user_id, now=now)
            saved = self.launches.save(aborted)
            self.operations_outbox.add(event)
        return saved
