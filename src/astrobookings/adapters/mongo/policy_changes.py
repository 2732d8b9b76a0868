"""Decisions about policies."""

from collections.abc import Sequence

from attrs import field, frozen

from astrobookings.adapters.mongo.collections.policies import POLICY_CHANGES
from astrobookings.adapters.mongo.mapping import shape_of
from astrobookings.adapters.mongo.store import MongoStore
from astrobookings.adapters.mongo.store.records import Records
from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.policies.changes import PolicyChange

__all__ = ["MongoPolicyChanges"]

POLICY_CHANGE = shape_of("policy_change", PolicyChange, POLICY_CHANGES.name)


@frozen
class MongoPolicyChanges:
    store: MongoStore
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
        return self._records.all({"number": {"$gt": number}}, sort=[("number", 1)])
