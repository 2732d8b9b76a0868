"""Launches that nobody reported on are brought to mind (story 1.5)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.unreported_launches import UnreportedLaunches
from astrobookings.domain.agencies.events import LaunchUnreported
from astrobookings.domain.agencies.launch import ReportingPolicy, unreported
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["TellUnreported"]


@frozen
class TellUnreported:
    """Announce, once for each date, that a launch is open long after it."""

    launches: Launches
    unreported_launches: UnreportedLaunches
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock
    reporting: ReportingPolicy

    def __call__(self, by: Principal, limit: int = 200) -> int:
        """Announce up to *limit* of them, each in a transaction of its own; how many.

        Raises:
            NotAllowed: only the platform itself looks for them.
        """
        authorize(by, Action.RUN_JOBS)
        before = self.clock.now() - self.reporting.within
        return sum(self._tell(by, one) for one in self.unreported_launches.due(before, limit))

    def _tell(self, by: Principal, launch_id: LaunchId) -> bool:
        now = self.clock.now()
        with self.operations(by.origin("tell-unreported", now)):
            launch = self.launches.lock(launch_id)
            if not unreported(launch, now, self.reporting):
                return False
            if not self.unreported_launches.first_time(launch):
                return False
            self.operations_outbox.add(LaunchUnreported(launch.id, launch.agency_id))
        return True
