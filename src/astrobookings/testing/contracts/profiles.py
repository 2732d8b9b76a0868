"""What every adapter of `Profiles` must do."""

from datetime import date
from typing import Any

from attrs import evolve

from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.testing.builders import a_profile
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.records import (
    ChangesContract,
    SavesContract,
    TellsAbsenceContract,
)

__all__ = ["ProfilesContract"]


class ProfilesContract(
    SavesContract[SystemHarness, TravelerProfile],
    ChangesContract[SystemHarness, TravelerProfile],
    TellsAbsenceContract[SystemHarness],
):
    """The conventions; account and profile share an id, and so a change log."""

    kind = "profile"

    def make(self, store: SystemHarness, /) -> TravelerProfile:
        account = store.given_account()
        with store.writing():
            return store.profiles.add(a_profile(user_id=account.id))

    def changed(self, profile: TravelerProfile, /) -> TravelerProfile:
        return evolve(profile, birth_date=date(1964, 2, 29), address="Calle Mayor 2, Madrid")

    def save(self, store: SystemHarness, profile: TravelerProfile, /) -> TravelerProfile:
        return store.profiles.save(profile)

    def read(self, store: SystemHarness, key: Any, /) -> TravelerProfile:
        return store.profiles.get(key)
