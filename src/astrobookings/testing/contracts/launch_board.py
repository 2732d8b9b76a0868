"""What every adapter of `LaunchBoard` must do."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.launch_board import BoardFilter, BoardSort, LaunchCard
from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.kernel.errors import Invalid, NotFound
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.testing.builders import NOW, PRICE, a_rocket, a_spaceport, an_agency, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.paging import (
    few_examples,
    first,
    limits,
    refuses_foreign_cursors,
    walk,
)

__all__ = ["LaunchBoardContract"]

CENT = Money.of("0.01")
DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)


def _board(
    store: OperationsHarness, sort: BoardSort = BoardSort.DATE, **wanted: Any
) -> list[LaunchCard]:
    return first(
        lambda page: store.board.on_sale(BoardFilter(**wanted), sort, page, now=store.clock.now())
    )


def _shown(store: OperationsHarness, launch: Launch, **wanted: Any) -> bool:
    return launch.id in {card.launch.id for card in _board(store, **wanted)}


def _price(card: LaunchCard) -> tuple[object, ...]:
    return card.launch.price, card.launch.id


def _date(card: LaunchCard) -> tuple[object, ...]:
    return card.launch.launch_at, card.launch.id


class LaunchBoardContract:
    """Cards, and the board with its filters, sorts and pages."""

    def test_a_card_tells_the_names_people_know(self, store: OperationsHarness) -> None:
        launch = self._told(store)

        (card,) = _board(store)

        assert card.launch == launch
        assert (card.agency_name, card.reliability) == ("Apogee", Reliability.RELIABLE)
        assert (card.rocket_name, card.rocket_model) == ("Petrel", "IV")
        assert (card.spaceport_name, card.spaceport_location) == ("Mojave", "California")
        assert (card.time_zone, card.seats_left) == ("America/Los_Angeles", 8)

    def test_an_agency_without_two_successes_is_new(self, store: OperationsHarness) -> None:
        store.given_launch()

        assert _board(store)[0].reliability is Reliability.NEW

    def test_a_card_is_found_by_id_and_by_slug(self, store: OperationsHarness) -> None:
        launch = self._told(store)
        store.given_launch()

        by_id = store.board.get(launch.id, now=NOW)

        assert by_id == store.board.get(launch.slug, now=NOW)
        assert by_id.launch == launch

    def test_there_is_no_card_of_an_unknown_launch(self, store: OperationsHarness) -> None:
        with pytest.raises(NotFound):
            store.board.get(fresh_id(), now=NOW)
        with pytest.raises(NotFound):
            store.board.get("no-such-slug", now=NOW)

    @pytest.mark.parametrize("status", list(LaunchStatus))
    def test_the_board_shows_open_launches_and_a_card_any(
        self, store: OperationsHarness, status: LaunchStatus
    ) -> None:
        launch = store.given_launch(status=status)

        opened = status in {LaunchStatus.SCHEDULED, LaunchStatus.DELAYED}
        assert _shown(store, launch) is opened
        assert store.board.get(launch.id, now=NOW).launch == launch

    def test_suspended_launches_are_not_on_the_board(self, store: OperationsHarness) -> None:
        launch = store.given_launch(suspended=True)

        assert not _shown(store, launch)
        assert store.board.get(launch.id, now=NOW).launch.suspended

    def test_launches_leave_the_board_at_lift_off(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        store.clock.set(launch.launch_at - INSTANT)
        assert _shown(store, launch)

        store.clock.move(INSTANT)

        assert not _shown(store, launch)

    def test_launches_in_early_sale_and_sold_out_ones_are_on_the_board(
        self, store: OperationsHarness
    ) -> None:
        early = store.given_launch(general_sale_at=NOW + DAY)
        full = store.given_launch(seats_total=1)
        store.given_hold(full)

        assert _shown(store, early)
        assert _shown(store, full)

    def test_overdue_holds_count_as_left(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        store.given_hold(launch, seats=3)
        store.confirm(store.given_hold(launch, seats=2))
        assert store.board.get(launch.id, now=store.clock.now()).seats_left == 3

        store.clock.move(timedelta(minutes=15))

        assert store.board.get(launch.id, now=store.clock.now()).seats_left == 6
        assert _board(store)[0].seats_left == 6
        assert _shown(store, launch, seats=6)
        assert not _shown(store, launch, seats=7)

    def test_a_hold_that_a_payment_keeps_is_not_overdue(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        booking = store.given_hold(launch, seats=3)
        with store.writing():
            store.bookings.save(evolve(booking, held_until=NOW + timedelta(minutes=30)))
        store.clock.move(timedelta(minutes=15))

        assert _board(store)[0].seats_left == 5

    def test_filters_narrow_the_board(self, store: OperationsHarness) -> None:
        launch = self._told(store)
        day = launch.launch_at

        for fitting in (
            {"destination": Destination.MARS},
            {"from_date": day},
            {"to_date": day},
            {"min_price": PRICE},
            {"max_price": PRICE},
            {"seats": 8},
            {"agency_id": launch.agency_id},
            {"destination": Destination.MARS, "seats": 1, "text": "petrel"},
        ):
            assert _shown(store, launch, **fitting), fitting
        for missing in (
            {"destination": Destination.MOON},
            {"from_date": day + INSTANT},
            {"to_date": day - INSTANT},
            {"min_price": PRICE + CENT},
            {"max_price": PRICE - CENT},
            {"seats": 9},
            {"agency_id": AgencyId(fresh_id())},
            {"destination": Destination.MARS, "seats": 9, "text": "petrel"},
        ):
            assert not _shown(store, launch, **missing), missing

    @pytest.mark.parametrize(
        ("text", "fits"),
        [
            ("petrel", True),
            ("MOJAVE", True),
            ("pogE", True),
            ("told-by", True),
            ("california", False),
            ("IV", False),
            ("%", False),
            ("told_by", False),
            ("petrelmojave", False),
        ],
    )
    def test_text_is_part_of_a_name_or_the_slug_in_any_case(
        self, store: OperationsHarness, text: str, fits: bool
    ) -> None:
        launch = self._told(store)

        assert _shown(store, launch, text=text) is fits

    def test_text_follows_the_names_as_they_are_now(self, store: OperationsHarness) -> None:
        launch = self._told(store)
        agency = store.agencies.get(launch.agency_id)
        rocket = store.rockets.get(launch.rocket_id)
        spaceport = store.spaceports.get(launch.spaceport_id)
        with store.writing():
            store.agencies.save(evolve(agency, company_name="Zenith"))
            store.rockets.save(evolve(rocket, name="Gannet"))
            store.spaceports.save(evolve(spaceport, name="Esrange"))

        for now_called in ("zenith", "gannet", "esrange"):
            assert _shown(store, launch, text=now_called), now_called
        for once_called in ("apogee", "petrel", "mojave"):
            assert not _shown(store, launch, text=once_called), once_called

    @few_examples
    @given(
        prices=st.lists(st.integers(9, 11), max_size=8),
        days=st.lists(st.integers(1, 3), min_size=8, max_size=8),
        sort=st.sampled_from(BoardSort),
        wanted=limits(),
    )
    def test_pages_are_complete_in_every_sort(
        self,
        store: OperationsHarness,
        prices: list[int],
        days: list[int],
        sort: BoardSort,
        wanted: list[int],
    ) -> None:
        with store.writing():
            owner = store.agencies.add(an_agency()).id
        made = [
            store.given_launch(agency_id=owner, price=Money.of(price), launch_at=NOW + day * DAY)
            for price, day in zip(prices, days, strict=False)
        ]

        def read(page: PageRequest) -> Page[LaunchCard]:
            return store.board.on_sale(BoardFilter(agency_id=owner), sort, page, now=NOW)

        listed = walk(read, wanted)

        key = _price if "price" in sort.value else _date
        assert listed == sorted(listed, key=key, reverse=sort.value.startswith("-"))
        assert len(listed) == len(made)
        assert {card.launch.id for card in listed} == {launch.id for launch in made}

    @pytest.mark.parametrize("other", list(BoardSort))
    @pytest.mark.parametrize("sort", list(BoardSort))
    def test_a_cursor_of_another_sort_is_invalid(
        self, store: OperationsHarness, sort: BoardSort, other: BoardSort
    ) -> None:
        for _ in range(2):
            store.given_launch()
        page = store.board.on_sale(BoardFilter(), sort, PageRequest(1), now=NOW)
        assert page.next is not None

        request = PageRequest(1, page.next)
        if sort is other:
            assert store.board.on_sale(BoardFilter(), other, request, now=NOW).items
        else:
            with pytest.raises(Invalid):
                store.board.on_sale(BoardFilter(), other, request, now=NOW)

    @pytest.mark.parametrize("sort", list(BoardSort))
    def test_a_foreign_cursor_is_invalid(self, store: OperationsHarness, sort: BoardSort) -> None:
        refuses_foreign_cursors(
            lambda page: store.board.on_sale(BoardFilter(), sort, page, now=NOW)
        )

    @staticmethod
    def _told(store: OperationsHarness) -> Launch:
        """A launch whose card has a name for everything."""
        with store.writing():
            agency = store.agencies.add(an_agency(company_name="Apogee", successful_launches=2))
            rocket = store.rockets.add(a_rocket(agency_id=agency.id, name="Petrel", model="IV"))
            spaceport = store.spaceports.add(
                a_spaceport(name="Mojave", location="California", time_zone="America/Los_Angeles")
            )
        return store.given_launch(
            agency_id=agency.id,
            rocket_id=rocket.id,
            spaceport_id=spaceport.id,
            slug=f"told-by-{fresh_id()}",
            destination=Destination.MARS,
        )
