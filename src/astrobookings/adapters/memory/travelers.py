"""Billing copies of travelers in memory."""

from attrs import evolve

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.ids import UserId

__all__ = ["MemoryTravelers"]


class MemoryTravelers:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[BillingCopy] = Records(store, "billing_copy")

    def find(self, user_id: UserId) -> BillingCopy | None:
        return self._records.find(user_id)

    def put(self, copy: BillingCopy) -> bool:
        current = self._records.find(copy.id)
        if current is None:
            self._records.add(copy)
            return True
        if current.source_version >= copy.source_version:
            return False
        kept = evolve(copy, version=current.version, created_at=current.created_at)
        self._records.save(kept)
        return True
