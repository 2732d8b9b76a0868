"""What every adapter of `SyncRuns` must do."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from attrs import evolve

from astrobookings.domain.sync.runs import (
    SyncFault,
    SyncRun,
    SyncRunId,
    SyncSet,
    SyncStatus,
    SyncUnderWay,
)
from astrobookings.testing.builders import NOW, a_sync_run, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.paging import first, refuses_foreign_cursors
from astrobookings.testing.contracts.records import (
    ChangesContract,
    LocksContract,
    SavesContract,
    TellsAbsenceContract,
)
from astrobookings.testing.contracts.threads import at_once

__all__ = ["SyncRunsContract"]

MINUTE = timedelta(minutes=1)


class SyncRunsContract(
    SavesContract[SystemHarness, SyncRun],
    ChangesContract[SystemHarness, SyncRun],
    LocksContract[SystemHarness, SyncRun],
    TellsAbsenceContract[SystemHarness],
):
    """The conventions, and one open run of each set."""

    kind = "sync_run"

    def make(self, store: SystemHarness, /, **fields: Any) -> SyncRun:
        said = {"created_at": store.clock.now(), "status": SyncStatus.SUCCESS, **fields}
        with store.writing():
            return store.sync_runs.add(a_sync_run(**said))

    def changed(self, run: SyncRun, /) -> SyncRun:
        return evolve(
            run,
            status=SyncStatus.PARTIAL,
            began_at=NOW,
            ended_at=NOW + MINUTE,
            total=12,
            seen=11,
            written=7,
            conflicts=3,
            failures=1,
            faults=(SyncFault(run.id, "no such country"),),
            error="OperationsDB does not answer",
            cursor=run.id,
            holder=run.id,
            lease_until=NOW + MINUTE,
        )

    def save(self, store: SystemHarness, run: SyncRun, /) -> SyncRun:
        return store.sync_runs.save(run)

    def read(self, store: SystemHarness, key: Any, /) -> SyncRun:
        return store.sync_runs.get(key)

    def lock(self, store: SystemHarness, key: Any, /) -> SyncRun:
        return store.sync_runs.lock(key)

    @pytest.mark.parametrize("status", [SyncStatus.PENDING, SyncStatus.RUNNING])
    def test_a_set_has_one_open_run(self, store: SystemHarness, status: SyncStatus) -> None:
        run = self.make(store, status=status)

        with store.writing(), pytest.raises(SyncUnderWay):
            store.sync_runs.add(a_sync_run(status=SyncStatus.PENDING))

        assert store.sync_runs.open(run.which) == run
        other = self.make(store, which=SyncSet.BOOKINGS, status=SyncStatus.PENDING)
        assert store.sync_runs.open(SyncSet.BOOKINGS) == other

    def test_an_ended_run_makes_room_for_the_next(self, store: SystemHarness) -> None:
        run = self.make(store, status=SyncStatus.RUNNING)
        with store.writing():
            store.sync_runs.save(evolve(run, status=SyncStatus.FAILED))

        assert store.sync_runs.open(run.which) is None
        following = self.make(store, status=SyncStatus.RUNNING)
        assert store.sync_runs.open(run.which) == following

    def test_of_two_at_once_one_is_refused(self, store: SystemHarness) -> None:
        def begin() -> bool:
            try:
                self.make(store, status=SyncStatus.RUNNING)
            except SyncUnderWay:
                return False
            return True

        assert sorted(at_once([begin, begin])) == [False, True]

    def test_the_latest_is_told_by_set_and_thoroughness(self, store: SystemHarness) -> None:
        assert store.sync_runs.latest(SyncSet.PROFILES) is None
        full = self.make(store, full=True)
        store.clock.move(MINUTE)
        last = self.make(store)
        self.make(store, which=SyncSet.LAUNCHES)

        assert store.sync_runs.latest(SyncSet.PROFILES) == last
        assert store.sync_runs.latest(SyncSet.PROFILES, full=True) == full
        assert store.sync_runs.latest(SyncSet.PROFILES, full=False) == last

    def test_the_list_is_newest_first_and_narrowed(self, store: SystemHarness) -> None:
        one = self.make(store)
        store.clock.move(MINUTE)
        two = self.make(store, which=SyncSet.LAUNCHES, status=SyncStatus.FAILED)
        listed = store.sync_runs.list

        assert first(listed) == [two, one]
        assert first(partial(listed, which=SyncSet.PROFILES)) == [one]
        assert first(partial(listed, status=SyncStatus.FAILED)) == [two]
        assert first(partial(listed, which=SyncSet.PROFILES, status=SyncStatus.FAILED)) == []
        refuses_foreign_cursors(listed)

    def test_old_runs_are_forgotten_once_they_ended(self, store: SystemHarness) -> None:
        old = self.make(store, ended_at=NOW - MINUTE)
        kept = self.make(store, ended_at=NOW)
        under_way = self.make(store, status=SyncStatus.RUNNING)

        assert store.sync_runs.forget_before(NOW) == 1

        assert {run.id for run in first(store.sync_runs.list)} == {kept.id, under_way.id}
        assert store.sync_runs.forget_before(NOW) == 0
        assert old.id not in {kept.id, SyncRunId(fresh_id())}
