"""Reports and exports over 1,000,000 bookings on 20,000 launches of one year, on PostgreSQL."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import event, text

from astrobookings.adapters.sql.migrations import migrate
from astrobookings.adapters.sql.reports import SqlReports
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.system.ids import SystemIds
from astrobookings.domain.finance.policies import FeePolicy
from astrobookings.domain.kernel.ids import AgencyId
from benchmarks.exporting import Exported
from benchmarks.goals import ANNUAL, ANNUAL_SECONDS, EXPORT_MEMORY
from benchmarks.harness import Outcome, Report, Run, Span, in_turn, progress, ratios
from benchmarks.servers import Postgres, postgres
from benchmarks.year import YEAR, load_year

__all__ = ["run"]

LAUNCHES, BOOKINGS = 20_000, 1_000_000
_SECONDS = 2.0
"""What an annual report may take."""
_FEW, _ALL = "2025-02-04", "2026-12-31"
"""Days until which 100,800 bookings were made, and all."""
_FEES = FeePolicy()
_PLAIN = """
SELECT l.agency_id, extract(month FROM l.launch_at), sum(b.seat_count * l.price_cents)
FROM bookings AS b JOIN launches AS l ON l.id = b.launch_id
WHERE b.status IN ('completed', 'confirmed')
  AND l.launch_at >= :first AND l.launch_at < :after
GROUP BY 1, 2
"""
"""The launch revenue of the year, reckoned anew from bookings."""


def run(run: Run) -> Report:
    """Each report in turn beside the plain aggregate; then exports, each once."""
    with postgres() as server:
        progress(f"reports: {BOOKINGS:,} bookings on {LAUNCHES:,} launches")
        url, system = server.create("operations"), server.create("system")
        migrate(url, "operations")
        migrate(system, "system")
        load_year(server, "operations", launches=LAUNCHES, bookings=BOOKINGS)
        with closing(SqlStore(url, SystemIds())) as store:
            reports = SqlReports(store)
            one = AgencyId(reports.annual(YEAR, _FEES)[0].agency_id)
            cases: Mapping[str, Callable[[], object]] = {
                "annual report": lambda: reports.annual(YEAR, _FEES),
                "plain aggregate": lambda: _plain(store),
                "report of all agencies": lambda: reports.agencies(YEAR, _FEES),
                "report of one agency": lambda: reports.agencies(YEAR, _FEES, one),
                "report of operations": lambda: reports.operations(YEAR),
            }
            found = in_turn(run, {name: _timed(case) for name, case in cases.items()})
            plan = _plan(store, lambda: reports.annual(YEAR, _FEES))
            faults = list(_faults(store, reports, found))
        few, many = (_exported(server, until) for until in (_FEW, _ALL))
    return Report(_outcomes(found, few, many), (*_notes(found, few, many), *plan), tuple(faults))


def _timed(case: Callable[[], object]) -> Callable[[int], float]:
    def measured(_: int) -> float:
        started = time.perf_counter()
        case()
        return time.perf_counter() - started

    return measured


def _plain(store: SqlStore) -> Sequence[Any]:
    span = {"first": f"{YEAR}-01-01T00:00Z", "after": f"{YEAR + 1}-01-01T00:00Z"}
    with store.engine.connect() as connection:
        return connection.execute(text(_PLAIN), span).all()


def _plan(store: SqlStore, ask: Callable[[], object]) -> list[str]:
    """What the database did for the statement that *ask* makes, line by line."""
    asked: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, values: Any, *___: Any) -> None:
        asked.append((statement, values))

    event.listen(store.engine, "before_cursor_execute", note)
    ask()
    event.remove(store.engine, "before_cursor_execute", note)
    statement, values = asked[-1]
    with store.engine.connect() as connection:
        told = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, COSTS OFF) {statement}", values)
        return ["plan of the annual report:", *(f"  {line[0]}" for line in told)]


def _faults(
    store: SqlStore, reports: SqlReports, found: Mapping[str, Sequence[float]]
) -> Iterator[str]:
    best = min(found["annual report"])
    if best > _SECONDS:
        yield f"the annual report took {best:.2f} s at best"
    told = sum(line.figures.launch_revenue.cents for line in reports.annual(YEAR, _FEES))
    plain = sum(int(row[2]) for row in _plain(store))
    if told != plain:
        yield f"the annual report has a revenue of {told} cents, the bookings {plain}"


def _exported(server: Postgres, until: str) -> Exported:
    progress(f"reports: export of bookings until {until}")
    told = {name: server.url(name) for name in ("operations", "system")}
    command = [sys.executable, "-m", "benchmarks.exporting"]
    ran = subprocess.run(
        [*command, json.dumps({**told, "until": until, "format": "csv"})],
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise RuntimeError(ran.stderr[-2000:])
    return Exported(**json.loads(ran.stdout))


def _outcomes(
    found: Mapping[str, Sequence[float]], few: Exported, many: Exported
) -> tuple[Outcome, ...]:
    annual = found["annual report"]
    return (
        Outcome(ANNUAL, ratios(annual, found["plain aggregate"])),
        Outcome(ANNUAL_SECONDS, Span.of(one / _SECONDS for one in annual)),
        Outcome(EXPORT_MEMORY, Span.of([many.peak_mib / few.peak_mib])),
    )


def _notes(found: Mapping[str, Sequence[float]], few: Exported, many: Exported) -> Iterator[str]:
    for name, times in found.items():
        yield f"{name}: {Span.of(times).told('.3f')} s, best {min(times):.3f} s"
    for one in (few, many):
        yield (
            f"export of {one.rows:,} bookings as CSV: made in {one.made:.1f} s "
            f"({one.rows / one.made:,.0f} a second), fetched in {one.fetched:.1f} s, "
            f"{one.size / 2**20:.0f} MiB, at most {one.peak_mib:.0f} MiB of memory"
        )
