"""What every adapter of `Rockets` must do."""

from operator import attrgetter
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.rockets import RocketSort
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.agencies.rocket import Rocket, RocketInUse
from astrobookings.domain.kernel.errors import NotFound, Stale
from astrobookings.testing.builders import a_rocket, an_agency
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.paging import (
    few_examples,
    first,
    limits,
    names,
    refuses_foreign_cursors,
    walk,
)
from astrobookings.testing.contracts.records import (
    ChangesContract,
    LocksContract,
    SavesContract,
    TellsAbsenceContract,
)

__all__ = ["RocketsContract"]


class RocketsContract(
    SavesContract[OperationsHarness, Rocket],
    ChangesContract[OperationsHarness, Rocket],
    LocksContract[OperationsHarness, Rocket],
    TellsAbsenceContract[OperationsHarness],
):
    """The conventions, deletion, and the fleet by name."""

    kind = "rocket"

    def make(self, store: OperationsHarness, /) -> Rocket:
        with store.writing():
            agency = store.agencies.add(an_agency())
            return store.rockets.add(a_rocket(agency_id=agency.id))

    def changed(self, rocket: Rocket, /) -> Rocket:
        return evolve(rocket, name="Egret", capacity=rocket.capacity + 1)

    def save(self, store: OperationsHarness, rocket: Rocket, /) -> Rocket:
        return store.rockets.save(rocket)

    def read(self, store: OperationsHarness, key: Any, /) -> Rocket:
        return store.rockets.get(key)

    def lock(self, store: OperationsHarness, key: Any, /) -> Rocket:
        return store.rockets.lock(key)

    def test_a_deleted_rocket_is_gone_and_the_log_tells(self, store: OperationsHarness) -> None:
        rocket = self.make(store)

        with store.writing() as origin:
            store.rockets.delete(rocket)

        with pytest.raises(NotFound):
            store.rockets.get(rocket.id)
        last = store.changes.of(rocket.id)[-1]
        assert (last.fields["name"].old, last.fields["name"].new) == (rocket.name, None)
        assert last.origin == origin

    def test_a_stale_rocket_is_not_deleted(self, store: OperationsHarness) -> None:
        rocket = self.make(store)
        with store.writing():
            saved = store.rockets.save(self.changed(rocket))

        with store.writing(), pytest.raises(Stale):
            store.rockets.delete(rocket)

        assert store.rockets.get(rocket.id) == saved

    @pytest.mark.parametrize("status", [LaunchStatus.SCHEDULED, LaunchStatus.ABORTED])
    def test_a_rocket_that_a_launch_names_is_not_deleted(
        self, store: OperationsHarness, status: LaunchStatus
    ) -> None:
        launch = store.given_launch(status=status)
        rocket = store.rockets.get(launch.rocket_id)

        with pytest.raises(RocketInUse), store.writing():
            store.rockets.delete(rocket)

        assert store.rockets.get(rocket.id) == rocket

    @few_examples
    @given(called=st.lists(names(), max_size=12), wanted=limits())
    def test_the_pages_of_a_fleet_are_complete_by_name(
        self, store: OperationsHarness, called: list[str], wanted: list[int]
    ) -> None:
        self.make(store)
        with store.writing():
            owner = store.agencies.add(an_agency()).id
            made = [store.rockets.add(a_rocket(agency_id=owner, name=one)) for one in called]

        listed = walk(lambda page: store.rockets.of_agency(owner, page), wanted)

        assert listed == sorted(made, key=lambda one: (one.name, one.id))

    @few_examples
    @given(
        built=st.lists(st.tuples(names(), st.integers(1, 3)), max_size=8),
        sort=st.sampled_from(RocketSort),
        wanted=limits(),
    )
    def test_a_fleet_comes_in_every_order(
        self,
        store: OperationsHarness,
        built: list[tuple[str, int]],
        sort: RocketSort,
        wanted: list[int],
    ) -> None:
        with store.writing():
            owner = store.agencies.add(an_agency()).id
            made = [
                store.rockets.add(a_rocket(agency_id=owner, name=name, capacity=capacity))
                for name, capacity in built
            ]

        listed = walk(lambda page: store.rockets.of_agency(owner, page, sort=sort), wanted)

        by = attrgetter(sort.removeprefix("-"), "id")
        assert listed == sorted(made, key=by, reverse=sort.startswith("-"))

    def test_a_fleet_is_narrowed_by_range_and_text(self, store: OperationsHarness) -> None:
        with store.writing():
            owner = store.agencies.add(an_agency()).id
            near, far = (
                store.rockets.add(a_rocket(agency_id=owner, name=name, model=model, range=range_))
                for name, model, range_ in (
                    ("Ñandú", "I", Destination.ISS),
                    ("Zorro", "X-9", Destination.MARS),
                )
            )

        def listed(**wanted: Any) -> list[Rocket]:
            return first(lambda page: store.rockets.of_agency(owner, page, **wanted))

        assert listed(reaches=Destination.ISS) == [far, near]
        assert listed(reaches=Destination.MOON) == [far]
        assert listed(text="ÑANDÚ") == [near]
        assert listed(text="x-9") == [far]
        assert listed(text="%") == []

    def test_rockets_that_launches_name_are_used(self, store: OperationsHarness) -> None:
        launch, idle = store.given_launch(status=LaunchStatus.ABORTED), self.make(store)

        assert store.rockets.used([launch.rocket_id, idle.id]) == {launch.rocket_id}
        assert store.rockets.used([idle.id]) == frozenset()
        assert store.rockets.used(()) == frozenset()

    def test_an_agency_without_rockets_has_an_empty_fleet(self, store: OperationsHarness) -> None:
        self.make(store)
        stranger = an_agency().id

        assert first(lambda page: store.rockets.of_agency(stranger, page)) == []

    def test_a_foreign_cursor_is_invalid(self, store: OperationsHarness) -> None:
        owner = an_agency().id

        refuses_foreign_cursors(lambda page: store.rockets.of_agency(owner, page))
