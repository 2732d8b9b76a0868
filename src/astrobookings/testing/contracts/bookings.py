"""What every adapter of `Bookings` must do."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.booking import Booking, BookingStatus, CancelledBy, SeatFare
from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.kernel.ids import AgencyId, AttemptId, DelayId, UserId
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.builders import NOW, a_billing_copy, a_passenger, fresh_id
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

__all__ = ["BookingListsContract", "BookingsContract"]

HOLD = timedelta(minutes=15)


def _listed(store: OperationsHarness, **narrowed: Any) -> list[Booking]:
    said = {"now": store.clock.now(), **narrowed}
    return first(lambda page: store.bookings.list(page, **said))


def _made(store: OperationsHarness) -> Booking:
    return store.given_hold(seats=(2, 3))


class BookingListsContract:
    """Bookings, newest first, narrowed by what is asked for."""

    @few_examples
    @given(pauses=st.lists(st.integers(0, 2), max_size=8), wanted=limits())
    def test_pages_are_complete_newest_first(
        self, store: OperationsHarness, pauses: list[int], wanted: list[int]
    ) -> None:
        launch = store.given_launch()
        made = []
        for pause in pauses:
            store.clock.move(timedelta(seconds=pause))
            made.append(store.given_hold(launch))

        def read(page: PageRequest) -> Any:
            return store.bookings.list(page, launch_id=launch.id, now=store.clock.now())

        expected = sorted(made, key=lambda one: (one.created_at, one.id), reverse=True)
        assert walk(read, wanted) == expected

    def test_the_list_is_narrowed(self, store: OperationsHarness) -> None:
        booking = _made(store)
        _made(store)

        assert _listed(store, traveler_id=booking.traveler_id) == [booking]
        assert _listed(store, launch_id=booking.launch_id) == [booking]
        assert _listed(store, agency_id=booking.agency_id) == [booking]
        assert _listed(store, reference=booking.reference) == [booking]
        assert _listed(store, traveler_id=UserId(fresh_id())) == []
        assert _listed(store, agency_id=AgencyId(fresh_id())) == []
        assert _listed(store, reference="AB-NOBODY") == []
        assert len(_listed(store)) == 2

    def test_all_conditions_must_hold(self, store: OperationsHarness) -> None:
        one, other = _made(store), _made(store)

        assert _listed(store, traveler_id=one.traveler_id, launch_id=other.launch_id) == []

    def test_statuses_are_as_seen_now(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        lapsing = store.given_hold(launch)
        expired = store.expire(store.given_hold(launch))
        confirmed = store.confirm(store.given_hold(launch))

        def ids(*statuses: BookingStatus) -> set[object]:
            found = _listed(store, launch_id=launch.id, statuses=frozenset(statuses))
            return {one.id for one in found}

        assert ids(BookingStatus.HELD) == {lapsing.id}
        store.clock.move(HOLD)

        assert ids(BookingStatus.HELD) == set()
        assert ids(BookingStatus.EXPIRED) == {lapsing.id, expired.id}
        assert ids(BookingStatus.HELD, BookingStatus.CONFIRMED) == {confirmed.id}
        assert ids(BookingStatus.EXPIRED, BookingStatus.CONFIRMED) == {
            lapsing.id,
            expired.id,
            confirmed.id,
        }
        assert ids() == set()

    def test_launch_dates_bound_the_list(self, store: OperationsHarness) -> None:
        booking = _made(store)
        launch_at = store.launches.get(booking.launch_id).launch_at
        instant = timedelta(microseconds=1)

        def found(**bounds: datetime) -> bool:
            return booking in _listed(store, **bounds)

        assert found(launch_after=launch_at)
        assert not found(launch_after=launch_at + instant)
        assert found(launch_before=launch_at + instant)
        assert not found(launch_before=launch_at)

    def test_the_launch_s_present_date_counts(self, store: OperationsHarness) -> None:
        booking = _made(store)
        launch = store.launches.get(booking.launch_id)
        later = launch.launch_at + timedelta(days=9)
        with store.writing():
            store.launches.save(evolve(launch, launch_at=later))

        assert _listed(store, launch_after=later) == [booking]

    def test_a_foreign_cursor_is_invalid(self, store: OperationsHarness) -> None:
        refuses_foreign_cursors(lambda page: store.bookings.list(page, now=NOW))


class BookingsContract(
    BookingListsContract,
    SavesContract[OperationsHarness, Booking],
    ChangesContract[OperationsHarness, Booking],
    LocksContract[OperationsHarness, Booking],
    TellsAbsenceContract[OperationsHarness],
):
    """The conventions, the list, and what is overdue or live."""

    kind = "booking"

    def make(self, store: OperationsHarness, /) -> Booking:
        return _made(store)

    def changed(self, booking: Booking, /) -> Booking:
        return evolve(
            booking,
            passengers=(a_passenger(birth_date=date(1970, 2, 28)), None),
            status=BookingStatus.CANCELLED,
            paying=AttemptId(booking.launch_id),
            held_until=NOW + timedelta(minutes=30),
            confirmed_at=NOW,
            ended_at=NOW,
            cancelled_by=CancelledBy.DELAY_REFUSED,
            cancel_reason="Too late",
            accepted_delays=(DelayId(booking.launch_id),),
        )

    def save(self, store: OperationsHarness, booking: Booking, /) -> Booking:
        return store.bookings.save(booking)

    def read(self, store: OperationsHarness, key: Any, /) -> Booking:
        return store.bookings.get(key)

    def lock(self, store: OperationsHarness, key: Any, /) -> Booking:
        return store.bookings.lock(key)

    def test_dates_of_booking_bound_the_list(self, store: OperationsHarness) -> None:
        booking = self.make(store)
        booked, instant = booking.created_at, timedelta(microseconds=1)

        assert _listed(store, booked_after=booked) == [booking]
        assert _listed(store, booked_after=booked + instant) == []
        assert _listed(store, booked_before=booked + instant) == [booking]
        assert _listed(store, booked_before=booked) == []

    def test_bookings_are_found_by_the_traveler_s_name(self, store: OperationsHarness) -> None:
        launch = store.given_launch(seats_total=10)
        copy = evolve(a_billing_copy(), first_name="Eve", last_name="King", email="eve@a.test")
        with store.writing():
            store.travelers.put(copy)
        booking = store.given_hold(launch, traveler_id=copy.id)
        store.given_hold(launch, traveler_id=store.given_traveler())
        store.given_hold(launch)

        for text in ("eve", "KING  e", "eve king", "Eve@A"):
            assert _listed(store, traveler_text=text) == [booking]
        assert _listed(store, traveler_text="king", launch_id=launch.id) == [booking]
        for text in ("ing", "eve@b", "%"):
            assert _listed(store, traveler_text=text) == []
        assert len(_listed(store)) == 3

    def test_saving_never_changes_seats_or_price(self, store: OperationsHarness) -> None:
        booking = self.make(store)
        cheaper = (SeatFare(2, Money.of(1)), SeatFare(4, Money.of(1)))

        with store.writing():
            store.bookings.save(evolve(booking, seats=cheaper))

        assert store.bookings.get(booking.id).seats == booking.seats
        assert store.taken(booking.launch_id) == {2, 3}

    def test_overdue_holds_come_longest_lapsed_first(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        late = store.given_hold(launch, expires_at=NOW + 2 * HOLD)
        early = store.given_hold(launch, expires_at=NOW + HOLD)
        store.given_hold(launch, expires_at=NOW + 3 * HOLD)
        store.confirm(store.given_hold(launch, expires_at=NOW + HOLD))
        store.expire(store.given_hold(launch, expires_at=NOW + HOLD))
        now = NOW + 2 * HOLD

        assert list(store.bookings.overdue(now, 10)) == [early, late]
        assert list(store.bookings.overdue(now, 1)) == [early]
        assert list(store.bookings.overdue(NOW, 10)) == []

    def test_a_payment_under_way_keeps_a_hold_from_being_overdue(
        self, store: OperationsHarness
    ) -> None:
        booking = self.make(store)
        with store.writing():
            store.bookings.save(evolve(booking, held_until=NOW + 2 * HOLD))

        assert list(store.bookings.overdue(NOW + HOLD, 10)) == []

    def test_overdue_holds_of_one_launch(self, store: OperationsHarness) -> None:
        booking = self.make(store)
        self.make(store)

        assert list(store.bookings.overdue(NOW + HOLD, 10, booking.launch_id)) == [booking]

    def test_live_bookings_of_a_launch_come_by_id(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        live = self._some_of_each(store, launch)
        store.given_hold()
        store.clock.move(HOLD)

        found = list(store.bookings.live_of_launch(launch.id, 10))

        assert [one.id for one in found] == sorted(one.id for one in live)
        assert list(store.bookings.live_of_launch(launch.id, 1)) == found[:1]

    @staticmethod
    def _some_of_each(store: OperationsHarness, launch: Launch) -> list[Booking]:
        """Bookings of every status; those whose rows say held or confirmed."""
        store.expire(store.given_hold(launch))
        completed = store.confirm(store.given_hold(launch))
        with store.writing():
            store.bookings.save(evolve(completed, status=BookingStatus.COMPLETED))
        return [store.confirm(store.given_hold(launch)), store.given_hold(launch)]

    def test_reseating_changes_seats_and_what_is_being_added(
        self, store: OperationsHarness
    ) -> None:
        booking = store.given_hold(seats=(2, 3))
        fare = booking.seats[0]
        moved = evolve(
            booking,
            seats=(fare, evolve(fare, number=7)),
            adding=(evolve(fare, number=8),),
            retained=Money.of("12.50"),
        )

        with store.writing():
            saved = store.bookings.reseat(moved)

        assert saved.version == 2
        assert store.bookings.get(booking.id) == saved
        assert (saved.seats, saved.adding) == (moved.seats, moved.adding)
        assert saved.retained == Money.of("12.50")

    def test_saving_leaves_what_is_being_added(self, store: OperationsHarness) -> None:
        booking = store.given_hold(seats=(2,))
        with store.writing():
            reseated = store.bookings.reseat(evolve(booking, adding=booking.seats))

        with store.writing():
            store.bookings.save(evolve(reseated, adding=(), cancel_reason="Ill"))

        assert store.bookings.get(booking.id).adding == booking.seats

    def test_reseating_an_old_version_is_refused(self, store: OperationsHarness) -> None:
        booking = store.given_hold()
        with store.writing():
            store.bookings.save(booking)

        with pytest.raises(Stale), store.writing():
            store.bookings.reseat(booking)

    @pytest.mark.parametrize("count", [1, 3])
    def test_a_change_tells_the_seats_of_a_new_booking(
        self, store: OperationsHarness, count: int
    ) -> None:
        booking = store.given_hold(seats=count)

        (change,) = store.changes.of(booking.id)

        assert change.fields["seats"].old is None
        assert isinstance(change.fields["seats"].new, list)
        assert len(change.fields["seats"].new) == count
