"""The database itself keeps the entry log, and finds words by an index."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.sql import SqlEntryLog, SqlStore
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.monitoring.entries import EntryFilter, Level
from astrobookings.domain.monitoring.words import sought
from astrobookings.testing.builders import NOW, an_entry

from .conftest import Copies

DAY = timedelta(days=1)
KEEPING = "append-only"


@pytest.fixture
def store(new_database: Copies) -> Iterator[SqlStore]:
    """Give an empty system store."""
    made = SqlStore(new_database("system"), MemoryIds())
    yield made
    made.close()


@pytest.fixture
def log(store: SqlStore) -> SqlEntryLog:
    """Give a log with an old entry and a new one."""
    made = SqlEntryLog(store)
    made.append([an_entry(at=NOW - 2 * DAY, message="old"), an_entry(message="new")])
    return made


def messages(log: SqlEntryLog, words: str = "") -> list[str]:
    wanted = EntryFilter(sought=sought(words)) if words else EntryFilter()
    return [entry.message for entry in log.search(PageRequest(), wanted).items]


def alter(store: SqlStore, statement: str) -> int:
    """Do what no code of ours does; how many rows it reached."""
    with store.engine.connect() as connection:
        return connection.execute(text(statement)).rowcount


@pytest.mark.story("6.1")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET message = 'nothing happened'",
        "UPDATE entries SET words = '' WHERE level = 'info'",
        "DELETE FROM entries",
        "DELETE FROM entries WHERE message = 'old'",
        "DELETE FROM entry_retention",
        "UPDATE entry_retention SET kept_from = '2999-01-01'",
    ],
)
def test_the_entry_log_only_grows(store: SqlStore, log: SqlEntryLog, statement: str) -> None:
    log.forget_before(NOW - 3 * DAY, 1)

    with pytest.raises(DBAPIError, match=KEEPING):
        alter(store, statement)

    assert messages(log) == ["new", "old"]
    assert messages(log, "old") == ["old"]


def test_only_what_was_given_up_on_record_can_be_deleted(store: SqlStore, log: SqlEntryLog) -> None:
    log.append([an_entry(at=NOW - 2 * DAY, message="older")])
    log.forget_before(NOW - DAY, 1)

    with pytest.raises(DBAPIError, match=KEEPING):
        alter(store, "DELETE FROM entries")
    alter(store, "DELETE FROM entries WHERE message IN ('old', 'older')")

    assert messages(log) == ["new"]
    assert alter(store, "SELECT 1 FROM entry_retention") != 0


@pytest.mark.parametrize("table", ["entries", "entry_retention"])
def test_a_log_on_postgres_is_not_emptied_either(new_postgres: Copies, table: str) -> None:
    system = SqlStore(new_postgres("system"), MemoryIds())
    with closing(system) as store, pytest.raises(DBAPIError, match=KEEPING):
        alter(store, f"TRUNCATE {table}")


def test_an_entry_on_sqlite_cannot_be_replaced(new_sqlite: Copies) -> None:
    store = SqlStore(new_sqlite("system"), MemoryIds())
    log = SqlEntryLog(store)
    log.append([an_entry(message="new")])
    columns = "number, id, at, level, component, event, request_id, facts, trace, words"

    alter(
        store,
        f"INSERT OR REPLACE INTO entries ({columns}, message) SELECT {columns}, 'x' FROM entries",
    )

    assert messages(log) == ["new"]
    store.close()


def plan(store: SqlStore, wanted: EntryFilter) -> str:
    """How the database looks for the first page."""
    asked = SqlEntryLog(store).found(wanted)
    statement = asked.order_by(text("entries.at DESC"), text("entries.id DESC")).limit(50)
    told = statement.compile(store.engine, compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN" if store.postgres else "EXPLAIN QUERY PLAN"
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql(f"{explain} {str(told).replace('%', '%%')}").all()
    return "\n".join(str(row) for row in rows)


@pytest.mark.story("6.2")
@pytest.mark.parametrize(
    ("wanted", "sqlite", "postgres"),
    [
        (EntryFilter(sought=sought("payment needl*")), "entry_words", "ix_entries_words"),
        (EntryFilter(level=Level.ERROR), "ix_entries_troubles", "ix_entries_troubles"),
        (EntryFilter(request_id="r-1"), "ix_entries_request", "ix_entries_request"),
        (EntryFilter(event="seats-held"), "ix_entries_event", "ix_entries_event"),
        (EntryFilter(since=NOW), "ix_entries_at", "ix_entries_at"),
    ],
)
def test_searches_enter_by_an_index(
    store: SqlStore, log: SqlEntryLog, wanted: EntryFilter, sqlite: str, postgres: str
) -> None:
    words = ("payment", "declined", "captured", "seats", "held")
    log.append([an_entry(message="payment in the needle's eye")])
    for number in range(5):
        log.append(
            [
                an_entry(
                    at=NOW - timedelta(seconds=number * 200 + place),
                    message=f"{words[place % 5]} {number} x{place}",
                    event=f"event-{place % 7}",
                    request_id=f"r-{number}-{place}",
                    level=Level.ERROR if place % 50 == 0 else Level.INFO,
                )
                for place in range(200)
            ]
        )
    with store.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")

    found = plan(store, wanted)

    assert (postgres if store.postgres else sqlite) in found
    assert "SCAN entries\n" not in f"{found}\n"
    assert "Seq Scan" not in found
