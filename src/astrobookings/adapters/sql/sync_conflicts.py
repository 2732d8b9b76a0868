"""Conflicts found by synchronization."""

from attrs import field, frozen
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.system_copies import CONFLICT_IS_OPEN, sync_conflicts
from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.sync.conflicts import (
    ConflictId,
    ConflictStatus,
    SyncConflict,
    found_again,
)
from astrobookings.domain.sync.runs import SyncSet

__all__ = ["SqlSyncConflicts"]

CONFLICT = shape_of("sync_conflict", SyncConflict, sync_conflicts)
_NEWEST = Keyset(
    (by_instant(sync_conflicts.c.found_at), by_id(sync_conflicts.c.id)), descending=True
)


@frozen
class SqlSyncConflicts:
    store: SqlStore
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
                with self.store.attempt():
                    self._records.add(conflict)
            except IntegrityError:
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
        mine = (
            sync_conflicts.c.which == conflict.which.value,
            sync_conflicts.c.key == conflict.key,
        )
        found = self._records.select().where(text(CONFLICT_IS_OPEN), *mine)
        return self._records.one(found.with_for_update())

    def save(self, conflict: SyncConflict) -> SyncConflict:
        return self._records.save(conflict)

    def list(
        self,
        page: PageRequest,
        *,
        which: SyncSet | None = None,
        status: ConflictStatus | None = None,
    ) -> Page[SyncConflict]:
        found = self._records.select()
        if which is not None:
            found = found.where(sync_conflicts.c.which == which.value)
        if status is not None:
            found = found.where(sync_conflicts.c.status == status.value)
        return _NEWEST.page(self.store, found, page, CONFLICT.read)
