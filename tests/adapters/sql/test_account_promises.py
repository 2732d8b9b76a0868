"""The database refuses accounts and second factors that must never be; users lie along indexes."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.sql import SqlStore
from astrobookings.testing.builders import NOW, a_link, a_second_factor
from astrobookings.testing.contracts.harness import SystemHarness
from tests.contracts.stores import sql_system

from .conftest import Copies


@pytest.fixture
def store(new_database: Copies) -> Iterator[SqlStore]:
    """Give a system store with an account, a second factor that was begun, and a link."""
    made = SqlStore(new_database("system"), MemoryIds())
    system: SystemHarness = sql_system(made, MemoryClock(NOW))
    account = system.given_account()
    with system.writing():
        system.second_factors.add(a_second_factor(user_id=account.id))
        system.links.add(a_link(user_id=account.id))
    yield made
    made.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE users SET suspended_from = 'active'",
        "UPDATE users SET status = 'suspended', suspended_from = 'closed'",
        "UPDATE second_factors SET last_step = 7",
        "UPDATE second_factors SET confirmed_at = created_at",
        "UPDATE second_factors SET secret = NULL",
        "INSERT INTO second_factors SELECT * FROM second_factors",
        "UPDATE links SET kind = 'gift'",
    ],
)
def test_a_broken_rule_is_refused(store: SqlStore, statement: str) -> None:
    with store.engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE users SET status = 'suspended', suspended_from = 'unconfirmed'",
        "UPDATE second_factors SET last_step = 7, confirmed_at = created_at",
        "UPDATE links SET kind = 'invitation'",
    ],
)
def test_what_may_be_is_taken(store: SqlStore, statement: str) -> None:
    with store.engine.connect() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("order", "index"),
    [("last_name, first_name, id", "ix_users_name"), ("created_at, id", "ix_users_created")],
)
@pytest.mark.parametrize("way", ["", " DESC"])
def test_users_are_listed_along_an_index(store: SqlStore, order: str, index: str, way: str) -> None:
    explain = "EXPLAIN" if store.postgres else "EXPLAIN QUERY PLAN"
    turned = ", ".join(f"{column}{way}" for column in order.split(", "))
    asked = f"{explain} SELECT * FROM users WHERE role = 'employee' ORDER BY {turned} LIMIT 51"

    with store.engine.connect() as connection:
        if store.postgres:
            connection.execute(text("SET enable_seqscan = off"))
        plan = "\n".join(str(row) for row in connection.execute(text(asked)))

    assert index in plan
    assert "TEMP B-TREE" not in plan
