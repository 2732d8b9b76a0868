"""Pages of the launch board straight from PostgreSQL: many launches against few, deep and first."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from statistics import median
from typing import Any

from attrs import evolve, frozen
from sqlalchemy import event

from astrobookings.adapters.sql.launch_board import SqlLaunchBoard
from astrobookings.adapters.sql.migrations import migrate
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.system.ids import SystemIds
from astrobookings.application.ports.launch_board import BoardFilter, BoardSort, LaunchBoard
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.pages import PageRequest
from benchmarks.goals import DEEP_PAGE, GROWTH_DEEP, GROWTH_FIRST
from benchmarks.harness import Outcome, Report, Run, Span, in_turn, progress, ratios
from benchmarks.rows import launch_at, load_bookings, load_launches
from benchmarks.servers import Postgres, postgres

__all__ = ["run"]

_FEW, _MANY = 1_000, 100_000
_LIMIT = 20
_TURNED = {
    BoardSort.DATE: BoardSort.DATE_DESCENDING,
    BoardSort.PRICE: BoardSort.PRICE_DESCENDING,
}

_Cursor = tuple[str, ...] | None


@frozen
class _Search:
    """A question that people ask the board."""

    name: str
    filter: BoardFilter
    sort: BoardSort
    later: BoardFilter
    """The same from the middle of the list on."""


_TO_THE_MOON = BoardFilter(destination=Destination.MOON, seats=2)
_SEARCHES = (
    _Search("by date", BoardFilter(), BoardSort.DATE, BoardFilter(from_date=launch_at(_MANY // 2))),
    _Search(
        "2 seats to the Moon by price",
        _TO_THE_MOON,
        BoardSort.PRICE,
        evolve(_TO_THE_MOON, min_price=Money.of(600_000)),
    ),
)


@frozen
class _Board:
    """So many launches on a database of their own."""

    launches: int
    store: SqlStore
    board: LaunchBoard

    def page(self, search: _Search, after: _Cursor, limit: int = _LIMIT) -> Any:
        request = PageRequest(limit, after)
        return self.board.on_sale(search.filter, search.sort, request, now=datetime.now(UTC))

    def deepest(self, search: _Search) -> _Cursor:
        """Where the last full page begins: found from the other end of the list."""
        onward = self.page(search, None, 1).next
        backward = self.page(evolve(search, sort=_TURNED[search.sort]), None, _LIMIT + 1).next
        keys = 2  # the value that is sorted by, and the id
        return (*onward[:-keys], *backward[-keys:])

    def middle(self, search: _Search) -> _Cursor:
        """Somewhere in the middle of the list."""
        page = self.page(evolve(search, filter=search.later), None, 1)
        cursor: _Cursor = page.next
        return cursor


def run(run: Run) -> Report:
    """Every search, first and deepest page, on few and on many launches in turn."""
    with ExitStack() as stack:
        server = stack.enter_context(postgres())
        few, many = _board(server, _FEW), _board(server, _MANY)
        stack.callback(few.store.close)
        stack.callback(many.store.close)
        outcomes: list[Outcome] = []
        notes: list[str] = []
        faults: list[str] = []
        for search in _SEARCHES:
            progress(f"pages: {search.name}")
            cases = _cases(search, (few, many))
            found = in_turn(run, {name: _timed(case, run.seconds) for name, case in cases.items()})
            outcomes += _outcomes(search, found)
            notes += [
                f"{search.name}, {name}: {Span.of(one * 1e6 for one in times).told('.0f')} µs"
                for name, times in found.items()
            ]
            for place, after in (("first", None), ("middle", many.middle(search))):
                plan = _plan(many, search, after)
                notes.append(f"{search.name}, plan of {place} page: {' < '.join(plan)}")
                faults += _faults(search, plan)
        return Report(tuple(outcomes), tuple(notes), tuple(faults))


def _board(server: Postgres, launches: int) -> _Board:
    progress(f"pages: {launches:,} launches on PostgreSQL")
    name = f"launches{launches}"
    url = server.create(name)
    migrate(url, "operations")
    load_launches(url, launches)
    load_bookings(url, launches)
    server.settle(name)
    store = SqlStore(url, SystemIds())
    return _Board(launches, store, SqlLaunchBoard(store))


def _cases(search: _Search, boards: Sequence[_Board]) -> Mapping[str, Callable[[], Any]]:
    found: dict[str, Callable[[], Any]] = {}
    for board in boards:
        for place, after in (("first", None), ("deepest", board.deepest(search))):
            found[f"{place} of {board.launches:,}"] = _asking(board, search, after)
    return found


def _asking(board: _Board, search: _Search, after: _Cursor) -> Callable[[], Any]:
    return lambda: board.page(search, after)


def _timed(ask: Callable[[], Any], seconds: float) -> Callable[[int], float]:
    """The median of the seconds a page takes, asked again and again."""

    def measured(_: int) -> float:
        times: list[float] = []
        until = time.perf_counter() + seconds / 2
        while (started := time.perf_counter()) < until:
            ask()
            times.append(time.perf_counter() - started)
        return median(times)

    return measured


def _outcomes(search: _Search, found: Mapping[str, Sequence[float]]) -> Iterator[Outcome]:
    few, many = f"{_FEW:,}", f"{_MANY:,}"
    compared = (
        (GROWTH_FIRST, f"first of {many}", f"first of {few}"),
        (GROWTH_DEEP, f"deepest of {many}", f"deepest of {few}"),
        (DEEP_PAGE, f"deepest of {many}", f"first of {many}"),
    )
    for goal, ours, base in compared:
        named = evolve(goal, what=f"{goal.what}, {search.name}")
        yield Outcome(named, ratios(found[ours], found[base]))


def _plan(board: _Board, search: _Search, after: _Cursor) -> Sequence[str]:
    """The nodes of the plan of a page, outermost first."""
    asked: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, values: Any, *___: Any) -> None:
        asked.append((statement, values))

    event.listen(board.store.engine, "before_cursor_execute", note)
    board.page(search, after)
    event.remove(board.store.engine, "before_cursor_execute", note)
    statement, values = asked[-1]
    with board.store.engine.connect() as connection:
        explained = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values)
        plan = explained.scalar_one()
    told = json.loads(plan) if isinstance(plan, str) else plan
    return list(_nodes(told[0]["Plan"]))


def _nodes(plan: Mapping[str, Any]) -> Iterator[str]:
    where = plan.get("Index Name") or plan.get("Relation Name")
    yield plan["Node Type"] + (f" {where}" if where else "")
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)


def _faults(search: _Search, plan: Sequence[str]) -> Iterator[str]:
    for node in plan:
        if "Sort" in node or node in {"Seq Scan launches", "Seq Scan bookings"}:
            yield f"the plan of launches {search.name} has a {node}"
