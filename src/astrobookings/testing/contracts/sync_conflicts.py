"""What every adapter of `SyncConflicts` must do."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from attrs import evolve

from astrobookings.domain.sync.conflicts import (
    ConflictId,
    ConflictStatus,
    Resolution,
    SyncConflict,
)
from astrobookings.domain.sync.runs import SyncSet
from astrobookings.testing.builders import NOW, a_sync_conflict, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.paging import first, refuses_foreign_cursors
from astrobookings.testing.contracts.records import (
    ChangesContract,
    LocksContract,
    SavesContract,
    TellsAbsenceContract,
)
from astrobookings.testing.contracts.threads import at_once

__all__ = ["SyncConflictsContract"]

MINUTE = timedelta(minutes=1)


class SyncConflictsContract(
    SavesContract[SystemHarness, SyncConflict],
    ChangesContract[SystemHarness, SyncConflict],
    LocksContract[SystemHarness, SyncConflict],
    TellsAbsenceContract[SystemHarness],
):
    """The conventions, and one open conflict of each record."""

    kind = "sync_conflict"

    def make(self, store: SystemHarness, /, **fields: Any) -> SyncConflict:
        said = {"created_at": store.clock.now(), "found_at": store.clock.now(), **fields}
        conflict = a_sync_conflict(**said)
        with store.writing():
            assert store.sync_conflicts.note(conflict)
            return store.sync_conflicts.lock(conflict.id)

    def changed(self, conflict: SyncConflict, /) -> SyncConflict:
        return evolve(
            conflict,
            status=ConflictStatus.RESOLVED,
            resolution=Resolution.KEEP_COPY,
            resolved_at=NOW,
            resolved_by=conflict.key,
            reason="The traveler said so",
        )

    def save(self, store: SystemHarness, conflict: SyncConflict, /) -> SyncConflict:
        return store.sync_conflicts.save(conflict)

    def read(self, store: SystemHarness, key: Any, /) -> SyncConflict:
        return store.sync_conflicts.get(key)

    def lock(self, store: SystemHarness, key: Any, /) -> SyncConflict:
        return store.sync_conflicts.lock(key)

    def _note(self, store: SystemHarness, conflict: SyncConflict) -> bool:
        with store.writing():
            return store.sync_conflicts.note(conflict)

    def test_nothing_is_noted_outside_of_a_transaction(self, store: SystemHarness) -> None:
        with pytest.raises(RuntimeError):
            store.sync_conflicts.note(a_sync_conflict())

    def test_the_same_conflict_found_again_stays_as_found(self, store: SystemHarness) -> None:
        found = self.make(store)
        again = evolve(found, id=ConflictId(fresh_id()), found_at=NOW + MINUTE, version=0)

        assert not self._note(store, again)

        assert first(store.sync_conflicts.list) == [found]

    def test_an_open_conflict_takes_the_values_of_a_further_edit(
        self, store: SystemHarness
    ) -> None:
        found = self.make(store)
        further = evolve(
            found,
            id=ConflictId(fresh_id()),
            copy={"address": "Rue Haute 3"},
            copy_digest="3" * 64,
            source_version=9,
            found_at=NOW + MINUTE,
            version=0,
        )

        assert self._note(store, further)

        (standing,) = first(store.sync_conflicts.list)
        assert (standing.id, standing.version) == (found.id, 2)
        assert (standing.copy, standing.source_version) == (further.copy, 9)

    def test_a_resolved_conflict_makes_room_for_the_next(self, store: SystemHarness) -> None:
        found = self.make(store)
        with store.writing():
            store.sync_conflicts.save(self.changed(found))

        again = evolve(found, id=ConflictId(fresh_id()), version=0)
        assert self._note(store, again)
        assert len(first(store.sync_conflicts.list)) == 2

    def test_records_and_sets_have_conflicts_of_their_own(self, store: SystemHarness) -> None:
        found = self.make(store)

        self.make(store, key=found.key, which=SyncSet.BOOKINGS)
        self.make(store)

        assert len(first(store.sync_conflicts.list)) == 3

    def test_of_two_found_at_once_one_stands(self, store: SystemHarness) -> None:
        found = a_sync_conflict()
        same = evolve(found, id=ConflictId(fresh_id()))

        noted = at_once([partial(self._note, store, one) for one in (found, same)])

        assert sorted(noted) == [False, True]
        assert len(first(store.sync_conflicts.list)) == 1

    def test_the_list_is_newest_first_and_narrowed(self, store: SystemHarness) -> None:
        one = self.make(store)
        store.clock.move(MINUTE)
        two = self.make(store, which=SyncSet.LAUNCHES)
        with store.writing():
            resolved = store.sync_conflicts.save(self.changed(two))
        listed = store.sync_conflicts.list

        assert first(listed) == [resolved, one]
        assert first(partial(listed, which=SyncSet.PROFILES)) == [one]
        assert first(partial(listed, status=ConflictStatus.RESOLVED)) == [resolved]
        assert first(partial(listed, status=ConflictStatus.OPEN, which=SyncSet.LAUNCHES)) == []
        refuses_foreign_cursors(listed)
