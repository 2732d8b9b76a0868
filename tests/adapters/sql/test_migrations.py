"""Both histories bring both databases to what the code expects."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from astrobookings.adapters.sql import Which, behind, migrate
from astrobookings.adapters.sql.migrations import check
from astrobookings.adapters.sql.store.connections import store_url

STORES: tuple[Which, ...] = ("operations", "system")


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give an empty database of either kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        yield str(request.getfixturevalue("postgres_url"))


@pytest.mark.parametrize("which", STORES)
def test_a_migrated_database_has_the_tables_of_the_code(empty_url: str, which: Which) -> None:
    migrate(empty_url, which)

    check(empty_url, which)


@pytest.mark.parametrize("which", STORES)
def test_a_database_is_behind_until_it_is_migrated(empty_url: str, which: Which) -> None:
    before = behind(empty_url, which)
    migrate(empty_url, which)

    assert (before, behind(empty_url, which)) == (True, False)


def test_migrating_again_changes_nothing(empty_url: str) -> None:
    migrate(empty_url, "operations")
    engine = create_engine(store_url(empty_url))
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO receipt_counters (year, last) VALUES (2027, 5)"))

    migrate(empty_url, "operations")

    with engine.begin() as connection:
        assert connection.execute(text("SELECT last FROM receipt_counters")).scalar() == 5
    engine.dispose()


def test_a_store_in_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="SQLite file or PostgreSQL"):
        store_url("sqlite://")


def test_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="mysql"):
        store_url("mysql://localhost/astro")
