"""An IT employee looks at a conflict (story 5.2)."""

from attrs import frozen

from astrobookings.application.ports.sync_conflicts import SyncConflicts
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.sync.conflicts import ConflictId, SyncConflict

__all__ = ["ViewSyncConflict"]


@frozen
class ViewSyncConflict:
    """Both values of one record."""

    sync_conflicts: SyncConflicts

    def __call__(self, by: Principal, conflict_id: ConflictId) -> SyncConflict:
        """Raises: NotSignedIn, NotAllowed, NotFound."""
        authorize(by, Action.VIEW_SYNC)
        return self.sync_conflicts.get(conflict_id)
