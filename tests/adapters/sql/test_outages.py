"""Databases that do not answer, and that come back."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import create_engine, text

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.sql import SqlStore
from astrobookings.adapters.sql.store import connections
from astrobookings.adapters.sql.store.connections import store_url
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.testing.builders import NOW, a_seat_order, an_origin
from astrobookings.testing.contracts.harness import OperationsHarness
from tests.contracts.stores import sql_operations

NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing"


@pytest.fixture
def nowhere() -> Iterator[OperationsHarness]:
    """Give a store whose server is not there."""
    with closing(SqlStore(NOWHERE, MemoryIds())) as store:
        yield sql_operations(store, MemoryClock(NOW))


def test_a_server_that_is_away_is_unavailable(nowhere: OperationsHarness) -> None:
    order = a_seat_order()
    calls: tuple[Callable[[], object], ...] = (
        lambda: nowhere.launches.slugs_like("some"),
        lambda: nowhere.seat_ledger.seat_map(order.launch_id, now=NOW),
        lambda: nowhere.seat_ledger.survey(order.launch_id, order.traveler_id, Wanted(1), now=NOW),
        lambda: nowhere.seat_ledger.take(order, an_origin()),
        nowhere.add_example,
    )

    for call in calls[:-1]:
        with pytest.raises(Unavailable):
            call()
    with pytest.raises(Unavailable), nowhere.writing():
        calls[-1]()


@pytest.fixture
def postgres(new_postgres: Callable[[str], str]) -> Iterator[OperationsHarness]:
    """Give a store on PostgreSQL, its connections open."""
    with closing(SqlStore(new_postgres("operations"), MemoryIds())) as store:
        yield sql_operations(store, MemoryClock(NOW))


def cut(operations: OperationsHarness) -> None:
    """End every connection to the store's database, as a restart of the server does."""
    store = operations.transaction.store  # type: ignore[attr-defined]
    admin = create_engine(store_url(store.engine.url.render_as_string(hide_password=False)))
    with admin.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    admin.dispose()


def test_reads_get_over_a_restart_of_the_server(postgres: OperationsHarness) -> None:
    launch = postgres.given_launch()
    traveler = postgres.given_traveler()
    ledger = postgres.seat_ledger
    ledger.survey(launch.id, traveler, Wanted(1), now=NOW)

    cut(postgres)

    assert postgres.launches.get(launch.id) == launch
    assert ledger.survey(launch.id, traveler, Wanted(1), now=NOW).seats_left == launch.seats_total


def test_taking_seats_gets_over_a_restart_that_is_past(
    postgres: OperationsHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "IDLE_BEFORE_CHECK", 0)
    monkeypatch.setattr("astrobookings.adapters.sql.store.kept.IDLE_BEFORE_CHECK", 0)
    launch = postgres.given_launch()
    postgres.given_hold(launch)

    cut(postgres)

    assert postgres.take(launch) is not None
    assert postgres.seat_ledger.discrepancies() == 0


def test_a_write_cut_off_is_unavailable_and_the_next_one_works(
    postgres: OperationsHarness,
) -> None:
    kept: list[UUID] = []

    def add(*, cut_off: bool) -> None:
        with postgres.writing():
            kept.append(postgres.add_example())
            if cut_off:
                cut(postgres)
            postgres.add_example()

    with pytest.raises(Unavailable):
        add(cut_off=True)
    add(cut_off=False)

    assert [postgres.has_example(key) for key in kept] == [False, True]


def test_a_file_that_another_process_writes_to_is_unavailable(
    new_sqlite: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = new_sqlite("operations")
    with closing(SqlStore(url, MemoryIds())) as other, other.transaction(an_origin()):
        monkeypatch.setattr(connections, "WAIT_FOR_LOCK", 0.05)
        with closing(SqlStore(url, MemoryIds())) as store:
            operations = sql_operations(store, MemoryClock(NOW))

            with pytest.raises(Unavailable), operations.writing():
                operations.add_example()


def test_what_is_in_a_sqlite_file_is_there_after_reopening(
    new_sqlite: Callable[[str], str], tmp_path: Path
) -> None:
    url = new_sqlite("operations")
    with closing(SqlStore(url, MemoryIds())) as store:
        before = sql_operations(store, MemoryClock(NOW))
        launch = before.given_launch(seats_total=10)
        booking = before.given_hold(launch)

    with closing(SqlStore(url, MemoryIds())) as store:
        after = sql_operations(store, MemoryClock(NOW))
        assert after.bookings.get(booking.id) == booking
        assert after.launches.get(launch.id) == launch
        assert after.taken(launch.id) == set(booking.seat_numbers)
