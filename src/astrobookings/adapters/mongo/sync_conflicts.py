"""Conflicts found by synchronization."""

from attrs import field, frozen

from astrobookings.adapters.mongo.collections.copies import CONFLICT_IS_OPEN, SYNC_CONFLICTS
from astrobookings.adapters.mongo.mapping import shape_of
from astrobookings.adapters.mongo.store import MongoStore, Taken
from astrobookings.adapters.mongo.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.mongo.store.records import Records
from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.sync.conflicts import (
    ConflictId,
    ConflictStatus,
    SyncConflict,
    found_again,
)
from astrobookings.domain.sync.runs import SyncSet

__all__ = ["MongoSyncConflicts"]

CONFLICT = shape_of("sync_conflict", SyncConflict, SYNC_CONFLICTS.name)
_NEWEST = Keyset((by_instant("found_at"), by_id()), descending=True)


@frozen
class MongoSyncConflicts:
    store: MongoStore
    _records: Records[SyncConflict] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[SyncConflict]:
        return Records(self.store, CONFLICT)

    def get(self, conflict_id: ConflictId) -> SyncConflict:
        return self._records.get(conflict_id)

    def lock(self, conflict_id: ConflictId) -> SyncConflict:
        return self._records.lock(conflict_id)

    def note(self, conflict: SyncConflict) -> bool:
        """The index of open conflicts refuses the later of two at once, which then compares."""
        _ = self.store.running
        standing = self._open(conflict)
        if standing is None:
            try:
                self._records.add(conflict)
            except Taken:
                standing = self._open(conflict)
                if standing is None:
                    raise Stale("sync_conflict") from None
            else:
                return True
        if standing.copy_digest == conflict.copy_digest:
            return False
        self._records.save(found_again(standing, conflict))
        return True

    def _open(self, conflict: SyncConflict) -> SyncConflict | None:
        mine = {"which": conflict.which.value, "key": conflict.key, **CONFLICT_IS_OPEN}
        found = self._records.one(mine)
        if found is None:
            return None
        locked = self._records.lock(found.id)
        return locked if locked.status is ConflictStatus.OPEN else None

    def save(self, conflict: SyncConflict) -> SyncConflict:
        return self._records.save(conflict)

    def list(
        self,
        page: PageRequest,
        *,
        which: SyncSet | None = None,
        status: ConflictStatus | None = None,
    ) -> Page[SyncConflict]:
        exact = {"which": which, "status": status}
        wanted = {name: one.value for name, one in exact.items() if one is not None}
        return _NEWEST.page(self.store, SYNC_CONFLICTS.name, wanted, page, CONFLICT.read)
