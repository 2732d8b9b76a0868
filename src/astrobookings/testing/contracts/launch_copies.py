"""What every adapter of `LaunchCopies` must do; reads answer to the suite of `LaunchBoard`."""

from datetime import timedelta
from uuid import UUID

from attrs import evolve

from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.application.ports.launch_copies import LaunchCopies, LaunchSnapshot, OpenHold
from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.builders import NOW, a_launch
from astrobookings.testing.contracts.copies import CompletedContract, CopiesContract
from astrobookings.testing.contracts.harness import SystemHarness

__all__ = ["LaunchCopiesContract"]

BEFORE_ALL_HOLDS = NOW - timedelta(days=1)


class LaunchCopiesContract(
    CopiesContract[SystemHarness, LaunchSnapshot], CompletedContract[SystemHarness, LaunchSnapshot]
):
    """The conventions of copies."""

    def copies(self, store: SystemHarness, /) -> LaunchCopies:
        return store.launch_copies

    def a_copy(self, version: int, /, *, like: LaunchSnapshot | None = None) -> LaunchSnapshot:
        launch = a_launch() if like is None else like.card.launch
        card = LaunchCard(
            launch=evolve(launch, price=Money.of(1000 + version)),
            seats_left=8,
            agency_name="Apogee",
            reliability=Reliability.NEW,
            rocket_name="Petrel",
            rocket_model="IV",
            spaceport_name="Mojave",
            spaceport_location="California",
            time_zone="America/Los_Angeles",
        )
        return LaunchSnapshot(card=card, source_version=version)

    def found(self, store: SystemHarness, key: UUID, /) -> LaunchSnapshot:
        card = store.launch_copies.get(key, now=BEFORE_ALL_HOLDS)
        version = store.launch_copies.versions([key])[key]
        return LaunchSnapshot(card=card, source_version=version)

    def edited(self, copy: LaunchSnapshot, /) -> LaunchSnapshot:
        return evolve(copy, card=evolve(copy.card, agency_name=f"{copy.card.agency_name}!"))

    def test_seats_of_holds_are_left_once_they_are_overdue(self, store: SystemHarness) -> None:
        holds = (OpenHold(NOW, 2), OpenHold(NOW + timedelta(hours=1), 3))
        copy = evolve(self.a_copy(1), holds=holds)
        self.put(store, copy)

        def left(hours: int) -> int:
            now = NOW + timedelta(hours=hours)
            return store.launch_copies.get(copy.id, now=now).seats_left

        assert [left(-1), left(0), left(1)] == [8, 10, 13]
