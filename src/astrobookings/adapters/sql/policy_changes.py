"""Decisions about policies."""

from collections.abc import Sequence

from attrs import field, frozen

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.system_policies import policy_changes
from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.policies.changes import PolicyChange

__all__ = ["SqlPolicyChanges"]

POLICY_CHANGE = shape_of("policy_change", PolicyChange, policy_changes)


@frozen
class SqlPolicyChanges:
    """The index of numbers lets one of two that decide at once know of the other."""

    store: SqlStore
    _records: Records[PolicyChange] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[PolicyChange]:
        return Records(self.store, POLICY_CHANGE)

    def add(self, change: PolicyChange) -> PolicyChange:
        added = self._records.added(change, ("number",))
        if added is None:
            raise Stale("policy_change")
        return added

    def after(self, number: int) -> Sequence[PolicyChange]:
        later = self._records.select().where(policy_changes.c.number > number)
        return self._records.all(later.order_by(policy_changes.c.number))
