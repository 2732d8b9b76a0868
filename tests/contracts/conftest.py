"""Every technology that stores can be kept in."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.mongo import MongoStore, migrate_mongo
from astrobookings.adapters.mongo.collections import COLLECTIONS
from astrobookings.adapters.sql.migrations import Which, migrate
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.testing.builders import NOW
from astrobookings.testing.contracts.harness import (
    OperationsHarness,
    SystemHarness,
)
from tests.contracts.stores import (
    OnBothStores,
    memory_operations,
    memory_system,
    mongo_system,
    sql_operations,
    sql_system,
)
from tests.servers import MongoServer, PostgresServer

Template = Callable[[Which], str]


TECHNOLOGIES = {
    "operations": ("memory", "sqlite", "postgres"),
    "system": ("memory", "sqlite", "postgres", "mongo"),
}
"""What each store can be kept in."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test on every technology of the stores that it asks for."""
    names = metafunc.fixturenames
    if metafunc.cls is not None and issubclass(metafunc.cls, OnBothStores):
        pairs = [(which, kind) for which, kinds in TECHNOLOGIES.items() for kind in kinds]
        metafunc.parametrize(("store", "technology"), pairs, indirect=True)
    elif "technology" in names:
        which = "operations" if "operations" in names else "system"
        kinds = getattr(metafunc.cls, "technologies", TECHNOLOGIES[which])
        metafunc.parametrize("technology", kinds, indirect=True)


@pytest.fixture
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
    if technology == "mongo":
        url = request.getfixturevalue("mongo_database")
        with closing(MongoStore(url, MemoryIds(clock))) as mongo:
            yield mongo_system(mongo, clock)
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
def mongo_template(mongo_server: MongoServer) -> Iterator[MongoStore]:
    """Give a store with the newest schema, made once."""
    url = mongo_server.new_database()
    migrate_mongo(url)
    with closing(MongoStore(url, MemoryIds())) as store:
        yield store


@pytest.fixture
def mongo_database(mongo_template: MongoStore) -> Iterator[str]:
    """Give the URL of that database, emptied: making collections anew would take longer.

    Nothing is found there without an index.
    """
    for definition in COLLECTIONS:
        mongo_template.collection(definition.name).delete_many({})
    admin = mongo_template.client.admin
    admin.command("setParameter", 1, notablescan=True)
    yield mongo_template.url
    admin.command("setParameter", 1, notablescan=False)


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
