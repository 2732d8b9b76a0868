"""Long exports are made step by step, and survive whoever makes them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.adapters.documents.sheets import DocumentSheets
from astrobookings.application.finance.export_rows import pressed, rows_in, unpressed, written
from astrobookings.application.finance.view_export import ExportFile
from astrobookings.application.ports.export_source import COLUMNS, ExportScope, ExportSource
from astrobookings.application.ports.exports import PieceOf
from astrobookings.application.ports.tables import Cell, Row
from astrobookings.domain.finance.events import ExportEnded, ExportRequested
from astrobookings.domain.finance.exports import (
    Export,
    ExportFormat,
    ExportId,
    ExportKind,
    ExportNotReady,
    ExportOrder,
    ExportPolicy,
    ExportStatus,
)
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import NotAllowed, NotFound, Unavailable
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.testing.builders import NOW, fresh_id
from astrobookings.testing.strategies import instants, money
from astrobookings.testing.world import World

YEAR = {"since": date(2027, 1, 1), "until": date(2027, 12, 31)}


@pytest.fixture
def finance(world: World) -> Principal:
    return world.employee(Position.FINANCE)


def small(world: World, **figures: Any) -> None:
    """Restart with steps of two records."""
    policy = ExportPolicy(**{"step": 2, **figures})
    world.restart(evolve(world.parts, export_policy=policy, sheets=DocumentSheets()))


def booked(world: World, count: int = 5) -> list[str]:
    """References of bookings, oldest first; a moment passes after the last."""
    launch, found = world.launch(), []
    for _ in range(count):
        found.append(world.book(world.traveler(), launch.id, seats=1).booking.reference)
        world.clock.move(timedelta(seconds=1))
    return found


def asked(world: World, by: Principal, **fields: Any) -> Export:
    said = {"kind": ExportKind.BOOKINGS, "format": ExportFormat.CSV, **YEAR, **fields}
    return world.system.request_export(by, ExportOrder(**said))


def work(world: World) -> int:
    return world.system.write_exports(world.operator)


def fetched(world: World, by: Principal, export: Export) -> bytes:
    file: ExportFile = world.system.fetch_export(by, export.id)
    content = b"".join(file.pieces)
    assert len(content) == file.export.size
    return content


def column(content: bytes, place: int = 0) -> list[str]:
    return [line.split(",")[place] for line in content.decode().splitlines()]


def told(world: World, kind: type) -> list[Any]:
    waiting = (one.event for one in world.parts.system_outbox.unpublished(1000))
    return [event for event in waiting if isinstance(event, kind)]


@frozen
class Breaking:
    """A source that breaks when it is read for the last time it may be."""

    source: ExportSource
    error: BaseException
    left: list[None]

    def count(self, scope: ExportScope) -> int:
        return self.source.count(scope)

    def read(
        self, scope: ExportScope, after: tuple[str, ...] | None, limit: int
    ) -> Page[tuple[Row, ...]]:
        if not self.left:
            raise self.error
        self.left.pop()
        return self.source.read(scope, after, limit)


def breaking(world: World, error: BaseException, *, reads: int) -> Any:
    """Restart with a source that breaks after *reads*; the sound one to go back to."""
    sound = world.parts.export_source
    broken = Breaking(sound, error, [None] * reads)
    world.restart(evolve(world.parts, export_source=broken))
    return sound


@pytest.mark.story("3.5")
@pytest.mark.story("3.7")
def test_a_file_is_made_of_all_records_in_their_order(world: World, finance: Principal) -> None:
    small(world)
    references = booked(world)

    export = asked(world, finance)
    assert (export.status, export.completion) == (ExportStatus.PENDING, 0)
    assert work(world) == 1

    done = world.system.view_export(finance, export.id)
    assert (done.status, done.completion, done.total, done.rows) == (ExportStatus.DONE, 100, 5, 5)
    assert column(fetched(world, finance, done)) == ["Reference", *references]
    assert done.pieces == 3
    assert told(world, ExportRequested) == [ExportRequested(export.id, "bookings")]
    assert told(world, ExportEnded) == [ExportEnded(export.id, "bookings", "done")]
    assert work(world) == 0


@pytest.mark.parametrize("kind", ExportKind)
@pytest.mark.parametrize("form", ExportFormat)
def test_every_kind_can_be_had_in_every_form(
    world: World, finance: Principal, kind: ExportKind, form: ExportFormat
) -> None:
    small(world)
    booked(world, 3)

    export = asked(world, finance, kind=kind, format=form)
    work(world)

    content = fetched(world, finance, world.system.view_export(finance, export.id))
    if form is ExportFormat.CSV:
        assert content.decode().splitlines()[0] == ",".join(COLUMNS[kind])
    else:
        assert content.startswith(b"PK")


def test_a_workbook_leaves_no_rows_behind(world: World, finance: Principal) -> None:
    small(world)
    booked(world, 3)
    export = asked(world, finance, format=ExportFormat.XLSX)
    work(world)

    with pytest.raises(NotFound):
        world.parts.exports.piece(export.id, PieceOf.ROWS, 0)


def test_what_is_made_later_is_not_in_it(world: World, finance: Principal) -> None:
    small(world)
    references = booked(world, 2)
    export = asked(world, finance)
    booked(world, 1)
    work(world)

    assert column(fetched(world, finance, export))[1:] == references


def test_an_empty_export_has_its_head(world: World, finance: Principal) -> None:
    small(world)
    for form in ExportFormat:
        export = asked(world, finance, format=form)
        work(world)

        assert fetched(world, finance, export)


@pytest.mark.parametrize("form", ExportFormat)
@pytest.mark.parametrize("reads", [0, 1, 2])
def test_who_is_killed_loses_one_step(
    world: World, finance: Principal, reads: int, form: ExportFormat
) -> None:
    small(world)
    booked(world)
    undisturbed = asked(world, finance, format=form)
    work(world)
    export = asked(world, finance, format=form)
    sound = breaking(world, KeyboardInterrupt(), reads=reads)

    with pytest.raises(KeyboardInterrupt):
        work(world)
    world.restart(evolve(world.parts, export_source=sound))
    assert work(world) == 0
    assert world.system.view_export(finance, export.id).pieces == reads
    world.clock.move(ExportPolicy().lease)
    assert work(world) == 1

    assert fetched(world, finance, export) == fetched(world, finance, undisturbed)


def test_a_turn_ends_and_the_next_goes_on(world: World, finance: Principal) -> None:
    small(world, turn=timedelta(0))
    references = booked(world)
    export = asked(world, finance)

    seen = []
    while work(world):
        seen.append(world.system.view_export(finance, export.id).completion)

    assert seen == [40, 80, 100]
    assert column(fetched(world, finance, export))[1:] == references


def test_what_waits_for_a_store_is_tried_again(world: World, finance: Principal) -> None:
    small(world)
    references = booked(world)
    export = asked(world, finance)
    sound = breaking(world, Unavailable("OperationsDB does not answer"), reads=1)

    with pytest.raises(Unavailable):
        work(world)
    assert work(world) == 0
    world.restart(evolve(world.parts, export_source=sound))
    world.clock.move(ExportPolicy().again)
    assert work(world) == 1

    assert column(fetched(world, finance, export))[1:] == references


def test_a_failure_is_told_and_final(world: World, finance: Principal) -> None:
    small(world)
    booked(world)
    export = asked(world, finance)
    breaking(world, ValueError("no such column"), reads=1)
    work(world)

    failed = world.system.view_export(finance, export.id)

    assert (failed.status, failed.error) == (ExportStatus.FAILED, "ValueError: no such column")
    assert told(world, ExportEnded) == [ExportEnded(export.id, "bookings", "failed")]
    with pytest.raises(ExportNotReady):
        world.system.fetch_export(finance, export.id)
    assert work(world) == 0


def test_what_kills_again_and_again_is_given_up(world: World, finance: Principal) -> None:
    small(world)
    booked(world)
    export = asked(world, finance)
    breaking(world, KeyboardInterrupt(), reads=0)

    for _ in range(ExportPolicy().takeovers + 1):
        with pytest.raises(KeyboardInterrupt):
            work(world)
        world.clock.move(ExportPolicy().lease)
    work(world)

    assert world.system.view_export(finance, export.id).status is ExportStatus.FAILED


def test_who_was_taken_for_dead_writes_nothing_more(world: World, finance: Principal) -> None:
    small(world)
    references = booked(world)
    export = asked(world, finance)
    source = world.parts.export_source
    stolen: list[object] = []

    @frozen
    class Slow:
        """Another takes the export over while this one reads."""

        def count(self, scope: ExportScope) -> int:
            return source.count(scope)

        def read(
            self, scope: ExportScope, after: tuple[str, ...] | None, limit: int
        ) -> Page[tuple[Row, ...]]:
            if not stolen:
                stolen.append(after)
                world.clock.move(ExportPolicy().lease)
                work(world)
            return source.read(scope, after, limit)

    world.restart(evolve(world.parts, export_source=Slow()))

    assert work(world) == 0
    assert column(fetched(world, finance, export))[1:] == references


def test_a_file_is_forgotten_after_a_week(world: World, finance: Principal) -> None:
    booked(world, 1)
    export = asked(world, finance)
    work(world)
    assert fetched(world, finance, export)

    world.clock.move(ExportPolicy().kept)
    with pytest.raises(ExportNotReady):
        world.system.fetch_export(finance, export.id)
    assert world.system.forget_exports(world.operator) == 0
    world.clock.move(timedelta(seconds=1))
    assert world.system.forget_exports(world.operator) == 1

    with pytest.raises(NotFound):
        world.system.view_export(finance, export.id)


def test_exports_of_all_employees_are_listed(world: World, finance: Principal) -> None:
    manager = world.employee(Position.OPERATIONS)
    first = asked(world, manager)
    world.clock.move(timedelta(seconds=1))
    second = asked(world, finance, kind=ExportKind.LEDGER)

    page = world.system.list_exports(finance, PageRequest())
    ledger = world.system.list_exports(finance, PageRequest(), kind=ExportKind.LEDGER)

    assert [one.id for one in page.items] == [second.id, first.id]
    assert [one.id for one in ledger.items] == [second.id]


def test_nobody_else_exports(world: World) -> None:
    agency = world.agency()
    for by in (agency, world.traveler(), world.employee(Position.IT)):
        with pytest.raises(NotAllowed):
            asked(world, by)
        with pytest.raises(NotAllowed):
            world.system.fetch_export(by, ExportId(fresh_id()))
    with pytest.raises(NotAllowed):
        world.system.write_exports(agency)
    with pytest.raises(NotAllowed):
        world.system.forget_exports(agency)


cells: st.SearchStrategy[Cell] = st.one_of(
    st.none(), st.text(), st.integers(), st.floats(allow_nan=False), money(), st.dates(), instants()
)


@given(st.lists(st.lists(cells, max_size=4).map(tuple), max_size=4))
def test_rows_come_back_as_they_were(rows: Sequence[Row]) -> None:
    assert list(rows_in(unpressed(pressed(written(rows))))) == rows


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7])
def test_rows_that_fill_a_sheet_go_on_on_the_next(count: int) -> None:
    import io

    import openpyxl

    def rows() -> Iterator[Row]:
        for number in range(count):
            yield (f"={number}", number)

    sheets: Iterable[bytes] = DocumentSheets(most_rows=3).workbook(
        "Rows", ("Text", "No"), rows(), as_of=NOW
    )
    book = openpyxl.load_workbook(io.BytesIO(b"".join(sheets)))

    found = [row for sheet in book.worksheets for row in sheet.iter_rows(2, values_only=True)]
    assert found == [(f"={number}", number) for number in range(count)]
    assert [sheet["A1"].value for sheet in book.worksheets] == ["Text"] * max(1, -(-count // 3))
    assert {cell.data_type for sheet in book.worksheets for cell in sheet["A"]} == {"s"}
