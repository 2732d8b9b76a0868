"""Fixtures that every test may ask for.

`postgres_server`    one PostgreSQL per test process; `new_database()` gives the URL of a fresh one
`postgres_url`       a fresh database for this test, as postgresql+psycopg://...
`mongo_server`       one MongoDB (a replica set of one) per test process; as `postgres_server`
`mongo_url`          a database there that only this test has
`redis_server`       one Redis per test process; `redis_url` is cleared before the test
`own_postgres`, `own_mongo`, `own_redis`
                     servers of this test alone, to be stopped, killed and started again
`mail_server`        a mail server that keeps what it is given; `url`, `messages`, `recipients`
`demo_data`          an embedded data folder with the demonstration in it

A server that cannot be started skips the test; where CI is set, it fails it.
Hypothesis: HYPOTHESIS_PROFILE is `quick` (the default), `dev` (more examples) or `ci` (repeatable).
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

pytest.register_assert_rewrite("astrobookings.testing.contracts")

from tests.servers import (  # noqa: E402
    IN_CI,
    MailServer,
    MongoServer,
    PostgresServer,
    RedisServer,
    absent,
    running_mail_server,
    running_mongo,
    running_postgres,
    running_redis,
)

S = TypeVar("S")

patient = [HealthCheck.too_slow]
settings.register_profile("quick", max_examples=25, deadline=None, suppress_health_check=patient)
settings.register_profile("dev", max_examples=200, deadline=timedelta(seconds=2))
settings.register_profile(
    "ci",
    max_examples=50,
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=patient,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if IN_CI else "quick"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Give the PostgreSQL of this test process."""
    yield from _started("PostgreSQL", running_postgres)


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """Give the URL of a database that only this test has; it is dropped afterwards."""
    url = postgres_server.new_database()
    yield url
    postgres_server.drop_database(url)


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """Give a PostgreSQL of this test alone."""
    yield from _started("PostgreSQL", running_postgres)


@pytest.fixture(scope="session")
def mongo_server() -> Iterator[MongoServer]:
    """Give the MongoDB of this test process."""
    yield from _started("MongoDB", running_mongo)


@pytest.fixture
def mongo_url(mongo_server: MongoServer) -> Iterator[str]:
    """Give the URL of a database that only this test has; it is dropped afterwards."""
    url = mongo_server.new_database()
    yield url
    mongo_server.drop_database(url)


@pytest.fixture
def own_mongo() -> Iterator[MongoServer]:
    """Give a MongoDB of this test alone."""
    yield from _started("MongoDB", running_mongo)


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    """Give the Redis of this test process."""
    yield from _started("Redis", running_redis)


@pytest.fixture
def redis_url(redis_server: RedisServer) -> str:
    """Give the URL of the Redis of this process, emptied."""
    redis_server.clear()
    return redis_server.url


@pytest.fixture
def own_redis() -> Iterator[RedisServer]:
    """Give a Redis of this test alone."""
    yield from _started("Redis", running_redis)


def _started(name: str, running: Callable[[], AbstractContextManager[S]]) -> Iterator[S]:
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running())
        except Exception as error:
            absent(name, error)
        yield server


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """Give a mail server that only this test has."""
    with running_mail_server() as server:
        yield server


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with the demonstration, to be copied; made once for all processes."""
    base = tmp_path_factory.getbasetemp()
    in_parallel = "PYTEST_XDIST_WORKER" in os.environ
    shared = (base.parent if in_parallel else base) / "demonstration"
    with (shared.parent / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            made = shared.with_suffix(".made")
            command = [sys.executable, "-m", "astrobookings.entrypoints.cli"]
            subprocess.run([*command, "--data", str(made), "demo"], check=True)
            made.rename(shared)
    return shared


@pytest.fixture
def demo_data(demonstration: Path, tmp_path: Path) -> Path:
    """Give a data folder of this test's own, with the demonstration in it."""
    folder = tmp_path / "var"
    shutil.copytree(demonstration, folder)
    return folder
