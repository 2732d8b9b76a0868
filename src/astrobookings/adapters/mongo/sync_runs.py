"""Runs of synchronization."""

from datetime import datetime

from attrs import field, frozen

from astrobookings.adapters.mongo.collections.copies import RUN_IS_OPEN, SYNC_RUNS
from astrobookings.adapters.mongo.mapping import micros, shape_of
from astrobookings.adapters.mongo.store import Document, MongoStore, Taken
from astrobookings.adapters.mongo.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.mongo.store.records import Records
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.sync.runs import SyncRun, SyncRunId, SyncSet, SyncStatus, SyncUnderWay

__all__ = ["MongoSyncRuns"]

RUN = shape_of("sync_run", SyncRun, SYNC_RUNS.name)
_NEWEST = Keyset((by_instant("created_at"), by_id()), descending=True)


@frozen
class MongoSyncRuns:
    store: MongoStore
    _records: Records[SyncRun] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[SyncRun]:
        return Records(self.store, RUN)

    def get(self, run_id: SyncRunId) -> SyncRun:
        return self._records.get(run_id)

    def lock(self, run_id: SyncRunId) -> SyncRun:
        return self._records.lock(run_id)

    def add(self, run: SyncRun) -> SyncRun:
        try:
            return self._records.add(run)
        except Taken as refusal:
            raise SyncUnderWay(run.which) from refusal

    def save(self, run: SyncRun) -> SyncRun:
        return self._records.save(run)

    def open(self, which: SyncSet) -> SyncRun | None:
        return self._records.one({"which": which.value, **RUN_IS_OPEN})

    def latest(self, which: SyncSet, *, full: bool | None = None) -> SyncRun | None:
        wanted: Document = {"which": which.value}
        if full is not None:
            wanted["full"] = full
        return self._records.one(wanted, sort=(("created_at", -1), ("_id", -1)))

    def list(
        self,
        page: PageRequest,
        *,
        which: SyncSet | None = None,
        status: SyncStatus | None = None,
    ) -> Page[SyncRun]:
        exact = {"which": which, "status": status}
        wanted = {name: one.value for name, one in exact.items() if one is not None}
        return _NEWEST.page(self.store, SYNC_RUNS.name, wanted, page, RUN.read)

    def forget_before(self, moment: datetime) -> int:
        rows, old = self.store.collection(SYNC_RUNS.name), {"ended_at": {"$lt": micros(moment)}}
        return self.store.write_alone(
            lambda session: rows.delete_many(old, session=session).deleted_count
        )
