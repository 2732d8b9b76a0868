"""Traveler profiles in memory."""

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.kernel.ids import UserId

__all__ = ["MemoryProfiles"]


class MemoryProfiles:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[TravelerProfile] = Records(store, "profile")

    def get(self, user_id: UserId) -> TravelerProfile:
        return self._records.get(user_id)

    def add(self, profile: TravelerProfile) -> TravelerProfile:
        return self._records.add(profile)

    def save(self, profile: TravelerProfile) -> TravelerProfile:
        return self._records.save(profile)
