"""Second factors of record."""

from attrs import field, frozen

from astrobookings.adapters.mongo.collections.identity import SECOND_FACTORS
from astrobookings.adapters.mongo.mapping import shape_of
from astrobookings.adapters.mongo.store import MongoStore
from astrobookings.adapters.mongo.store.records import Records
from astrobookings.domain.identity.second_factor import SecondFactor
from astrobookings.domain.kernel.ids import UserId

__all__ = ["MongoSecondFactors"]

SECOND_FACTOR = shape_of("second_factor", SecondFactor, SECOND_FACTORS.name, key="user_id")


@frozen
class MongoSecondFactors:
    store: MongoStore
    _records: Records[SecondFactor] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[SecondFactor]:
        return Records(self.store, SECOND_FACTOR)

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
