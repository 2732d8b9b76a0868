"""Runs of synchronization."""

from datetime import datetime

from attrs import field, frozen
from sqlalchemy import delete, text
from sqlalchemy.exc import IntegrityError

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.system_copies import RUN_IS_OPEN, sync_runs
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.sync.runs import SyncRun, SyncRunId, SyncSet, SyncStatus, SyncUnderWay

__all__ = ["SqlSyncRuns"]

RUN = shape_of("sync_run", SyncRun, sync_runs)
_NEWEST = Keyset((by_instant(sync_runs.c.created_at), by_id(sync_runs.c.id)), descending=True)


@frozen
class SqlSyncRuns:
    store: SqlStore
    _records: Records[SyncRun] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[SyncRun]:
        return Records(self.store, RUN)

    def get(self, run_id: SyncRunId) -> SyncRun:
        return self._records.get(run_id)

    def lock(self, run_id: SyncRunId) -> SyncRun:
        return self._records.lock(run_id)

    def add(self, run: SyncRun) -> SyncRun:
        """The only thing that may stand in its way is the index of open runs."""
        try:
            with self.store.attempt():
                return self._records.add(run)
        except IntegrityError as error:
            raise SyncUnderWay(run.which) from error

    def save(self, run: SyncRun) -> SyncRun:
        return self._records.save(run)

    def open(self, which: SyncSet) -> SyncRun | None:
        found = self._records.select().where(text(RUN_IS_OPEN), sync_runs.c.which == which.value)
        return self._records.one(found)

    def latest(self, which: SyncSet, *, full: bool | None = None) -> SyncRun | None:
        found = self._records.select().where(sync_runs.c.which == which.value)
        if full is not None:
            found = found.where(sync_runs.c.full.is_(full))
        newest = found.order_by(sync_runs.c.created_at.desc(), sync_runs.c.id.desc())
        return self._records.one(newest.limit(1))

    def list(
        self,
        page: PageRequest,
        *,
        which: SyncSet | None = None,
        status: SyncStatus | None = None,
    ) -> Page[SyncRun]:
        found = self._records.select()
        if which is not None:
            found = found.where(sync_runs.c.which == which.value)
        if status is not None:
            found = found.where(sync_runs.c.status == status.value)
        return _NEWEST.page(self.store, found, page, RUN.read)

    def forget_before(self, moment: datetime) -> int:
        return self.store.write_alone(delete(sync_runs).where(sync_runs.c.ended_at < moment))
