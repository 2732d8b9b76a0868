"""Databases that really are there, for clients that come at the same time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from astrobookings.adapters.sql import migrate
from astrobookings.testing.sql_world import database_world, prepared_sqlite, sqlite_world
from astrobookings.testing.world import World
from tests.servers import PostgresServer


@contextmanager
def _world(kind: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    if kind == "sqlite":
        prepared_sqlite(folder)
        with sqlite_world(folder) as world:
            yield world
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    urls = [server.new_database(), server.new_database()]
    migrate(urls[0], "operations")
    migrate(urls[1], "system")
    with database_world(urls[0], urls[1]) as world:
        yield world


@pytest.fixture(params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Give an empty world on SQLite, and one on PostgreSQL."""
    with _world(request.param, tmp_path / "data", request) as found:
        yield found


@pytest.fixture
def postgres_world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Give an empty world on PostgreSQL."""
    with _world("postgres", tmp_path / "data", request) as found:
        yield found
