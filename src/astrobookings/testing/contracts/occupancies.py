"""What every adapter of `Occupancies` must do."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.occupancies import (
    LaunchOccupancy,
    OccupancyFilter,
    OccupancySort,
)
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.agencies.occupancy import Occupancy
from astrobookings.domain.booking.booking import SeatFare, complete
from astrobookings.domain.booking.offer import Verdict, Wanted
from astrobookings.domain.kernel.errors import Invalid, NotFound
from astrobookings.domain.kernel.ids import AgencyId, AttemptId, LaunchId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.builders import (
    NOW,
    PRICE,
    a_launch,
    a_rocket,
    a_spaceport,
    an_agency,
    fresh_id,
)
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.paging import (
    few_examples,
    first,
    limits,
    refuses_foreign_cursors,
    walk,
)

__all__ = ["OccupanciesContract"]

DAY = timedelta(days=1)


def sell(store: OperationsHarness, launch: Launch, seats: int) -> None:
    """Sell *seats* of *launch*, one traveler after the other."""
    for _ in range(seats):
        store.confirm(store.given_hold(launch, wanted=Wanted.seats(1)))


def given_agency(store: OperationsHarness) -> AgencyId:
    with store.writing():
        return store.agencies.add(an_agency()).id


def found(
    store: OperationsHarness,
    filter_: OccupancyFilter,
    sort: OccupancySort = OccupancySort.DATE,
) -> list[LaunchOccupancy]:
    now = store.clock.now()
    return first(lambda page: store.occupancies.list(filter_, sort, page, now=now))


def ids_of(listed: list[LaunchOccupancy]) -> list[LaunchId]:
    return [one.card.launch.id for one in listed]


class OccupanciesContract:
    """Counting, filters, sorts."""

    def test_seats_sold_held_and_left_are_counted(self, store: OperationsHarness) -> None:
        launch = store.given_launch(seats_total=9, minimum_occupancy=Decimal("0.5"))
        flown = store.confirm(store.given_hold(launch, wanted=Wanted.seats(2)))
        with store.writing():
            store.bookings.save(complete(flown, NOW))
        sell(store, launch, 1)
        store.expire(store.given_hold(launch))
        store.given_hold(launch, wanted=Wanted.seats(2))

        seen = store.occupancies.of(launch.id, now=store.clock.now())

        assert seen.occupancy == Occupancy(seats_total=9, sold=3, held=2, minimum=5)
        assert (seen.card.launch, seen.card.seats_left) == (store.launches.get(launch.id), 4)

    def test_a_lapsed_hold_is_neither_sold_nor_held(self, store: OperationsHarness) -> None:
        launch = store.given_launch(seats_total=9)
        sell(store, launch, 1)
        store.given_hold(launch, wanted=Wanted.seats(2))
        store.clock.move(timedelta(minutes=15))

        seen = store.occupancies.of(launch.id, now=store.clock.now())

        assert (seen.occupancy.sold, seen.occupancy.held, seen.card.seats_left) == (1, 0, 8)

    def test_seats_being_added_are_held(self, store: OperationsHarness) -> None:
        launch = store.given_launch(seats_total=9)
        booking = store.confirm(store.given_hold(launch, wanted=Wanted.seats(2)))
        verdict = Verdict(4, False, PRICE, PRICE)
        with store.writing():
            now, attempt = store.clock.now(), AttemptId(fresh_id())
            assert store.seat_ledger.take_more(booking, Wanted.seats(1), verdict, now=now) == (3,)
            adding = (SeatFare(3, PRICE),)
            store.bookings.reseat(evolve(booking, adding=adding, paying=attempt))

        seen = store.occupancies.of(launch.id, now=store.clock.now())

        assert (seen.occupancy.sold, seen.occupancy.held, seen.card.seats_left) == (2, 1, 6)

    def test_names_are_told(self, store: OperationsHarness) -> None:
        launch = store.given_launch()

        card = store.occupancies.of(launch.id, now=NOW).card

        assert card.agency_name == store.agencies.get(launch.agency_id).company_name
        assert card.rocket_name == store.rockets.get(launch.rocket_id).name
        assert card.spaceport_name == store.spaceports.get(launch.spaceport_id).name

    def test_what_is_not_there_is_not_found(self, store: OperationsHarness) -> None:
        with pytest.raises(NotFound):
            store.occupancies.of(LaunchId(fresh_id()), now=NOW)

    @pytest.mark.parametrize(
        ("share", "seats", "needed"),
        [("0.07", 100, 7), ("0.5", 5, 3), ("0", 5, 0), ("1", 5, 5), ("0.3333", 3, 1)],
    )
    def test_the_minimum_is_exact(
        self, store: OperationsHarness, share: str, seats: int, needed: int
    ) -> None:
        launch = store.given_launch(seats_total=seats, minimum_occupancy=Decimal(share))

        assert store.occupancies.of(launch.id, now=NOW).occupancy.minimum == needed

    def test_a_changed_minimum_counts_at_once(self, store: OperationsHarness) -> None:
        launch = store.given_launch(seats_total=10, minimum_occupancy=Decimal("0.5"))
        sell(store, launch, 2)
        wanted = OccupancyFilter(agency_id=launch.agency_id, viable=True)
        before = found(store, wanted)
        with store.writing():
            current = store.launches.lock(launch.id)
            store.launches.save(evolve(current, minimum_occupancy=Decimal("0.2")))

        assert before == []
        assert ids_of(found(store, wanted)) == [launch.id]

    def test_viable_launches_are_told_from_others(self, store: OperationsHarness) -> None:
        owner = given_agency(store)
        few, many = (
            store.given_launch(agency_id=owner, seats_total=4, launch_at=NOW + days * DAY)
            for days in (10, 20)
        )
        sell(store, few, 1)
        sell(store, many, 2)

        viable = [
            ids_of(found(store, OccupancyFilter(agency_id=owner, viable=wanted)))
            for wanted in (True, False, None)
        ]

        assert viable == [[many.id], [few.id], [few.id, many.id]]

    def test_launches_are_narrowed_by_each_filter(self, store: OperationsHarness) -> None:
        owner = given_agency(store)
        text = f"Quaoar {fresh_id()}"
        with store.writing():
            rocket = store.rockets.add(a_rocket(agency_id=owner, name=text))
            port = store.spaceports.add(a_spaceport())
            wanted = store.launches.add(
                a_launch(
                    agency_id=owner,
                    rocket_id=rocket.id,
                    spaceport_id=port.id,
                    destination=Destination.ISS,
                    launch_at=NOW + 50 * DAY,
                    status=LaunchStatus.DELAYED,
                )
            )
        store.given_launch(agency_id=owner, launch_at=NOW + 40 * DAY)
        store.given_launch(agency_id=owner, launch_at=NOW + 60 * DAY)
        filters: list[dict[str, Any]] = [
            {"status": LaunchStatus.DELAYED},
            {"destination": Destination.ISS},
            {"from_date": wanted.launch_at, "to_date": wanted.launch_at},
            {"text": "QUAOAR"},
        ]

        for one in filters:
            assert ids_of(found(store, OccupancyFilter(agency_id=owner, **one))) == [wanted.id]
        assert wanted.id in ids_of(found(store, OccupancyFilter(text=text)))
        assert found(store, OccupancyFilter(agency_id=given_agency(store))) == []

    @few_examples
    @given(
        sold=st.lists(st.tuples(st.integers(0, 3), st.integers(3, 6)), max_size=6),
        sort=st.sampled_from(OccupancySort),
        wanted=limits(),
    )
    def test_pages_are_complete_in_every_order(
        self,
        store: OperationsHarness,
        sold: list[tuple[int, int]],
        sort: OccupancySort,
        wanted: list[int],
    ) -> None:
        owner, now = given_agency(store), store.clock.now()
        for place, (seats, total) in enumerate(sold):
            date = NOW + (300 + place % 3) * DAY
            launch = store.given_launch(agency_id=owner, seats_total=total, launch_at=date)
            sell(store, launch, seats)

        filter_ = OccupancyFilter(agency_id=owner)
        listed = walk(lambda page: store.occupancies.list(filter_, sort, page, now=now), wanted)

        def key(one: LaunchOccupancy) -> tuple[Any, ...]:
            launch, figures = one.card.launch, one.occupancy
            by = {"launch_at": launch.launch_at, "rate": figures.rate, "sold": figures.sold}
            return by[sort.removeprefix("-")], launch.id

        assert len(listed) == len(sold)
        assert listed == sorted(listed, key=key, reverse=sort.startswith("-"))

    @pytest.mark.parametrize("sort", OccupancySort)
    def test_a_foreign_cursor_is_invalid(
        self, store: OperationsHarness, sort: OccupancySort
    ) -> None:
        refuses_foreign_cursors(
            lambda page: store.occupancies.list(OccupancyFilter(), sort, page, now=NOW)
        )

    def test_a_cursor_of_another_sort_is_invalid(self, store: OperationsHarness) -> None:
        owner = given_agency(store)
        for days in (10, 20):
            store.given_launch(agency_id=owner, launch_at=NOW + days * DAY)
        filter_ = OccupancyFilter(agency_id=owner)
        cursor = store.occupancies.list(filter_, OccupancySort.SOLD, PageRequest(1), now=NOW).next

        page = PageRequest(1, cursor)
        with pytest.raises(Invalid):
            store.occupancies.list(filter_, OccupancySort.RATE, page, now=NOW)
