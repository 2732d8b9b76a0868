"""Traveler profiles of record."""

from attrs import field, frozen

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.system import profiles
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.kernel.ids import UserId

__all__ = ["SqlProfiles"]

PROFILE = shape_of("profile", TravelerProfile, profiles)


@frozen
class SqlProfiles:
    store: SqlStore
    _records: Records[TravelerProfile] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[TravelerProfile]:
        return Records(self.store, PROFILE)

    def get(self, user_id: UserId) -> TravelerProfile:
        return self._records.get(user_id)

    def add(self, profile: TravelerProfile) -> TravelerProfile:
        return self._records.add(profile)

    def save(self, profile: TravelerProfile) -> TravelerProfile:
        return self._records.save(profile)
