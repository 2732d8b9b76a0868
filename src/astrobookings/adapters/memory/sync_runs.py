"""Runs of synchronization in memory."""

from datetime import datetime
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, Rows, instant
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.sync.runs import (
    OPEN,
    SyncRun,
    SyncRunId,
    SyncSet,
    SyncStatus,
    SyncUnderWay,
)

__all__ = ["MemorySyncRuns"]

_NEWEST_FIRST: Order[SyncRun] = Order(
    lambda run: (run.created_at, run.id), (instant, UUID), descending=True
)


class MemorySyncRuns:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._records: Records[SyncRun] = Records(store, "sync_run")
        self._rows: Rows[UUID, SyncRun] = store.rows("sync_run")

    def get(self, run_id: SyncRunId) -> SyncRun:
        return self._records.get(run_id)

    def lock(self, run_id: SyncRunId) -> SyncRun:
        return self._records.lock(run_id)

    def add(self, run: SyncRun) -> SyncRun:
        if run.status in OPEN and self.open(run.which) is not None:
            raise SyncUnderWay(run.which)
        return self._records.add(run)

    def save(self, run: SyncRun) -> SyncRun:
        return self._records.save(run)

    def open(self, which: SyncSet) -> SyncRun | None:
        found = (run for run in self._records.all() if run.which is which and run.status in OPEN)
        return next(found, None)

    def latest(self, which: SyncSet, *, full: bool | None = None) -> SyncRun | None:
        found = (
            run for run in self._records.all() if run.which is which and full in {None, run.full}
        )
        return max(found, key=_NEWEST_FIRST.key, default=None)

    def list(
        self,
        page: PageRequest,
        *,
        which: SyncSet | None = None,
        status: SyncStatus | None = None,
    ) -> Page[SyncRun]:
        found = (
            run
            for run in self._records.all()
            if which in {None, run.which} and status in {None, run.status}
        )
        return _NEWEST_FIRST.page(found, page)

    def forget_before(self, moment: datetime) -> int:
        with self._store.housekeeping():
            ended = [run for run in self._records.all() if run.ended_at and run.ended_at < moment]
            for run in ended:
                self._rows.drop(run.id)
        return len(ended)
