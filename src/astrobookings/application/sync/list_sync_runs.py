"""IT employees monitor synchronization (stories 5.3, 5.6)."""

from attrs import frozen

from astrobookings.application.ports.sync_runs import SyncRuns
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.sync.runs import SyncRun, SyncSet, SyncStatus

__all__ = ["ListSyncRuns"]


@frozen
class ListSyncRuns:
    """Runs, newest first."""

    sync_runs: SyncRuns

    def __call__(
        self,
        by: Principal,
        page: PageRequest,
        *,
        which: SyncSet | None = None,
        status: SyncStatus | None = None,
    ) -> Page[SyncRun]:
        """Raises: NotSignedIn, NotAllowed; Invalid: a cursor of another list."""
        authorize(by, Action.VIEW_SYNC)
        return self.sync_runs.list(page, which=which, status=status)
