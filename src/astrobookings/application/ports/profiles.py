"""Traveler profiles of record (SystemDB)."""

from typing import Protocol

from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.kernel.ids import UserId

__all__ = ["Profiles"]


class Profiles(Protocol):
    """Contact and tax data of travelers, one for each traveler account."""

    def get(self, user_id: UserId) -> TravelerProfile:
        """Raises: NotFound."""
        ...

    def add(self, profile: TravelerProfile) -> TravelerProfile: ...

    def save(self, profile: TravelerProfile) -> TravelerProfile:
        """Raises: Stale."""
        ...
