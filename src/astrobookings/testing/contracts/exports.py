"""What every adapter of `Exports` must do."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.exports import PieceOf
from astrobookings.domain.finance.exports import (
    Export,
    ExportId,
    ExportKind,
    ExportStatus,
)
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.testing.builders import NOW, an_export, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.paging import (
    few_examples,
    first,
    limits,
    refuses_foreign_cursors,
    walk,
)
from astrobookings.testing.contracts.records import (
    ChangesContract,
    LocksContract,
    SavesContract,
    TellsAbsenceContract,
)

__all__ = ["ExportsContract"]

MINUTE = timedelta(minutes=1)
ROWS, FILE = PieceOf.ROWS, PieceOf.FILE


class ExportsContract(
    SavesContract[SystemHarness, Export],
    ChangesContract[SystemHarness, Export],
    LocksContract[SystemHarness, Export],
    TellsAbsenceContract[SystemHarness],
):
    """The conventions, what is due, and pieces that come and go with their export."""

    kind = "export"

    def make(self, store: SystemHarness, /, **fields: Any) -> Export:
        with store.writing():
            return store.exports.add(an_export(**{"created_at": store.clock.now(), **fields}))

    def changed(self, export: Export, /) -> Export:
        return evolve(
            export,
            status=ExportStatus.RUNNING,
            total=12,
            seen=11,
            rows=22,
            cursor=("2027-01-15T12:00:00+00:00", str(export.id)),
            pieces=3,
            file_pieces=1,
            size=2**40,
            holder=export.id,
            lease_until=NOW + MINUTE,
            left_behind=1,
            error="OperationsDB does not answer",
            ended_at=NOW,
            expires_at=NOW + MINUTE,
        )

    def save(self, store: SystemHarness, export: Export, /) -> Export:
        return store.exports.save(export)

    def read(self, store: SystemHarness, key: Any, /) -> Export:
        return store.exports.get(key)

    def lock(self, store: SystemHarness, key: Any, /) -> Export:
        return store.exports.lock(key)

    def test_what_nobody_makes_is_due_the_oldest_first(self, store: SystemHarness) -> None:
        assert store.exports.due(NOW) is None
        running = ExportStatus.RUNNING
        self.make(store, status=running, lease_until=NOW + MINUTE, created_at=NOW - 9 * MINUTE)
        self.make(store, status=ExportStatus.DONE, created_at=NOW - 8 * MINUTE)
        self.make(store, status=ExportStatus.FAILED, created_at=NOW - 7 * MINUTE)
        younger = self.make(store, created_at=NOW)
        left = self.make(store, status=running, lease_until=NOW, created_at=NOW - MINUTE)

        assert store.exports.due(NOW) == left
        with store.writing():
            store.exports.save(evolve(left, status=ExportStatus.FAILED))
        assert store.exports.due(NOW) == younger

    def test_exports_are_listed_by_kind_and_status(self, store: SystemHarness) -> None:
        older = self.make(store, kind=ExportKind.LEDGER)
        store.clock.move(MINUTE)
        newer = self.make(store, status=ExportStatus.DONE)

        assert first(store.exports.list) == [newer, older]
        assert first(lambda page: store.exports.list(page, kind=older.kind)) == [older]
        assert first(lambda page: store.exports.list(page, status=newer.status)) == [newer]
        assert not first(
            lambda page: store.exports.list(page, kind=older.kind, status=newer.status)
        )

    @few_examples
    @given(wanted=limits(), ages=st.lists(st.integers(0, 2), max_size=6))
    def test_pages_hold_every_export_once(
        self, store: SystemHarness, wanted: list[int], ages: list[int]
    ) -> None:
        for age in ages:
            self.make(store, created_at=NOW - age * MINUTE)

        found = walk(store.exports.list, wanted)

        assert len(found) >= len(ages)
        assert found == sorted(found, key=lambda one: (one.created_at, one.id), reverse=True)

    def test_foreign_cursors_are_refused(self, store: SystemHarness) -> None:
        refuses_foreign_cursors(store.exports.list)

    @few_examples
    @given(content=st.binary(max_size=200))
    def test_a_piece_is_read_as_it_was_kept(self, store: SystemHarness, content: bytes) -> None:
        export = self.make(store)
        with store.writing():
            store.exports.keep(export.id, ROWS, 0, b"other")
            store.exports.keep(export.id, ROWS, 1, b"next")
            store.exports.keep(export.id, FILE, 0, b"file")
        with store.writing():
            store.exports.keep(export.id, ROWS, 0, content)

        assert store.exports.piece(export.id, ROWS, 0) == content
        assert store.exports.piece(export.id, ROWS, 1) == b"next"
        assert store.exports.piece(export.id, FILE, 0) == b"file"

    def test_a_large_piece_is_kept_whole(self, store: SystemHarness) -> None:
        export, content = self.make(store), bytes(range(256)) * 2**13
        with store.writing():
            store.exports.keep(export.id, FILE, 7, content)

        assert store.exports.piece(export.id, FILE, 7) == content

    def test_pieces_nobody_kept_are_not_found(self, store: SystemHarness) -> None:
        export = self.make(store)

        for key in (export.id, ExportId(fresh_id())):
            with pytest.raises(NotFound):
                store.exports.piece(key, ROWS, 0)

    def test_pieces_of_one_kind_are_dropped(self, store: SystemHarness) -> None:
        export, other = self.make(store), self.make(store)
        with store.writing():
            for one in (export, other):
                store.exports.keep(one.id, ROWS, 0, b"rows")
                store.exports.keep(one.id, FILE, 0, b"file")
            store.exports.drop(export.id, ROWS)

        with pytest.raises(NotFound):
            store.exports.piece(export.id, ROWS, 0)
        assert store.exports.piece(export.id, FILE, 0) == b"file"
        assert store.exports.piece(other.id, ROWS, 0) == b"rows"

    def test_a_piece_goes_when_its_transaction_fails(self, store: SystemHarness) -> None:
        export = self.make(store)
        with suppress(ZeroDivisionError), store.writing():
            store.exports.keep(export.id, ROWS, 0, b"rows")
            raise ZeroDivisionError

        with pytest.raises(NotFound):
            store.exports.piece(export.id, ROWS, 0)

    def test_keeping_and_dropping_need_a_transaction(self, store: SystemHarness) -> None:
        export = self.make(store)

        with pytest.raises(RuntimeError):
            store.exports.keep(export.id, ROWS, 0, b"rows")
        with pytest.raises(RuntimeError):
            store.exports.drop(export.id, ROWS)

    def test_what_expired_is_forgotten_with_its_pieces(self, store: SystemHarness) -> None:
        old = self.make(store, expires_at=NOW - MINUTE)
        kept, unended = self.make(store, expires_at=NOW), self.make(store)
        with store.writing():
            for one in (old, kept):
                store.exports.keep(one.id, ROWS, 0, b"rows")

        assert store.exports.forget_before(NOW) == 1
        assert store.exports.forget_before(NOW) == 0

        assert {one.id for one in first(store.exports.list)} == {kept.id, unended.id}
        assert store.exports.piece(kept.id, ROWS, 0) == b"rows"
        with pytest.raises(NotFound):
            store.exports.piece(old.id, ROWS, 0)
