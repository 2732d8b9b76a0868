"""The store of decisions about policies keeps its contract."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from astrobookings.adapters.sql.policy_changes import SqlPolicyChanges
from astrobookings.adapters.sql.tables.system_policies import policy_changes
from astrobookings.testing.builders import a_policy_change
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.policy_changes import PolicyChangesContract
from tests.contracts.stores import OnSystem


class TestPolicyChanges(OnSystem, PolicyChangesContract):
    pass


class TestNothingIsRewritten(OnSystem):
    """The database itself keeps every decision as it was made."""

    technologies = ("sqlite", "postgres")

    @pytest.mark.parametrize(
        "statement", [update(policy_changes).values(reason="another"), delete(policy_changes)]
    )
    def test_a_decision_stays(self, store: SystemHarness, statement: object) -> None:
        with store.writing():
            kept = store.policy_changes.add(a_policy_change())
        adapter = store.policy_changes
        assert isinstance(adapter, SqlPolicyChanges)

        with pytest.raises(DBAPIError), store.writing():
            adapter.store.write(statement)  # type: ignore[arg-type]

        assert list(store.policy_changes.after(0)) == [kept]
