"""IT employees see what synchronization did not dare to overwrite (story 5.2)."""

from attrs import frozen

from astrobookings.application.ports.sync_conflicts import SyncConflicts
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.sync.conflicts import ConflictStatus, SyncConflict
from astrobookings.domain.sync.runs import SyncSet

__all__ = ["ListSyncConflicts"]


@frozen
class ListSyncConflicts:
    """Conflicts, newest first."""

    sync_conflicts: SyncConflicts

    def __call__(
        self,
        by: Principal,
        page: PageRequest,
        *,
        which: SyncSet | None = None,
        status: ConflictStatus | None = None,
    ) -> Page[SyncConflict]:
        """Raises: NotSignedIn, NotAllowed; Invalid: a cursor of another list."""
        authorize(by, Action.VIEW_SYNC)
        return self.sync_conflicts.list(page, which=which, status=status)
