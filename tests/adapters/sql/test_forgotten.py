"""The change log gives up what it says of persons who are gone, and nothing else."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from astrobookings.adapters.sql import SqlStore
from astrobookings.domain.kernel.ids import UserId
from astrobookings.testing.builders import a_billing_copy, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness


def alter(store: SqlStore, statement: str) -> None:
    """Do what no code of ours does."""
    with store.engine.connect() as connection:
        connection.execute(text(statement))


@pytest.fixture
def forgotten(operations: OperationsHarness) -> UserId:
    """Give somebody who is gone, beside somebody who is not."""
    people = [UserId(fresh_id()) for _ in range(2)]
    with operations.writing():
        for person in people:
            operations.travelers.put(a_billing_copy(id=person))
    with operations.writing():
        operations.person_records.forget(people[0])
    return people[0]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE changes SET kind = 'other'",
        "UPDATE changes SET version = version + 1 WHERE key IN (SELECT key FROM forgotten)",
        "UPDATE changes SET fields = '{}' WHERE key NOT IN (SELECT key FROM forgotten)",
        "DELETE FROM changes WHERE key IN (SELECT key FROM forgotten)",
    ],
)
def test_only_values_of_forgotten_records_may_go(
    store: SqlStore, forgotten: UserId, statement: str
) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        alter(store, statement)


def test_values_of_forgotten_records_may_go(store: SqlStore, forgotten: UserId) -> None:
    alter(store, "UPDATE changes SET fields = '{}' WHERE key IN (SELECT key FROM forgotten)")
