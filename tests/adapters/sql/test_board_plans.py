"""The board is read along its indexes, however many launches there are."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select, text

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.sql import (
    SqlLaunchBoard,
    SqlOccupancies,
    SqlStore,
    SqlUnreportedLaunches,
)
from astrobookings.adapters.sql.tables.operations import launches
from astrobookings.application.ports.launch_board import BoardFilter, BoardSort
from astrobookings.application.ports.occupancies import OccupancyFilter, OccupancySort
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.builders import NOW
from tests.adapters.sql.plans import plan_of
from tests.contracts.stores import sql_operations

MANY = 20_000
MOON = BoardFilter(destination=Destination.MOON)
ALL = BoardFilter()
DATE = ("ix_launches_by_date", "ix_launches_open")
PRICE = ("ix_launches_by_price",)
MOON_DATE = (*DATE, "ix_launches_by_destination_and_date")
MOON_PRICE = (*PRICE, "ix_launches_by_destination_and_price")


@pytest.fixture(scope="module")
def crowded(postgres_server: Any, postgres_templates: Any) -> Iterator[SqlStore]:
    """Give a store with many launches, copies of one, which its statistics know of."""
    url = postgres_server.new_database(template=postgres_templates["operations"])
    with closing(SqlStore(url, MemoryIds())) as store:
        sample = sql_operations(store, MemoryClock(NOW)).given_launch()
        _multiply(store, str(sample.id))
        yield store
    postgres_server.drop_database(url)


def _multiply(store: SqlStore, launch_id: str) -> None:
    differing = {
        "id": "gen_random_uuid()",
        "slug": "slug || n",
        "destination": "(ARRAY['low_earth_orbit', 'iss', 'moon', 'mars'])[n % 4 + 1]",
        "launch_at": "launch_at + n * interval '1 hour'",
        "launch_us": f"launch_us + n * {25 * 3600 * 1_000_000}",
        "price_cents": "price_cents + (n * 7919) % 100000",
    }
    columns = [column.name for column in launches.columns]
    values = [differing.get(name, name) for name in columns]
    with store.engine.connect() as connection:
        connection.execute(
            text(
                f"INSERT INTO launches ({', '.join(columns)}) SELECT {', '.join(values)} "
                f"FROM launches, generate_series(1::bigint, {MANY}) AS n WHERE id = :id"
            ),
            {"id": launch_id},
        )
        connection.exec_driver_sql("VACUUM ANALYZE launches")


@pytest.mark.parametrize(
    ("filter_", "sort", "indexes"),
    [
        (ALL, BoardSort.DATE, DATE),
        (ALL, BoardSort.DATE_DESCENDING, DATE),
        (ALL, BoardSort.PRICE, PRICE),
        (ALL, BoardSort.PRICE_DESCENDING, PRICE),
        (MOON, BoardSort.DATE, MOON_DATE),
        (MOON, BoardSort.PRICE, MOON_PRICE),
        (BoardFilter(seats=2), BoardSort.DATE, DATE),
    ],
)
def test_a_page_walks_the_index_of_its_sort(
    crowded: SqlStore, filter_: BoardFilter, sort: BoardSort, indexes: tuple[str, ...]
) -> None:
    board = SqlLaunchBoard(crowded)
    first = board.on_sale(filter_, sort, PageRequest(50), now=NOW)

    for request in (PageRequest(50), PageRequest(50, first.next)):
        plan = plan_of(crowded, partial(board.on_sale, filter_, sort, request, now=NOW))

        assert any(f"using {index} on launches" in plan for index in indexes), plan
        assert "Sort" not in plan, plan
        assert "Seq Scan on launches" not in plan, plan


@pytest.mark.parametrize("sort", [OccupancySort.DATE, OccupancySort.DATE_DESCENDING])
@pytest.mark.parametrize("of_one", [True, False])
def test_occupancy_by_date_walks_an_index(
    crowded: SqlStore, sort: OccupancySort, of_one: bool
) -> None:
    (row,) = crowded.rows(select(launches.c.agency_id).limit(1))
    filter_ = OccupancyFilter(agency_id=row[0] if of_one else None)
    listed = SqlOccupancies(crowded).list
    first = listed(filter_, sort, PageRequest(50), now=NOW)

    for request in (PageRequest(50), PageRequest(50, first.next)):
        plan = plan_of(crowded, partial(listed, filter_, sort, request, now=NOW))

        indexes = ("ix_launches_agency", "ix_launches_launch_at")
        assert any(f"using {index} on launches" in plan for index in indexes), plan
        assert "Sort" not in plan, plan
        assert "Seq Scan" not in plan, plan


def test_unreported_launches_are_found_by_an_index(crowded: SqlStore) -> None:
    due = SqlUnreportedLaunches(crowded).due
    long_over = NOW + timedelta(days=900)

    plan = plan_of(crowded, partial(due, long_over, 200))

    assert "using ix_launches_open on launches" in plan, plan
    assert "Seq Scan on launches" not in plan, plan


def test_the_plans_say_so_when_there_is_no_index(crowded: SqlStore) -> None:
    plan = plan_of(
        crowded,
        lambda: crowded.rows(select(launches.c.id).order_by(launches.c.minimum_occupancy).limit(5)),
    )

    assert "Sort" in plan
