"""Migrated databases of both kinds; each test has its own copy."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.sql import SqlStore, Which, migrate
from astrobookings.testing.builders import NOW
from astrobookings.testing.contracts.harness import OperationsHarness
from tests.contracts.stores import sql_operations
from tests.servers import PostgresServer

Copies = Callable[[Which], str]


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory: pytest.TempPathFactory) -> dict[Which, Path]:
    """Give migrated files that nobody opens."""
    folder = tmp_path_factory.mktemp("sqlite")
    templates: dict[Which, Path] = {
        "operations": folder / "operations.db",
        "system": folder / "system.db",
    }
    for which, file in templates.items():
        migrate(f"sqlite:///{file}", which)
    return templates


@pytest.fixture(scope="session")
def postgres_templates(postgres_server: PostgresServer) -> dict[Which, str]:
    """Give migrated databases that nobody opens."""
    templates: dict[Which, str] = {
        "operations": postgres_server.new_database(),
        "system": postgres_server.new_database(),
    }
    for which, url in templates.items():
        migrate(url, which)
    return templates


@pytest.fixture
def new_sqlite(sqlite_templates: dict[Which, Path], tmp_path: Path) -> Copies:
    """Give a function that makes a migrated SQLite database and tells its URL."""

    def copy(which: Which) -> str:
        file = tmp_path / f"{which}.db"
        shutil.copy(sqlite_templates[which], file)
        return f"sqlite:///{file}"

    return copy


@pytest.fixture
def new_postgres(
    postgres_templates: dict[Which, str], postgres_server: PostgresServer
) -> Iterator[Copies]:
    """Give a function that makes a migrated PostgreSQL database and tells its URL."""
    made: list[str] = []

    def copy(which: Which) -> str:
        made.append(postgres_server.new_database(template=postgres_templates[which]))
        return made[-1]

    yield copy
    for url in made:
        postgres_server.drop_database(url)


@pytest.fixture(params=["sqlite", "postgres"])
def new_database(request: pytest.FixtureRequest) -> Copies:
    """Give a function that makes a migrated database of either kind and tells its URL."""
    copies: Copies = request.getfixturevalue(f"new_{request.param}")
    return copies


@pytest.fixture
def store(new_database: Copies) -> Iterator[SqlStore]:
    """Give an empty operations store."""
    made = SqlStore(new_database("operations"), MemoryIds())
    yield made
    made.close()


@pytest.fixture
def operations(store: SqlStore) -> OperationsHarness:
    """Give the ports of an empty operations store."""
    return sql_operations(store, MemoryClock(NOW))
