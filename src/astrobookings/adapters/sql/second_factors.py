"""Second factors of record."""

from attrs import field, frozen

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.system_second_factors import second_factors
from astrobookings.domain.identity.second_factor import SecondFactor
from astrobookings.domain.kernel.ids import UserId

__all__ = ["SqlSecondFactors"]

SECOND_FACTOR = shape_of("second_factor", SecondFactor, second_factors)


@frozen
class SqlSecondFactors:
    store: SqlStore
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
