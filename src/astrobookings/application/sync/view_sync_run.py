"""An IT employee looks at a run of synchronization (story 5.3)."""

from attrs import frozen

from astrobookings.application.ports.sync_runs import SyncRuns
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.sync.runs import SyncRun, SyncRunId

__all__ = ["ViewSyncRun"]


@frozen
class ViewSyncRun:
    """One run, as far as it has come."""

    sync_runs: SyncRuns

    def __call__(self, by: Principal, run_id: SyncRunId) -> SyncRun:
        """Raises: NotSignedIn, NotAllowed, NotFound."""
        authorize(by, Action.VIEW_SYNC)
        return self.sync_runs.get(run_id)
