"""Exports in the database are what they may be, whatever the code does."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.sql import SqlExports, SqlStore, Which
from astrobookings.application.ports.exports import PieceOf
from astrobookings.testing.builders import NOW, an_export, an_origin


@pytest.fixture
def store(new_database: Callable[[Which], str]) -> Iterator[SqlStore]:
    """Give a store with an export and a piece of it."""
    with closing(SqlStore(new_database("system"), MemoryIds(MemoryClock(NOW)))) as store:
        exports = SqlExports(store)
        with store.transaction(an_origin()):
            export = exports.add(an_export())
            exports.keep(export.id, PieceOf.ROWS, 0, b"rows")
        yield store


def alter(store: SqlStore, statement: str) -> None:
    with store.engine.connect() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE exports SET kind = 'passports'",
        "UPDATE exports SET format = 'pdf'",
        "UPDATE exports SET status = 'lost'",
        "UPDATE exports SET since = '2028-01-01'",
        "UPDATE exports SET seen = total + 1",
        "UPDATE exports SET version = 0",
        "UPDATE export_pieces SET of = 'pictures'",
        "UPDATE export_pieces SET number = -1",
        "INSERT INTO export_pieces SELECT * FROM export_pieces",
    ],
)
def test_a_broken_rule_is_refused(store: SqlStore, statement: str) -> None:
    with pytest.raises(IntegrityError):
        alter(store, statement)


def test_no_piece_is_left_alone(store: SqlStore) -> None:
    alter(store, "DELETE FROM exports")

    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM export_pieces")).scalar() == 0
