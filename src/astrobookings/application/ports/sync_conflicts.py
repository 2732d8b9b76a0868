"""Conflicts found by synchronization (SystemDB)."""

from typing import Protocol

from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.sync.conflicts import ConflictId, ConflictStatus, SyncConflict
from astrobookings.domain.sync.runs import SyncSet

__all__ = ["SyncConflicts"]


class SyncConflicts(Protocol):
    """Both values of records changed elsewhere; at most one of each record is open."""

    def get(self, conflict_id: ConflictId) -> SyncConflict:
        """Raises: NotFound."""
        ...

    def lock(self, conflict_id: ConflictId) -> SyncConflict:
        """Raises: NotFound."""
        ...

    def note(self, conflict: SyncConflict) -> bool:
        """In a transaction: keep *conflict*; one of its record that is open already takes its
        values if they differ in what the copy says. Whether there is something new.
        """
        ...

    def save(self, conflict: SyncConflict) -> SyncConflict:
        """Raises: Stale."""
        ...

    def list(
        self,
        page: PageRequest,
        *,
        which: SyncSet | None = None,
        status: ConflictStatus | None = None,
    ) -> Page[SyncConflict]:
        """Newest first, by (found_at, id)."""
        ...
