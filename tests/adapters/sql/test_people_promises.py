"""The database itself keeps the promises of wishes and testimonials, and finds them by index."""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.sql import SqlStore, SqlTestimonials, SqlWishes, Which
from astrobookings.application.ports.testimonials import TestimonialFilter as Filter
from astrobookings.application.ports.testimonials import TestimonialSort as Sort
from astrobookings.domain.booking.testimonials import TestimonialStatus as Status
from astrobookings.domain.kernel.ids import AgencyId, LaunchId, UserId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.builders import a_testimonial, a_wish, numbered
from astrobookings.testing.contracts.harness import OperationsHarness
from tests.adapters.sql.plans import plan_of


@pytest.fixture
def postgres_store(new_postgres: Callable[[Which], str]) -> Iterator[SqlStore]:
    """Give a PostgreSQL store, which tells its plans."""
    with closing(SqlStore(new_postgres("operations"), MemoryIds())) as store:
        yield store


@pytest.fixture
def told(operations: OperationsHarness) -> None:
    """Give a wish that waits and a testimonial that nobody has read."""
    launch = operations.given_launch()
    place = {"launch_id": launch.id, "agency_id": launch.agency_id}
    with operations.writing():
        operations.wishes.add(a_wish(**place))
        operations.testimonials.add(a_testimonial(**place))


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE wishes SET seats = 0",
        "UPDATE wishes SET status = 'granted'",
        "UPDATE wishes SET status = 'lost'",
        "UPDATE wishes SET status = 'closed'",
        "UPDATE wishes SET booking_id = id",
        "INSERT INTO wishes SELECT * FROM wishes",
        "UPDATE testimonials SET stars = 0",
        "UPDATE testimonials SET stars = 6",
        "UPDATE testimonials SET text = ''",
        "UPDATE testimonials SET status = 'approved'",
        "UPDATE testimonials SET status = 'rejected', moderated_by = id",
        "UPDATE testimonials SET status = 'printed'",
        "DELETE FROM launches",
    ],
)
def test_a_broken_rule_is_refused(store: SqlStore, statement: str) -> None:
    with store.engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text(statement))


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("table", ["wishes", "testimonials"])
def test_one_for_each_traveler_and_launch(store: SqlStore, table: str) -> None:
    with store.engine.connect() as connection:
        columns = list(connection.execute(text(f"SELECT * FROM {table}")).keys())
        other_id = f"'{numbered(1)}'" if store.postgres else f"'{numbered(1).hex}'"
        values = [other_id if name == "id" else name for name in columns]
        copied = (
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table}"
        )
        with pytest.raises(IntegrityError):
            connection.execute(text(copied))


LAUNCH, TRAVELER = LaunchId(numbered(1)), UserId(numbered(2))
READS: dict[str, tuple[Callable[[SqlStore], object], str]] = {
    "waiting": (lambda store: SqlWishes(store).waiting(LAUNCH, 4, 50), "ix_wishes_waiting"),
    "waited for": (lambda store: SqlWishes(store).launches(LAUNCH, 50), "ix_wishes_waiting"),
    "one's own wish": (
        lambda store: SqlWishes(store).find_waiting(TRAVELER, LAUNCH),
        "uq_wishes_waiting",
    ),
    "one's own wishes": (
        lambda store: SqlWishes(store).list(PageRequest(), traveler_id=TRAVELER),
        "ix_wishes_traveler",
    ),
}
FILTERS = {
    "ix_testimonials_status": (Filter(status=Status.APPROVED), Sort.NEWEST),
    "ix_testimonials_stars": (Filter(status=Status.APPROVED), Sort.BEST),
    "ix_testimonials_newest": (Filter(), Sort.OLDEST),
    "ix_testimonials_best": (Filter(), Sort.BEST),
    "ix_testimonials_launch": (Filter(launch_id=LAUNCH), Sort.NEWEST),
    "ix_testimonials_agency": (Filter(agency_id=AgencyId(numbered(3))), Sort.NEWEST),
    "ix_testimonials_traveler": (Filter(traveler_id=TRAVELER), Sort.NEWEST),
}


@pytest.mark.parametrize("name", READS)
def test_wishes_are_found_by_index(postgres_store: SqlStore, name: str) -> None:
    read, index = READS[name]

    plan = plan_of(postgres_store, partial(read, postgres_store))

    assert index in plan, plan
    assert "Seq Scan" not in plan, plan


@pytest.mark.parametrize("index", FILTERS)
def test_testimonials_are_listed_along_an_index(postgres_store: SqlStore, index: str) -> None:
    filter_, sort = FILTERS[index]
    port = SqlTestimonials(postgres_store)

    plan = plan_of(postgres_store, lambda: port.list(filter_, sort, PageRequest()))

    assert index in plan, plan
    assert "Sort" not in plan, plan
