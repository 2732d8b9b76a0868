"""Traveler profiles of record."""

from attrs import field, frozen

from astrobookings.adapters.mongo.collections.identity import PROFILES
from astrobookings.adapters.mongo.mapping import shape_of
from astrobookings.adapters.mongo.store import MongoStore
from astrobookings.adapters.mongo.store.records import Records
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.kernel.ids import UserId

__all__ = ["MongoProfiles"]

PROFILE = shape_of("profile", TravelerProfile, PROFILES.name, key="user_id")


@frozen
class MongoProfiles:
    store: MongoStore
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
