"""An IT employee starts a synchronization (story 5.2)."""

from collections.abc import Collection

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.sync_runs import SyncRuns
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.sync.runs import SyncRun, SyncRunId, SyncSet

__all__ = ["StartSync"]


@frozen
class StartSync:
    """Asks for runs; a worker begins them."""

    sync_runs: SyncRuns
    system: Transactions
    ids: Ids
    clock: Clock

    def __call__(
        self, by: Principal, sets: Collection[SyncSet] = (), *, full: bool = False
    ) -> tuple[SyncRun, ...]:
        """The pending run of each of *sets*; of all sets if none is named.

        Raises:
            NotSignedIn, NotAllowed: IT employees only.
            SyncUnderWay: a run of one of the sets is open; none is started.
        """
        authorize(by, Action.RUN_SYNC)
        wanted = [which for which in SyncSet if which in sets or not sets]
        with self.system(by.origin("start-sync", self.clock.now())):
            return tuple(self._asked(by, which, full=full) for which in wanted)

    def _asked(self, by: Principal, which: SyncSet, *, full: bool) -> SyncRun:
        now = self.clock.now()
        return self.sync_runs.add(
            SyncRun(
                id=SyncRunId(self.ids.new()),
                which=which,
                full=full,
                started_by=by.user_id,
                created_at=now,
                updated_at=now,
            )
        )
