"""Decisions about policies in memory."""

from collections.abc import Sequence

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.policies.changes import PolicyChange

__all__ = ["MemoryPolicyChanges"]


class MemoryPolicyChanges:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._records: Records[PolicyChange] = Records(store, "policy_change")

    def add(self, change: PolicyChange) -> PolicyChange:
        _ = self._store.origin
        if any(one.number == change.number for one in self._records.all()):
            raise Stale("policy_change")
        return self._records.add(change)

    def after(self, number: int) -> Sequence[PolicyChange]:
        found = (one for one in self._records.all() if one.number > number)
        return tuple(sorted(found, key=lambda one: one.number))
