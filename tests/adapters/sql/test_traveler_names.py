"""Travelers known before there was a search are found after the migration, and forgotten back."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import Connection, create_engine, inspect, text

from astrobookings.adapters.sql.migrations import _config, step_to
from astrobookings.adapters.sql.store.connections import store_url

BEFORE, AFTER = "0007", "0008"
PERSON = {
    "first_name": "Zoé ",
    "last_name": "De  la Cruz",
    "email": "Zoe@Example.test",
    "phone": "",
    "address": "",
    "country": "ES",
    "tax_id": "",
    "active": True,
    "source_version": 1,
    "created_at": "2027-01-15 12:00:00",
    "updated_at": "2027-01-15 12:00:00",
    "version": 1,
}
NAMES = {"by_last_name", "by_first_name", "by_email"}


@pytest.fixture(params=["sqlite", "postgres"])
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    """Give a database as it was before, with somebody in it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'before.db'}"
    else:
        url = str(request.getfixturevalue("postgres_url"))
    engine = create_engine(store_url(url))
    with engine.connect() as found:
        step_to(found, "operations", BEFORE)
        row = PERSON | {"id": uuid4().hex}
        columns, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
        found.execute(text(f"INSERT INTO travelers ({columns}) VALUES ({marks})"), row)
        yield found
    engine.dispose()


@pytest.mark.story("2.7")
def test_names_are_filled_in(connection: Connection) -> None:
    step_to(connection, "operations", AFTER)

    found = connection.execute(text("SELECT by_last_name, by_first_name, by_email FROM travelers"))

    assert found.all() == [("de la cruz zoé", "zoé de la cruz", "zoe@example.test")]


def test_the_way_back_forgets_them_alone(connection: Connection) -> None:
    before = {one["name"] for one in inspect(connection).get_columns("travelers")}
    step_to(connection, "operations", AFTER)
    between = {one["name"] for one in inspect(connection).get_columns("travelers")}

    command.downgrade(_config(connection, "operations"), BEFORE)

    assert between - before == NAMES
    assert {one["name"] for one in inspect(connection).get_columns("travelers")} == before
    assert connection.execute(text("SELECT email FROM travelers")).scalar() == PERSON["email"]
