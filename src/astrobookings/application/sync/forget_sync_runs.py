"""Runs that ended long ago are forgotten."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.sync_runs import SyncRuns
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.sync.runs import SyncPolicy

__all__ = ["ForgetSyncRuns"]


@frozen
class ForgetSyncRuns:
    """Conflicts stay: somebody decided them, or has to."""

    sync_runs: SyncRuns
    clock: Clock
    sync_policy: SyncPolicy

    def __call__(self, by: Principal) -> int:
        """How many runs are gone.

        Raises:
            NotAllowed: only the platform itself tidies up.
        """
        authorize(by, Action.RUN_JOBS)
        return self.sync_runs.forget_before(self.clock.now() - self.sync_policy.runs_kept)
