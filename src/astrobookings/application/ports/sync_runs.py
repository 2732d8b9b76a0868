"""Runs of synchronization (SystemDB)."""

from datetime import datetime
from typing import Protocol

from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.sync.runs import SyncRun, SyncRunId, SyncSet, SyncStatus

__all__ = ["SyncRuns"]


class SyncRuns(Protocol):
    """Every run, whatever came of it; at most one of each set is pending or running."""

    def get(self, run_id: SyncRunId) -> SyncRun:
        """Raises: NotFound."""
        ...

    def lock(self, run_id: SyncRunId) -> SyncRun:
        """Raises: NotFound."""
        ...

    def add(self, run: SyncRun) -> SyncRun:
        """Raises: SyncUnderWay: another run of its set is open."""
        ...

    def save(self, run: SyncRun) -> SyncRun:
        """Raises: Stale."""
        ...

    def open(self, which: SyncSet) -> SyncRun | None:
        """The pending or running one."""
        ...

    def latest(self, which: SyncSet, *, full: bool | None = None) -> SyncRun | None:
        """The one begun last, open ones included; of the wanted thoroughness if one is named."""
        ...

    def list(
        self,
        page: PageRequest,
        *,
        which: SyncSet | None = None,
        status: SyncStatus | None = None,
    ) -> Page[SyncRun]:
        """Newest first, by (created_at, id)."""
        ...

    def forget_before(self, moment: datetime) -> int:
        """Delete runs that ended before *moment*; how many. Its own transaction."""
        ...
