"""Travelers and their bookings are found along indexes, however many there are (story 2.7)."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.sql import SqlBookings, SqlStore, SqlTravelers
from astrobookings.adapters.sql.tables.operations import bookings, travelers
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.builders import NOW
from tests.adapters.sql.plans import plan_of
from tests.contracts.stores import sql_operations

MANY = 20_000
NAMES = ("ix_travelers_by_last_name", "ix_travelers_by_first_name", "ix_travelers_by_email")


@pytest.fixture(scope="module")
def crowded(postgres_server: Any, postgres_templates: Any) -> Iterator[SqlStore]:
    """Give a store with many travelers, and two bookings of each."""
    url = postgres_server.new_database(template=postgres_templates["operations"])
    with closing(SqlStore(url, MemoryIds())) as store:
        harness = sql_operations(store, MemoryClock(NOW))
        traveler = harness.given_traveler()
        booking = harness.given_hold(traveler_id=traveler)
        _multiply(store, travelers, _of_travelers(), str(traveler), 1)
        _multiply(store, bookings, _of_bookings(), str(booking.id), 2)
        yield store
    postgres_server.drop_database(url)


def _key(number: str) -> str:
    return f"lpad(({number})::text, 32, '0')::uuid"


def _of_travelers() -> dict[str, str]:
    return {
        "id": _key("n"),
        "by_last_name": "'moreno' || n || ' ada'",
        "by_first_name": "'ada moreno' || n",
        "by_email": "'ada' || n || '@example.test'",
    }


def _of_bookings() -> dict[str, str]:
    return {
        "id": "gen_random_uuid()",
        "reference": "'R-' || n",
        "traveler_id": _key(f"1 + n % {MANY}"),
        "created_at": "created_at + n * interval '1 second'",
        "status": "'confirmed'",
    }


def _multiply(store: SqlStore, table: Any, differing: dict[str, str], key: str, times: int) -> None:
    columns = [column.name for column in table.columns]
    values = [differing.get(name, name) for name in columns]
    with store.engine.connect() as connection:
        connection.execute(
            text(
                f"INSERT INTO {table.name} ({', '.join(columns)}) SELECT {', '.join(values)} "
                f"FROM {table.name}, generate_series(1, {times * MANY}) AS n WHERE id = :id"
            ),
            {"id": key},
        )
        connection.exec_driver_sql(f"VACUUM ANALYZE {table.name}")


@pytest.mark.story("2.7")
@pytest.mark.parametrize("words", ["moreno77", "ada moreno77", "ada77@"])
def test_a_traveler_is_found_by_the_indexes_of_the_names(crowded: SqlStore, words: str) -> None:
    search = partial(SqlTravelers(crowded).search, PageRequest(50), text=words)

    plan = plan_of(crowded, search)

    assert len(search().items) > 0
    assert all(index in plan for index in NAMES), plan
    assert "Seq Scan" not in plan, plan


def test_all_travelers_are_walked_by_name(crowded: SqlStore) -> None:
    first = SqlTravelers(crowded).search(PageRequest(50))

    plan = plan_of(crowded, partial(SqlTravelers(crowded).search, PageRequest(50, first.next)))

    assert "ix_travelers_by_last_name" in plan, plan
    assert "Sort" not in plan, plan


@pytest.mark.story("2.7")
def test_bookings_are_found_by_the_indexes_of_travelers(crowded: SqlStore) -> None:
    found = partial(
        SqlBookings(crowded).list, PageRequest(50), traveler_text="moreno777 a", now=NOW
    )

    plan = plan_of(crowded, found)

    assert len(found().items) == 2
    assert all(index in plan for index in NAMES), plan
    assert "ix_bookings_traveler" in plan, plan
    assert "Seq Scan" not in plan, plan


@pytest.mark.story("2.7")
def test_bookings_of_a_day_are_a_piece_of_the_newest(crowded: SqlStore) -> None:
    bounds: dict[str, Any] = {"booked_after": NOW, "booked_before": NOW.replace(hour=13)}

    plan = plan_of(crowded, partial(SqlBookings(crowded).list, PageRequest(50), **bounds, now=NOW))

    assert "ix_bookings_newest" in plan, plan
    assert "Sort" not in plan, plan
    assert "Index Cond" in plan, plan
