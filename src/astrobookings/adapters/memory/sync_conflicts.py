"""Conflicts found by synchronization, in memory."""

from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, instant
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.sync.conflicts import (
    ConflictId,
    ConflictStatus,
    SyncConflict,
    found_again,
)
from astrobookings.domain.sync.runs import SyncSet

__all__ = ["MemorySyncConflicts"]

_NEWEST_FIRST: Order[SyncConflict] = Order(
    lambda conflict: (conflict.found_at, conflict.id), (instant, UUID), descending=True
)


class MemorySyncConflicts:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._records: Records[SyncConflict] = Records(store, "sync_conflict")

    def get(self, conflict_id: ConflictId) -> SyncConflict:
        return self._records.get(conflict_id)

    def lock(self, conflict_id: ConflictId) -> SyncConflict:
        return self._records.lock(conflict_id)

    def note(self, conflict: SyncConflict) -> bool:
        _ = self._store.origin
        standing = self._open(conflict.which, conflict.key)
        if standing is None:
            self._records.add(conflict)
        elif standing.copy_digest == conflict.copy_digest:
            return False
        else:
            self._records.save(found_again(standing, conflict))
        return True

    def save(self, conflict: SyncConflict) -> SyncConflict:
        return self._records.save(conflict)

    def list(
        self,
        page: PageRequest,
        *,
        which: SyncSet | None = None,
        status: ConflictStatus | None = None,
    ) -> Page[SyncConflict]:
        found = (
            conflict
            for conflict in self._records.all()
            if which in {None, conflict.which} and status in {None, conflict.status}
        )
        return _NEWEST_FIRST.page(found, page)

    def _open(self, which: SyncSet, key: UUID) -> SyncConflict | None:
        found = (
            one
            for one in self._records.all()
            if (one.which, one.key, one.status) == (which, key, ConflictStatus.OPEN)
        )
        return next(found, None)
