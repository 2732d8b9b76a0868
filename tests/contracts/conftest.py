"""Every technology that stores can be kept in."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.sql.migrations import Which, migrate
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.testing.builders import NOW
from astrobookings.testing.contracts.harness import (
    OperationsHarness,
    SystemHarness,
)
from tests.contracts.stores import (
    memory_operations,
    memory_system,
    sql_operations,
    sql_system,
)
from tests.servers import PostgresServer

Template = Callable[[Which], str]


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def technology(request: pytest.FixtureRequest) -> str:
    """Give the technology to be tested."""
    return str(request.param)


@pytest.fixture
def clock() -> MemoryClock:
    """Give the clock that the store's ids and the tests go by."""
    return MemoryClock(NOW)


@pytest.fixture
def operations(
    technology: str, clock: MemoryClock, request: pytest.FixtureRequest
) -> Iterator[OperationsHarness]:
    """Give an empty operations store."""
    if technology == "memory":
        yield memory_operations(clock)
        return
    new_database = request.getfixturevalue(f"{technology}_database")
    with closing(SqlStore(new_database("operations"), MemoryIds(clock))) as store:
        yield sql_operations(store, clock)


@pytest.fixture
def system(
    technology: str, clock: MemoryClock, request: pytest.FixtureRequest
) -> Iterator[SystemHarness]:
    """Give an empty system store."""
    if technology == "memory":
        yield memory_system(clock)
        return
    new_database = request.getfixturevalue(f"{technology}_database")
    with closing(SqlStore(new_database("system"), MemoryIds(clock))) as store:
        yield sql_system(store, clock)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Which], Path]:
    """Give files with the newest schemas, made once."""
    folder = tmp_path_factory.mktemp("templates")

    def template(which: Which) -> Path:
        file = folder / f"{which}.db"
        if not file.exists():
            migrate(f"sqlite:///{file}", which)
        return file

    return template


@pytest.fixture
def sqlite_database(sqlite_template: Callable[[Which], Path], tmp_path: Path) -> Template:
    """Give the maker of SQLite files that only this test has."""

    def new_database(which: Which) -> str:
        copied = shutil.copy(sqlite_template(which), tmp_path / f"{which}.db")
        return f"sqlite:///{copied}"

    return new_database


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> Template:
    """Give databases with the newest schemas, made once."""
    made: dict[Which, str] = {}

    def template(which: Which) -> str:
        if which not in made:
            made[which] = postgres_server.new_database()
            migrate(made[which], which)
        return made[which]

    return template


@pytest.fixture
def postgres_database(
    postgres_server: PostgresServer, postgres_template: Template
) -> Iterator[Template]:
    """Give the maker of PostgreSQL databases that only this test has."""
    made: list[str] = []

    def new_database(which: Which) -> str:
        made.append(postgres_server.new_database(template=postgres_template(which)))
        return made[-1]

    yield new_database
    for url in made:
        postgres_server.drop_database(url)
