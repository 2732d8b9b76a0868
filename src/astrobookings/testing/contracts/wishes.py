"""What every adapter of `Wishes` must do."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.booking.wishes import Wish, WishStatus, withdraw
from astrobookings.domain.kernel.ids import LaunchId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.testing.builders import NOW, a_wish, fresh_id
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
    SavesContract,
    TellsAbsenceContract,
)

__all__ = ["WishesContract"]

DAY = timedelta(days=1)


def _place(wish: Wish) -> tuple[Any, ...]:
    return wish.created_at, wish.id


class WishesContract(
    SavesContract[OperationsHarness, Wish],
    ChangesContract[OperationsHarness, Wish],
    TellsAbsenceContract[OperationsHarness],
):
    """The conventions, one waiting for each traveler and launch, oldest first."""

    kind = "wish"

    def make(self, store: OperationsHarness, /, **fields: Any) -> Wish:
        if "launch_id" not in fields:
            launch = store.given_launch()
            fields = {"launch_id": launch.id, "agency_id": launch.agency_id, **fields}
        with store.writing():
            return store.wishes.add(a_wish(**fields))

    def changed(self, entity: Wish, /) -> Wish:
        return withdraw(entity, NOW)

    def save(self, store: OperationsHarness, entity: Wish, /) -> Wish:
        return store.wishes.save(entity)

    def read(self, store: OperationsHarness, key: Any, /) -> Wish:
        return store.wishes.get(key)

    def withdrawn(self, store: OperationsHarness, wish: Wish) -> Wish:
        with store.writing():
            return store.wishes.save(withdraw(wish, store.clock.now()))

    def test_one_waits_for_each_traveler_and_launch(self, store: OperationsHarness) -> None:
        wish = self.make(store)
        same = {
            "traveler_id": wish.traveler_id,
            "launch_id": wish.launch_id,
            "agency_id": wish.agency_id,
        }

        with pytest.raises(Exception):  # noqa: B017, PT011 - use-cases never get here
            self.make(store, **same)
        self.withdrawn(store, wish)

        assert self.make(store, **same).status is WishStatus.WAITING

    def test_the_waiting_one_is_found(self, store: OperationsHarness) -> None:
        wish = self.make(store)

        def find(traveler_id: UserId, launch_id: LaunchId) -> Wish | None:
            return store.wishes.find_waiting(traveler_id, launch_id)

        assert find(wish.traveler_id, wish.launch_id) == wish
        assert find(UserId(fresh_id()), wish.launch_id) is None
        assert find(wish.traveler_id, LaunchId(fresh_id())) is None
        self.withdrawn(store, wish)
        assert find(wish.traveler_id, wish.launch_id) is None

    def test_those_that_fit_wait_oldest_first(self, store: OperationsHarness) -> None:
        @few_examples
        @given(
            st.lists(st.tuples(st.integers(1, 4), st.integers(0, 2)), max_size=6),
            st.integers(1, 4),
            st.integers(1, 4),
        )
        def check(wanted: list[tuple[int, int]], seats: int, limit: int) -> None:
            launch = store.given_launch()
            made = [
                self.make(
                    store,
                    launch_id=launch.id,
                    agency_id=launch.agency_id,
                    seats=count,
                    created_at=NOW + days * DAY,
                )
                for count, days in wanted
            ]
            for gone in made[3:4]:
                self.withdrawn(store, gone)
            fitting = [one for one in [*made[:3], *made[4:]] if one.seats <= seats]

            found: list[Wish] = []
            batch = list(store.wishes.waiting(launch.id, seats, limit))
            while batch:
                assert len(batch) <= limit
                found += batch
                batch = list(store.wishes.waiting(launch.id, seats, limit, after=batch[-1]))

            assert found == sorted(fitting, key=_place)

        check()

    def test_launches_that_are_waited_for_are_told_once(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        place = {"launch_id": launch.id, "agency_id": launch.agency_id}
        self.make(store, **place)
        self.make(store, **place)
        other = self.make(store)
        gone = self.withdrawn(store, self.make(store))

        both = sorted([launch.id, other.launch_id])
        assert list(store.wishes.launches(None, 10)) == both
        assert list(store.wishes.launches(None, 1)) == both[:1]
        assert list(store.wishes.launches(both[0], 10)) == both[1:]
        assert gone.launch_id not in both

    def test_a_traveler_s_wishes_are_listed_newest_first(self, store: OperationsHarness) -> None:
        @few_examples
        @given(st.lists(st.integers(0, 3), max_size=5), limits())
        def check(days: list[int], wanted: list[int]) -> None:
            traveler = UserId(fresh_id())
            made = [
                self.make(store, traveler_id=traveler, created_at=NOW + day * DAY) for day in days
            ]

            def read(page: PageRequest) -> Page[Wish]:
                return store.wishes.list(page, traveler_id=traveler)

            assert walk(read, wanted) == sorted(made, key=_place, reverse=True)
            refuses_foreign_cursors(read)

        check()

    def test_filters_choose(self, store: OperationsHarness) -> None:
        traveler = UserId(fresh_id())
        old = self.make(store, traveler_id=traveler)
        gone = self.withdrawn(store, self.make(store, traveler_id=traveler))

        def found(**wanted: Any) -> list[Wish]:
            return first(lambda page: store.wishes.list(page, traveler_id=traveler, **wanted))

        assert found(status=WishStatus.WAITING) == [old]
        assert found(status=WishStatus.WITHDRAWN) == [gone]
        assert found(status=WishStatus.GRANTED) == []
        assert found(launch_id=gone.launch_id) == [gone]
        assert first(lambda page: store.wishes.list(page, traveler_id=UserId(fresh_id()))) == []
