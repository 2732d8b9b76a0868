"""Second factors in memory."""

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.identity.second_factor import SecondFactor
from astrobookings.domain.kernel.ids import UserId

__all__ = ["MemorySecondFactors"]


class MemorySecondFactors:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[SecondFactor] = Records(store, "second_factor")

    def find(self, user_id: UserId) -> SecondFactor | None:
        return self._records.find(user_id)

    def lock(self, user_id: UserId) -> SecondFactor:
        return self._records.lock(user_id)

    def add(self, factor: SecondFactor) -> SecondFactor:
        return self._records.add(factor)

    def save(self, factor: SecondFactor) -> SecondFactor:
        return self._records.save(factor)

    def delete(self, factor: SecondFactor) -> None:
        self._records.delete(factor)
