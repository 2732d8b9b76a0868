"""What every adapter of `Launches` must do."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.launches import LaunchFilter, LaunchSort
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import (
    Delay,
    Launch,
    LaunchStatus,
    SlugTaken,
    StatusChange,
    TurnAroundTooShort,
)
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import DelayId
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.builders import NOW, a_launch, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.paging import (
    few_examples,
    first,
    limits,
    refuses_foreign_cursors,
    walk,
)
from astrobookings.testing.contracts.records import (
    ChangesContract,
    LocksContract,
    SavesContract,
    TellsAbsenceContract,
)

__all__ = ["LaunchesContract"]

DAY = timedelta(hours=24)
INSTANT = timedelta(microseconds=1)


def _beside(launch: Launch, after: timedelta, **fields: Any) -> Launch:
    """Another launch of the same rocket, *after* the first."""
    return a_launch(
        agency_id=launch.agency_id,
        rocket_id=launch.rocket_id,
        spaceport_id=launch.spaceport_id,
        launch_at=launch.launch_at + after,
        **fields,
    )


class LaunchesContract(
    SavesContract[OperationsHarness, Launch],
    ChangesContract[OperationsHarness, Launch],
    LocksContract[OperationsHarness, Launch],
    TellsAbsenceContract[OperationsHarness],
):
    """The conventions, slugs, turn-around, and the launches of an agency and of a rocket."""

    kind = "launch"

    def make(self, store: OperationsHarness, /) -> Launch:
        return store.given_launch(general_sale_at=NOW + timedelta(days=2))

    def changed(self, launch: Launch, /) -> Launch:
        later = launch.launch_at + timedelta(days=3, microseconds=7)
        delay = Delay(
            id=DelayId(launch.id),
            at=NOW,
            launch_at_before=launch.launch_at,
            launch_at=later,
            reason="Weather",
        )
        entry = StatusChange(at=NOW, status=LaunchStatus.DELAYED, launch_at=later, reason="Weather")
        return evolve(
            launch,
            status=LaunchStatus.DELAYED,
            launch_at=later,
            price=Money.of("1.01"),
            general_sale_at=None,
            delays=(delay,),
            history=(entry,),
        )

    def save(self, store: OperationsHarness, launch: Launch, /) -> Launch:
        return store.launches.save(launch)

    def read(self, store: OperationsHarness, key: Any, /) -> Launch:
        return store.launches.get(key)

    def lock(self, store: OperationsHarness, key: Any, /) -> Launch:
        return store.launches.lock(key)

    def test_a_change_tells_money_and_status_as_text(self, store: OperationsHarness) -> None:
        added = self.make(store)
        with store.writing():
            self.save(store, self.changed(added))

        _, change = store.changes.of(added.id)

        assert change.fields["price"].old == str(added.price.amount)
        assert change.fields["price"].new == "1.01"
        assert change.fields["status"].new == "delayed"

    def test_saving_a_launch_leaves_its_seats_alone(self, store: OperationsHarness) -> None:
        launch = self.make(store)
        store.given_hold(launch, seats=(2, 5), vip=True)

        with store.writing():
            store.launches.save(self.changed(store.launches.get(launch.id)))

        assert store.taken(launch.id) == {2, 5}

    def test_a_taken_slug_is_refused(self, store: OperationsHarness) -> None:
        launch = self.make(store)
        second = _beside(launch, 5 * DAY, slug=launch.slug)

        with pytest.raises(SlugTaken) as caught, store.writing():
            store.launches.add(second)

        assert caught.value.slug == launch.slug
        with pytest.raises(NotFound):
            store.launches.get(second.id)

    @pytest.mark.parametrize("after", [timedelta(0), DAY - INSTANT, INSTANT - DAY])
    def test_a_rocket_needs_a_day_between_launches(
        self, store: OperationsHarness, after: timedelta
    ) -> None:
        launch = self.make(store)

        with pytest.raises(TurnAroundTooShort), store.writing():
            store.launches.add(_beside(launch, after))

        assert store.launches.of_rocket(launch.rocket_id)[0] == launch
        assert len(store.launches.of_rocket(launch.rocket_id)) == 1

    @pytest.mark.parametrize("after", [DAY, -DAY])
    def test_a_day_between_launches_is_enough(
        self, store: OperationsHarness, after: timedelta
    ) -> None:
        launch = self.make(store)

        with store.writing():
            store.launches.add(_beside(launch, after))

        assert len(store.launches.of_rocket(launch.rocket_id)) == 2

    def test_an_aborted_launch_does_not_hinder_another(self, store: OperationsHarness) -> None:
        launch = self.make(store)
        with store.writing():
            store.launches.save(evolve(launch, status=LaunchStatus.ABORTED))
            store.launches.add(_beside(launch, timedelta(0)))

        assert len(store.launches.of_rocket(launch.rocket_id)) == 2

    @pytest.mark.parametrize("status", [LaunchStatus.FAILED, LaunchStatus.SUCCESSFUL])
    def test_a_flown_launch_hinders_another(
        self, store: OperationsHarness, status: LaunchStatus
    ) -> None:
        launch = self.make(store)
        with store.writing():
            store.launches.save(evolve(launch, status=status))

        with pytest.raises(TurnAroundTooShort), store.writing():
            store.launches.add(_beside(launch, timedelta(hours=1)))

    def test_a_launch_is_not_moved_too_near_to_another(self, store: OperationsHarness) -> None:
        launch = self.make(store)
        with store.writing():
            second = store.launches.add(_beside(launch, 3 * DAY))

        with pytest.raises(TurnAroundTooShort), store.writing():
            store.launches.save(evolve(launch, launch_at=second.launch_at - DAY + INSTANT))

        assert store.launches.get(launch.id) == launch

    def test_launches_of_a_rocket_come_by_date(self, store: OperationsHarness) -> None:
        launch = self.make(store)
        self.make(store)
        with store.writing():
            for after in (2 * DAY, -2 * DAY):
                store.launches.add(_beside(launch, after))

        dates = [one.launch_at for one in store.launches.of_rocket(launch.rocket_id)]

        assert dates == [launch.launch_at - 2 * DAY, launch.launch_at, launch.launch_at + 2 * DAY]

    @few_examples
    @given(days=st.lists(st.integers(0, 5), max_size=8), wanted=limits())
    def test_the_pages_of_an_agency_are_complete_by_date(
        self, store: OperationsHarness, days: list[int], wanted: list[int]
    ) -> None:
        first_one = self.make(store)
        made = [
            store.given_launch(
                agency_id=first_one.agency_id, launch_at=first_one.launch_at + day * DAY
            )
            for day in days
        ]

        listed = walk(lambda page: store.launches.of_agency(first_one.agency_id, page), wanted)

        expected = sorted([first_one, *made], key=lambda one: (one.launch_at, one.id))
        assert listed == expected

    @few_examples
    @given(days=st.lists(st.integers(0, 3), max_size=5), wanted=limits())
    def test_the_latest_launches_may_come_first(
        self, store: OperationsHarness, days: list[int], wanted: list[int]
    ) -> None:
        owner = self.make(store).agency_id
        for day in days:
            store.given_launch(agency_id=owner, launch_at=NOW + (99 + day) * DAY)

        def listed(sort: LaunchSort) -> list[Launch]:
            return walk(
                lambda page: store.launches.of_agency(owner, page, LaunchFilter(), sort), wanted
            )

        assert listed(LaunchSort.DATE_DESCENDING) == listed(LaunchSort.DATE)[::-1]

    def test_the_launches_of_an_agency_are_narrowed_by_each_filter(
        self, store: OperationsHarness
    ) -> None:
        owner = self.make(store).agency_id
        wanted = store.given_launch(
            agency_id=owner,
            status=LaunchStatus.ABORTED,
            destination=Destination.MARS,
            launch_at=NOW + 77 * DAY,
            slug=f"quaoar-{fresh_id()}",
        )
        date = wanted.launch_at
        filters = [
            LaunchFilter(status=LaunchStatus.ABORTED),
            LaunchFilter(destination=Destination.MARS),
            LaunchFilter(from_date=date, to_date=date),
            LaunchFilter(text="QUAOAR"),
        ]

        found = [first(partial(store.launches.of_agency, owner, filter_=one)) for one in filters]

        assert found == [[wanted]] * 4
        none = LaunchFilter(from_date=date + INSTANT, to_date=date + DAY)
        assert first(lambda page: store.launches.of_agency(owner, page, none)) == []

    def test_a_launch_is_found_by_every_name_it_carries(self, store: OperationsHarness) -> None:
        launch = self.make(store)
        names = (
            store.agencies.get(launch.agency_id).company_name,
            store.rockets.get(launch.rocket_id).name,
            store.spaceports.get(launch.spaceport_id).name,
        )

        for name in names:
            called = LaunchFilter(text=name.upper())
            found = first(partial(store.launches.of_agency, launch.agency_id, filter_=called))
            assert found == [launch]

    def test_a_foreign_cursor_is_invalid(self, store: OperationsHarness) -> None:
        owner = self.make(store).agency_id

        refuses_foreign_cursors(lambda page: store.launches.of_agency(owner, page))

    def test_slugs_alike_are_the_slug_and_its_numbered_variants(
        self, store: OperationsHarness
    ) -> None:
        slug = f"heron-{fresh_id()}"
        for ending in ("", "-2", "-13", "-2b", "x", "-moon-2"):
            store.given_launch(slug=slug + ending)

        assert store.launches.slugs_like(slug) == {slug, f"{slug}-2", f"{slug}-13"}
        assert store.launches.slugs_like(f"{slug}-none") == frozenset()

    def test_sales_of_open_launches_stop_and_resume(self, store: OperationsHarness) -> None:
        launch = self.make(store)
        final = store.given_launch(agency_id=launch.agency_id, status=LaunchStatus.FAILED)
        other = self.make(store)

        with store.writing():
            stopped = store.launches.suspend_sales(launch.agency_id, suspended=True)
            again = store.launches.suspend_sales(launch.agency_id, suspended=True)

        assert (stopped, again) == (1, 0)
        assert store.launches.get(launch.id).suspended
        assert store.launches.get(launch.id).version == launch.version + 1
        assert not store.launches.get(final.id).suspended
        assert not store.launches.get(other.id).suspended
        change = store.changes.of(launch.id)[-1]
        assert (change.fields["suspended"].old, change.fields["suspended"].new) == (False, True)

        with store.writing():
            assert store.launches.suspend_sales(launch.agency_id, suspended=False) == 1
        assert not store.launches.get(launch.id).suspended
