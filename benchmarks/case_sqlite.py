"""Bookings on SQLite: the port against plain sqlite3 that runs the same statements again."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

from attrs import field, frozen

from astrobookings.adapters.sql.migrations import migrate
from astrobookings.adapters.sql.seat_ledger import SqlSeatLedger
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.system.ids import SystemIds
from astrobookings.application.ports.seat_ledger import SeatOrder
from astrobookings.domain.kernel.origins import Origin
from benchmarks.bookkeeping import books
from benchmarks.goals import SQLITE, SQLITE_THREADS
from benchmarks.harness import Outcome, Report, Run, Span, in_turn, percentile, progress, ratios
from benchmarks.rows import TRAVELERS, load_launches
from benchmarks.same_statement import order_for, origin
from benchmarks.servers import temporary

__all__ = ["run"]

_LAUNCHES = 1000
_THREADS = 8
"""They divide the launches, so that each thread has launches of its own."""
_FASTEST = 6000
"""Bookings a second that plain sqlite3 does not reach here."""
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")

Order = tuple[SeatOrder, Origin]
Step = tuple[str, Any, bool]
"""A statement, its values, and whether it runs once for each of them."""
Call = Callable[[], object]


@frozen
class _Tape:
    """What one booking asks of the driver."""

    steps: list[Step] = field(factory=list)


class _Recorder:
    """A connection that notes what it is asked."""

    def __init__(self, connection: sqlite3.Connection, tape: _Tape) -> None:
        self._connection = connection
        self._steps = tape.steps

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, statement: str, values: Any = ()) -> sqlite3.Cursor:
        self._steps.append((statement, values, False))
        return self._connection.execute(statement, values)

    def executemany(self, statement: str, values: Any) -> sqlite3.Cursor:
        self._steps.append((statement, values, True))
        return self._connection.executemany(statement, values)


class _RecordingStore(SqlStore):
    """A store whose driver is recorded on `tape`."""

    tape = _Tape()

    @contextmanager
    def driver(self) -> Iterator[Any]:
        with super().driver() as connection:
            yield _Recorder(connection, self.tape)


@frozen
class _Booked:
    """Bookings made, how many a second, and the latency in ms that 99 of 100 do not exceed."""

    done: int
    rate: float
    p99: float


def run(run: Run) -> Report:
    """1 and 8 threads, port and plain driver in turn, each on a fresh copy of one database."""
    with temporary() as folder:
        progress(f"sqlite: {_LAUNCHES} launches; recording what a booking asks of the driver")
        base = folder / "base.db"
        _prepare(base)
        orders = [
            (order_for(number % _LAUNCHES, number % TRAVELERS), origin(number % TRAVELERS))
            for number in range(int(_FASTEST * run.seconds))
        ]
        tapes = _recorded(_copy(base, "recorded"), orders)
        faults: list[str] = []
        found = in_turn(
            run,
            {
                f"{name}, {_count(threads)}": _case(base, name, threads, run.seconds, work, faults)
                for threads in (1, _THREADS)
                for name, work in (("port", orders), ("plain sqlite3", tapes))
            },
        )
        return _report(found, faults)


def _count(threads: int) -> str:
    return "1 thread" if threads == 1 else f"{threads} threads"


def _prepare(file: Path) -> None:
    migrate(f"sqlite:///{file}", "operations")
    load_launches(f"sqlite:///{file}", _LAUNCHES)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _copy(base: Path, name: str) -> Path:
    fresh = base.with_name(f"{name}.db")
    for old in base.parent.glob(f"{fresh.name}*"):
        old.unlink()
    shutil.copyfile(base, fresh)
    return fresh


def _recorded(file: Path, orders: Sequence[Order]) -> Sequence[_Tape]:
    """What each of *orders* asks of the driver; seats depend on earlier orders of the launch."""
    store = _RecordingStore(f"sqlite:///{file}", SystemIds())
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA synchronous = OFF")
    ledger, tapes = SqlSeatLedger(store), []
    for order, by in orders:
        store.tape = _Tape()
        ledger.take(order, by)
        tapes.append(store.tape)
    store.close()
    return tapes


def _case(
    base: Path, name: str, threads: int, seconds: float, work: Sequence[Any], faults: list[str]
) -> Callable[[int], _Booked]:
    def measured(_: int) -> _Booked:
        file = _copy(base, f"measured{threads}")
        shares = [work[number::threads] for number in range(threads)]
        runner = _ported if name == "port" else _plain
        with runner(file, shares) as calls:
            booked = _measured(calls, seconds)
        faults.extend(books(f"sqlite:///{file}").faults(expected=booked.done))
        return booked

    return measured


@contextmanager
def _ported(file: Path, shares: Sequence[Sequence[Order]]) -> Iterator[Sequence[Sequence[Call]]]:
    store = SqlStore(f"sqlite:///{file}", SystemIds(), connections=len(shares))
    ledger = SqlSeatLedger(store)
    yield [[partial(ledger.take, *one) for one in share] for share in shares]
    store.close()


@contextmanager
def _plain(file: Path, shares: Sequence[Sequence[_Tape]]) -> Iterator[Sequence[Sequence[Call]]]:
    connections = [_connected(file) for _ in shares]
    yield [
        [_again(connection, tape.steps) for tape in share]
        for connection, share in zip(connections, shares, strict=True)
    ]
    for connection in connections:
        connection.close()


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=10, isolation_level=None, check_same_thread=False)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _again(connection: sqlite3.Connection, steps: Sequence[Step]) -> Call:
    def booked() -> object:
        for statement, values, many in steps:
            if many:
                connection.executemany(statement, values)
            else:
                connection.execute(statement, values).fetchone()
        return True

    return booked


def _measured(shares: Sequence[Sequence[Call]], seconds: float) -> _Booked:
    together = Barrier(len(shares))

    def work(calls: Sequence[Call]) -> list[float]:
        together.wait()
        times: list[float] = []
        until = time.perf_counter() + seconds
        for call in calls:
            started = time.perf_counter()
            if started > until:
                break
            if call() is None:
                raise RuntimeError("a booking was refused")
            times.append(time.perf_counter() - started)
        return times

    with ThreadPoolExecutor(len(shares)) as pool:
        started = time.perf_counter()
        times = sorted(one for found in pool.map(work, shares) for one in found)
        passed = time.perf_counter() - started
    return _Booked(len(times), len(times) / passed, percentile(times, 0.99) * 1000)


def _report(found: Mapping[str, Sequence[_Booked]], faults: Sequence[str]) -> Report:
    rates = {name: [one.rate for one in booked] for name, booked in found.items()}
    notes = [
        f"{name}: {Span.of(rates[name]).told(',.0f')} bookings/s, "
        f"p99 {Span.of(one.p99 for one in booked).told('.1f')} ms"
        for name, booked in found.items()
    ]
    done = sum(one.done for booked in found.values() for one in booked)
    agreed = f"the books agreed after each of them, {done:,} bookings in all"
    return Report(
        outcomes=(
            Outcome(SQLITE, ratios(rates["port, 1 thread"], rates["plain sqlite3, 1 thread"])),
            Outcome(SQLITE_THREADS, ratios(rates["port, 8 threads"], rates["port, 1 thread"])),
        ),
        notes=(*notes, *([] if faults else [agreed])),
        faults=tuple(faults),
    )
