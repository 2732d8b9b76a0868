"""What a booking costs the client: the port against bare psycopg with the same statement."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from functools import partial

import psycopg
from attrs import frozen
from psycopg import RawCursor
from sqlalchemy import make_url

from astrobookings.adapters.sql.migrations import migrate
from astrobookings.adapters.sql.seat_ledger import SqlSeatLedger
from astrobookings.adapters.sql.seat_ledger.postgres import PostgresSeats, take_statement
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.system.ids import SystemIds
from benchmarks.bookkeeping import books
from benchmarks.goals import CLIENT_CPU
from benchmarks.harness import Outcome, Report, Run, Span, in_turn, progress, ratios
from benchmarks.rows import TRAVELERS, load_launches
from benchmarks.same_statement import order_for, origin
from benchmarks.servers import postgres

__all__ = ["run"]

_LAUNCHES = 1000
_FASTEST = 4000
"""Bookings a second that one thread does not reach."""


@frozen
class _Spent:
    """Bookings made, and for each the thread's processor time and the time passed, in µs."""

    done: int
    cpu: float
    passed: float


def run(run: Run) -> Report:
    """One thread, port and bare driver in turn; then the books are compared."""
    with ExitStack() as stack:
        server = stack.enter_context(postgres())
        progress(f"cpu: {_LAUNCHES} launches on PostgreSQL")
        url = server.create("operations")
        migrate(url, "operations")
        load_launches(url, _LAUNCHES)
        server.settle("operations")
        store = SqlStore(url, SystemIds())
        stack.callback(store.close)
        plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        bare = psycopg.connect(plain, autocommit=True)
        stack.enter_context(closing(bare))
        count = int(_FASTEST * run.seconds)
        cases = {
            "port": lambda _: _spent(_port(store, count), run.seconds),
            "bare psycopg": lambda _: _spent(_bare(store, bare, count), run.seconds),
        }
        warm = [_spent(_port(store, 100), 5), _spent(_bare(store, bare, 100), 5)]
        found = in_turn(run, cases)
        done = sum(one.done for spent in (warm, *found.values()) for one in spent)
        return _report(found, books(url).told(), tuple(books(url).faults(expected=done)))


def _places(count: int) -> Iterator[tuple[int, int]]:
    return ((number % _LAUNCHES, number % TRAVELERS) for number in range(count))


def _port(store: SqlStore, count: int) -> Sequence[Callable[[], object]]:
    ledger = SqlSeatLedger(store)
    orders = [(order_for(*place), origin(place[1])) for place in _places(count)]
    return [partial(ledger.take, order, by) for order, by in orders]


def _bare(
    store: SqlStore, connection: "psycopg.Connection[tuple[object, ...]]", count: int
) -> Sequence[Callable[[], object]]:
    seats = PostgresSeats(store)
    statement = take_statement(chosen=False, keyed=True)
    values = [seats._values(order_for(*place), origin(place[1])) for place in _places(count)]

    def take(given: Sequence[str | None]) -> object:
        with RawCursor(connection) as cursor:
            return cursor.execute(statement, given, prepare=True).fetchone()

    return [partial(take, given) for given in values]


def _spent(calls: Sequence[Callable[[], object]], seconds: float) -> _Spent:
    """All *calls*, or those that fit into *seconds*."""
    done = 0
    started, used = time.perf_counter(), time.thread_time()
    for call in calls:
        if call() is None:
            raise RuntimeError("a booking was refused")
        done += 1
        if time.perf_counter() - started > seconds:
            break
    cpu, passed = time.thread_time() - used, time.perf_counter() - started
    return _Spent(done, cpu / done * 1e6, passed / done * 1e6)


def _report(found: Mapping[str, Sequence[_Spent]], told: str, faults: tuple[str, ...]) -> Report:
    cpu = {name: [one.cpu for one in spent] for name, spent in found.items()}
    notes = [
        f"{name}: {Span.of(cpu[name]).told('.0f')} µs of processor time a call, "
        f"{Span.of(one.passed for one in spent).told('.0f')} µs passed"
        for name, spent in found.items()
    ]
    outcome = Outcome(CLIENT_CPU, ratios(cpu["port"], cpu["bare psycopg"]))
    return Report((outcome,), (*notes, told), faults)
