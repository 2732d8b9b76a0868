"""An agency reports that a launch failed (story 1.5)."""

from attrs import frozen

from astrobookings.application.agencies.launch_access import LaunchAccess
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.launch import Launch, fail
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["FailLaunch"]


@frozen
class FailLaunch:
    """Mark a launch failed; from then on each booking is due in full, and follows by its event."""

    launch_access: LaunchAccess
    launches: Launches
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock

    def __call__(self, by: Principal, launch_id: LaunchId, reason: str) -> Launch:
        """The failed launch.

        Raises:
            NotSignedIn, NotAllowed: neither an agency nor an operations manager asks.
            NotFound: no such launch, or another agency's.
            NoSuchLaunchMove: the launch is final.
            LaunchNotDue: it is before the launch date.
        """
        authorize(by, Action.CHANGE_LAUNCH_STATUS)
        now = self.clock.now()
        with self.operations(by.origin("fail-launch", now)):
            launch = self.launch_access.lock(by, Action.CHANGE_LAUNCH_STATUS, launch_id)
            failed, event = fail(launch, reason=reason, by=by.user_id, now=now)
            saved = self.launches.save(failed)
            self.operations_outbox.add(event)
        return saved
