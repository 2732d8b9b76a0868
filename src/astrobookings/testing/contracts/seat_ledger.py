"""What every adapter of `SeatLedger` must do (design §4)."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.seat_ledger import SeatMap
from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.booking.booking import (
    Booking,
    BookingStatus,
    OnBehalf,
    SeatFare,
    cancel,
    confirm,
)
from astrobookings.domain.booking.booking import CancelledBy as By
from astrobookings.domain.booking.changes import (
    SwappedSeats,
    add_seats,
    drop_seats,
    swap_seats,
)
from astrobookings.domain.booking.errors import KeyInUse, ReferenceTaken
from astrobookings.domain.booking.events import SeatsHeld
from astrobookings.domain.booking.offer import Survey, Verdict, Wanted
from astrobookings.domain.kernel.errors import NotFound, Unavailable
from astrobookings.domain.kernel.ids import LaunchId, UserId
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.builders import (
    NOW,
    PRICE,
    a_billing_copy,
    a_keyed_request,
    a_passenger,
    a_seat_order,
    fresh_id,
)
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.paging import few_examples, first
from astrobookings.testing.contracts.threads import at_once, held_up

__all__ = ["SeatLedgerContract"]

HOLD = timedelta(minutes=15)
INSTANT = timedelta(microseconds=1)


def _somebody() -> UserId:
    return UserId(fresh_id())


def _survey(
    store: OperationsHarness,
    launch: Launch,
    traveler_id: UserId | None = None,
    seats: int | tuple[int, ...] = 1,
) -> Survey:
    return store.seat_ledger.survey(
        launch.id, traveler_id or _somebody(), Wanted.seats(seats), now=store.clock.now()
    )


def _bookings(store: OperationsHarness, launch: Launch) -> list[Booking]:
    now = store.clock.now()
    return first(lambda page: store.bookings.list(page, launch_id=launch.id, now=now))


def _written(store: OperationsHarness, launch: Launch) -> tuple[Any, ...]:
    """Everything that taking seats writes."""
    return (
        _bookings(store, launch),
        store.taken(launch.id),
        store.outbox.waiting(),
        _survey(store, launch).seats_left,
    )


class _Taking:
    def test_seats_taken_make_a_held_booking(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        traveler, employee = _somebody(), _somebody()
        order = a_seat_order(
            traveler_id=traveler,
            launch_id=launch.id,
            agency_id=launch.agency_id,
            seats=2,
            passengers=(a_passenger(),),
            on_behalf=OnBehalf(employee, "asked by telephone"),
        )
        origin = store.origin()

        booking = store.seat_ledger.take(order, origin)

        assert booking == Booking(
            id=order.booking_id,
            reference=order.reference,
            traveler_id=traveler,
            launch_id=launch.id,
            agency_id=launch.agency_id,
            seats=(SeatFare(1, PRICE), SeatFare(2, PRICE)),
            passengers=(a_passenger(), None),
            status=BookingStatus.HELD,
            expires_at=order.expires_at,
            held_until=order.expires_at,
            refund_tiers=order.refund_tiers,
            on_behalf=order.on_behalf,
            created_at=origin.at,
            updated_at=origin.at,
            version=1,
        )
        assert store.bookings.get(order.booking_id) == booking

    def test_taking_seats_writes_an_event_and_a_change(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        order = a_seat_order(launch_id=launch.id, agency_id=launch.agency_id, seats=3)
        origin = store.origin()

        booking = store.seat_ledger.take(order, origin)

        assert booking is not None
        envelope = store.outbox.unpublished(10)[-1]
        assert envelope.event == SeatsHeld(
            booking.id, launch.id, launch.agency_id, order.traveler_id, 3
        )
        assert (envelope.origin, envelope.at) == (origin, origin.at)
        (change,) = store.changes.of(booking.id)
        assert (change.kind, change.version, change.origin) == ("booking", 1, origin)
        assert change.fields["status"].new == "held"

    def test_counted_seats_are_the_lowest_free_ones(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        store.given_hold(launch, seats=(1, 3))

        booking = store.given_hold(launch, seats=3)

        assert booking.seat_numbers == (2, 4, 5)

    def test_chosen_seats_are_those_chosen(self, store: OperationsHarness) -> None:
        launch = store.given_launch()

        booking = store.given_hold(launch, seats=(7, 2))

        assert booking.seat_numbers == (2, 7)
        assert store.taken(launch.id) == {2, 7}

    def test_the_last_seats_can_be_taken(self, store: OperationsHarness) -> None:
        launch = store.given_launch(seats_total=3)

        assert store.given_hold(launch, seats=3).seat_numbers == (1, 2, 3)
        assert _survey(store, launch).seats_left == 0

    @few_examples
    @given(wishes=st.lists(st.integers(1, 4) | st.sets(st.integers(1, 7), max_size=3, min_size=1)))
    def test_no_seat_is_sold_twice_and_none_is_lost(
        self, store: OperationsHarness, wishes: list[int | set[int]]
    ) -> None:
        launch = store.given_launch(seats_total=7)

        for wish in wishes:
            seats = wish if isinstance(wish, int) else tuple(sorted(wish))
            free = set(range(1, 8)) - store.taken(launch.id)
            fits = len(free) >= wish if isinstance(wish, int) else wish <= free
            assert (store.take(launch, seats=seats) is not None) is fits

        sold = [number for one in _bookings(store, launch) for number in one.seat_numbers]
        assert sorted(sold) == sorted(store.taken(launch.id))
        assert _survey(store, launch).seats_left == 7 - len(sold)


class _Guards:
    """Each guard alone makes `take` answer None, with nothing written."""

    def refused(self, store: OperationsHarness, launch: Launch, **order: Any) -> None:
        key = a_keyed_request()
        before = _written(store, launch)

        assert store.take(launch, key=key, **order) is None

        assert _written(store, launch) == before
        assert store.keys.find(key, store.clock.now()) is None

    def test_a_launch_that_is_not_there(self, store: OperationsHarness) -> None:
        order = a_seat_order(launch_id=LaunchId(fresh_id()))

        assert store.seat_ledger.take(order, store.origin()) is None

    @pytest.mark.parametrize(
        "status", [LaunchStatus.ABORTED, LaunchStatus.FAILED, LaunchStatus.SUCCESSFUL]
    )
    def test_a_final_launch(self, store: OperationsHarness, status: LaunchStatus) -> None:
        self.refused(store, store.given_launch(status=status))

    def test_a_delayed_launch_sells(self, store: OperationsHarness) -> None:
        assert store.take(store.given_launch(status=LaunchStatus.DELAYED)) is not None

    def test_a_suspended_launch(self, store: OperationsHarness) -> None:
        self.refused(store, store.given_launch(suspended=True))

    def test_lift_off(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        store.clock.set(launch.launch_at - INSTANT)
        assert store.take(launch) is not None

        store.clock.set(launch.launch_at)

        self.refused(store, launch)

    def test_the_early_sale(self, store: OperationsHarness) -> None:
        launch = store.given_launch(general_sale_at=NOW + timedelta(days=1))
        store.clock.set(NOW + timedelta(days=1) - INSTANT)
        self.refused(store, launch)

        assert store.take(launch, vip=True) is not None

        store.clock.move(INSTANT)
        assert store.take(launch) is not None

    def test_another_price(self, store: OperationsHarness) -> None:
        launch = store.given_launch()

        self.refused(store, launch, price=PRICE + Money.of("0.01"))
        self.refused(store, launch, price=PRICE - Money.of("0.01"))

    def test_a_sold_out_launch(self, store: OperationsHarness) -> None:
        launch = store.given_launch(seats_total=3)
        store.given_hold(launch, seats=2)

        self.refused(store, launch, seats=2)

    @pytest.mark.parametrize("seats", [(3, 4), (3,), (8, 9), (9,), (1000,)])
    def test_a_chosen_seat_taken_or_not_there(
        self, store: OperationsHarness, seats: tuple[int, ...]
    ) -> None:
        launch = store.given_launch()
        store.given_hold(launch, seats=(3,))

        self.refused(store, launch, seats=seats)

    def test_the_limit_on_the_first_booking(self, store: OperationsHarness) -> None:
        self.refused(store, store.given_launch(), seats=5, limit=4)

    def test_the_limit_over_several_bookings(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(), _somebody()
        store.given_hold(launch, traveler_id=traveler, seats=3)

        self.refused(store, launch, traveler_id=traveler, seats=2, limit=4)

        assert store.take(launch, traveler_id=traveler, seats=1, limit=4) is not None

    def test_the_limit_counts_confirmed_seats(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(), _somebody()
        store.confirm(store.given_hold(launch, traveler_id=traveler, seats=3))

        self.refused(store, launch, traveler_id=traveler, seats=2, limit=4)

    def test_the_limit_is_of_one_launch(self, store: OperationsHarness) -> None:
        traveler = _somebody()
        store.given_hold(traveler_id=traveler, seats=4)

        assert store.take(store.given_launch(), traveler_id=traveler, seats=4) is not None

    def test_the_open_holds(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(), _somebody()
        store.given_hold(launch, traveler_id=traveler)
        second = store.given_hold(launch, traveler_id=traveler)

        self.refused(store, launch, traveler_id=traveler)

        store.confirm(second)
        assert store.take(launch, traveler_id=traveler) is not None

    def test_lapsed_holds_are_in_the_way_until_given_back(self, store: OperationsHarness) -> None:
        launch = store.given_launch(seats_total=2)
        lapsed = store.given_hold(launch, seats=2)
        store.clock.move(HOLD)
        assert store.take(launch, seats=1) is None

        store.expire(lapsed)

        assert store.given_hold(launch, seats=2).seat_numbers == (1, 2)


class _Keys:
    def test_the_key_is_kept_with_its_booking(self, store: OperationsHarness) -> None:
        key = a_keyed_request()

        booking = store.given_hold(key=key)

        record = store.keys.find(key, store.clock.now())
        assert record is not None
        assert record.booking_id == booking.id
        assert record.answer is None

    def test_a_key_takes_seats_once(self, store: OperationsHarness) -> None:
        launch, key = store.given_launch(), a_keyed_request()
        booking = store.given_hold(launch, key=key)
        before = _written(store, launch)

        with pytest.raises(KeyInUse):
            store.take(launch, key=key)

        assert _written(store, launch) == before
        record = store.keys.find(key, store.clock.now())
        assert record is not None
        assert record.booking_id == booking.id

    def test_the_keys_of_others_do_not_matter(self, store: OperationsHarness) -> None:
        launch, key = store.given_launch(), a_keyed_request()
        store.given_hold(launch, key=key)

        assert store.take(launch, key=evolve(key, user_id=_somebody())) is not None

    def test_a_key_is_free_again_after_a_day(self, store: OperationsHarness) -> None:
        launch, key = store.given_launch(), a_keyed_request()
        store.given_hold(launch, key=key)
        store.clock.move(timedelta(hours=24))

        again = store.given_hold(launch, key=key)

        record = store.keys.find(key, store.clock.now())
        assert record is not None
        assert record.booking_id == again.id

    def test_a_reference_is_given_once(self, store: OperationsHarness) -> None:
        launch, key = store.given_launch(), a_keyed_request()
        booking = store.given_hold(launch)
        before = _written(store, launch)

        with pytest.raises(ReferenceTaken):
            store.take(launch, reference=booking.reference, key=key)

        assert _written(store, launch) == before
        assert store.keys.find(key, store.clock.now()) is None


class _Surveys:
    def test_an_unknown_launch_has_no_seats(self, store: OperationsHarness) -> None:
        unknown = LaunchId(fresh_id())

        with pytest.raises(NotFound):
            store.seat_ledger.seat_map(unknown, now=NOW)
        with pytest.raises(NotFound):
            store.seat_ledger.survey(unknown, _somebody(), Wanted.seats(1), now=NOW)

    def test_a_survey_tells_what_is_offered(self, store: OperationsHarness) -> None:
        opens = NOW + timedelta(days=3)
        launch = store.given_launch(general_sale_at=opens)

        offer = _survey(store, launch).offer

        assert (offer.launch_id, offer.agency_id) == (launch.id, launch.agency_id)
        assert (offer.status, offer.suspended) == (launch.status, launch.suspended)
        assert (offer.launch_at, offer.general_sale_at) == (launch.launch_at, opens)
        assert (offer.price, offer.seats_total) == (launch.price, launch.seats_total)
        assert offer.time_zone == "America/New_York"

    def test_a_survey_tells_a_suspended_and_final_launch(self, store: OperationsHarness) -> None:
        launch = store.given_launch(suspended=True, status=LaunchStatus.ABORTED)

        offer = _survey(store, launch).offer

        assert (offer.suspended, offer.status) == (True, LaunchStatus.ABORTED)

    def test_a_survey_tells_the_chosen_seats_that_are_taken(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        store.given_hold(launch, seats=(2, 5, 6))

        assert _survey(store, launch, seats=(6, 1, 2)).chosen_taken == (2, 6)
        assert _survey(store, launch, seats=3).chosen_taken == ()
        assert _survey(store, launch).seats_left == 5

    def test_a_survey_tells_what_the_traveler_has(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(), _somebody()
        store.confirm(store.given_hold(launch, traveler_id=traveler, seats=2))
        store.given_hold(launch, traveler_id=traveler, seats=1)
        store.given_hold(launch, seats=2)
        store.given_hold(traveler_id=traveler, seats=4)

        survey = _survey(store, launch, traveler)

        assert (survey.held, survey.open_holds, survey.launches_booked) == (3, 1, 1)

    def test_launches_are_booked_by_confirmed_and_completed_bookings(
        self, store: OperationsHarness
    ) -> None:
        traveler, launch = _somebody(), store.given_launch()
        for _ in range(2):
            store.confirm(store.given_hold(launch, traveler_id=traveler))
        completed = store.confirm(store.given_hold(traveler_id=traveler))
        cancelled = store.confirm(store.given_hold(traveler_id=traveler))
        store.given_hold(traveler_id=traveler)
        with store.writing():
            store.bookings.save(evolve(completed, status=BookingStatus.COMPLETED))
            store.seat_ledger.give_back(cancelled)
            store.bookings.save(cancel(cancelled, by=By.TRAVELER, reason="", now=NOW))

        assert _survey(store, launch, traveler).launches_booked == 2

    def test_a_traveler_is_ready_with_active_billing_data(self, store: OperationsHarness) -> None:
        launch, copy = store.given_launch(), a_billing_copy()
        assert not _survey(store, launch, copy.id).traveler_ready

        with store.writing():
            store.travelers.put(copy)
        assert _survey(store, launch, copy.id).traveler_ready

        with store.writing():
            store.travelers.put(evolve(copy, active=False, source_version=2))
        assert not _survey(store, launch, copy.id).traveler_ready

    def test_overdue_holds_count_as_free(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(), _somebody()
        store.given_hold(launch, traveler_id=traveler, seats=(1, 2))
        store.confirm(store.given_hold(launch, traveler_id=traveler, seats=(3,)))
        store.clock.move(HOLD - INSTANT)
        assert store.taken(launch.id) == {1, 2, 3}

        store.clock.move(INSTANT)

        survey = _survey(store, launch, traveler, seats=(1, 3))
        assert (survey.held, survey.open_holds) == (1, 0)
        assert (survey.seats_left, survey.chosen_taken) == (7, (3,))
        assert store.taken(launch.id) == {3}

    def test_a_hold_that_a_payment_keeps_is_not_overdue(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(), _somebody()
        booking = store.given_hold(launch, traveler_id=traveler, seats=2)
        with store.writing():
            store.bookings.save(evolve(booking, held_until=booking.held_until + HOLD))
        store.clock.move(HOLD)

        survey = _survey(store, launch, traveler)

        assert (survey.held, survey.open_holds, survey.seats_left) == (2, 1, 6)
        assert store.taken(launch.id) == {1, 2}

    def test_a_seat_map_names_the_seats_taken(self, store: OperationsHarness) -> None:
        launch = store.given_launch(seats_total=17)
        store.given_hold(launch, seats=(1, 9, 16, 17))

        seats = store.seat_ledger.seat_map(launch.id, now=NOW)

        assert seats == SeatMap(17, frozenset({1, 9, 16, 17}))


class _Returns:
    def test_seats_given_back_are_free(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(seats_total=2), _somebody()
        booking = store.given_hold(launch, traveler_id=traveler, seats=2)

        store.expire(booking)

        survey = _survey(store, launch, traveler)
        assert (survey.seats_left, survey.held, survey.open_holds) == (2, 0, 0)
        assert store.take(launch, traveler_id=traveler, seats=2, limit=2) is not None

    def test_given_back_holds_no_longer_count(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(), _somebody()
        for _ in range(2):
            store.expire(store.given_hold(launch, traveler_id=traveler))

        for _ in range(2):
            store.given_hold(launch, traveler_id=traveler)

    def test_giving_back_a_confirmed_booking_leaves_the_open_holds(
        self, store: OperationsHarness
    ) -> None:
        launch, traveler = store.given_launch(), _somebody()
        paid = store.confirm(store.given_hold(launch, traveler_id=traveler, seats=2))
        for _ in range(2):
            store.given_hold(launch, traveler_id=traveler)

        with store.writing():
            store.seat_ledger.give_back(paid)
            store.bookings.save(cancel(paid, by=By.TRAVELER, reason="", now=NOW))

        assert store.taken(launch.id) == {3, 4}
        assert store.take(launch, traveler_id=traveler) is None
        assert _survey(store, launch, traveler).held == 2

    @pytest.mark.parametrize("verb", ["paid", "give_back", "take_again"])
    def test_seats_move_only_in_a_transaction(self, store: OperationsHarness, verb: str) -> None:
        launch = store.given_launch()
        booking = store.given_hold(launch, seats=2)
        calls: dict[str, Callable[[], object]] = {
            "paid": partial(store.seat_ledger.paid, booking),
            "give_back": partial(store.seat_ledger.give_back, booking),
            "take_again": partial(store.seat_ledger.take_again, store.expire(booking), limit=4)
            if verb == "take_again"
            else lambda: None,
        }
        before = store.taken(launch.id)

        with pytest.raises(RuntimeError):
            calls[verb]()

        assert store.taken(launch.id) == before

    def test_a_rollback_keeps_the_seats(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(), _somebody()
        booking = store.given_hold(launch, traveler_id=traveler, seats=2)

        with suppress(ZeroDivisionError), store.writing():
            store.seat_ledger.give_back(booking)
            raise ZeroDivisionError

        assert store.taken(launch.id) == {1, 2}
        assert _survey(store, launch, traveler).held == 2

    def test_the_seats_of_an_expired_booking_are_taken_again(
        self, store: OperationsHarness
    ) -> None:
        launch, traveler = store.given_launch(), _somebody()
        expired = store.expire(store.given_hold(launch, traveler_id=traveler, seats=(2, 4)))

        assert self._again(store, expired)

        survey = _survey(store, launch, traveler, seats=(1, 2))
        assert (survey.held, survey.open_holds, survey.chosen_taken) == (2, 0, (2,))
        assert store.taken(launch.id) == {2, 4}
        assert store.take(launch, seats=(4,)) is None

    def test_retaken_seats_are_no_open_hold(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(), _somebody()
        expired = store.expire(store.given_hold(launch, traveler_id=traveler))

        assert self._again(store, expired)

        for _ in range(2):
            store.given_hold(launch, traveler_id=traveler)

    def test_seats_that_others_have_are_not_taken_again(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        expired = store.expire(store.given_hold(launch, seats=(2, 4)))
        store.given_hold(launch, seats=(4,))

        with store.writing():
            assert not store.seat_ledger.take_again(expired, limit=4)

        assert store.taken(launch.id) == {4}

    def test_seats_beyond_the_limit_are_not_taken_again(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(), _somebody()
        expired = store.expire(store.given_hold(launch, traveler_id=traveler, seats=2))
        store.given_hold(launch, traveler_id=traveler, seats=(5, 6, 7))

        with store.writing():
            assert not store.seat_ledger.take_again(expired, limit=4)
        assert store.taken(launch.id) == {5, 6, 7}

        with store.writing():
            assert store.seat_ledger.take_again(expired, limit=5)

    def test_retaken_seats_can_be_given_back_once_confirmed(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(), _somebody()
        expired = store.expire(store.given_hold(launch, traveler_id=traveler, seats=2))
        assert self._again(store, expired)
        again = store.bookings.get(expired.id)

        with store.writing():
            store.seat_ledger.give_back(again)
            store.bookings.save(cancel(again, by=By.TRAVELER, reason="", now=NOW))

        survey = _survey(store, launch, traveler)
        assert (survey.held, survey.seats_left) == (0, 8)

    @staticmethod
    def _again(store: OperationsHarness, expired: Booking) -> bool:
        with store.writing():
            taken = store.seat_ledger.take_again(expired, limit=4)
            if taken:
                store.bookings.save(confirm(expired, store.clock.now()))
        return taken


class _Changes:
    """Seats of a live booking: more of them, fewer, others."""

    @staticmethod
    def _more(
        store: OperationsHarness,
        booking: Booking,
        seats: int | tuple[int, ...],
        *,
        limit: int = 4,
        vip: bool = False,
        price: Money = PRICE,
    ) -> tuple[int, ...] | None:
        """Take more seats for *booking*, which is reseated."""
        wanted = Wanted.seats(seats)
        verdict = Verdict(limit, vip, price, price * wanted.count)
        now = store.clock.now()
        with store.writing():
            numbers = store.seat_ledger.take_more(booking, wanted, verdict, now=now)
            if numbers is not None:
                fares = tuple(SeatFare(number, price) for number in numbers)
                store.bookings.reseat(add_seats(booking, fares))
        return numbers

    def test_more_seats_are_the_lowest_free_ones(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(), _somebody()
        booking = store.given_hold(launch, traveler_id=traveler, seats=(1, 3))

        assert self._more(store, booking, 2) == (2, 4)

        survey = _survey(store, launch, traveler)
        assert store.taken(launch.id) == {1, 2, 3, 4}
        assert (survey.held, survey.open_holds, survey.seats_left) == (4, 1, 4)
        assert store.seat_ledger.discrepancies() == 0

    def test_more_seats_may_be_chosen(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        booking = store.confirm(store.given_hold(launch, seats=(1,)))

        assert self._more(store, booking, (8, 5)) == (5, 8)

        assert store.taken(launch.id) == {1, 5, 8}
        assert store.take(launch, seats=(5,)) is None
        assert store.seat_ledger.discrepancies() == 0

    @pytest.mark.parametrize("seats", [(1,), (3,), (9,), (3, 4), 7])
    def test_more_seats_that_are_not_free_are_not_had(
        self, store: OperationsHarness, seats: int | tuple[int, ...]
    ) -> None:
        launch = store.given_launch()
        store.given_hold(launch, seats=(3,))
        booking = store.given_hold(launch, seats=(1,))
        before = _written(store, launch)

        assert self._more(store, booking, seats, limit=9) is None

        assert _written(store, launch) == before

    def test_more_seats_stay_within_the_limit(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(), _somebody()
        store.given_hold(launch, traveler_id=traveler, seats=2)
        booking = store.given_hold(launch, traveler_id=traveler, seats=1)

        assert self._more(store, booking, 2, limit=4) is None
        assert _survey(store, launch, traveler).held == 3
        assert self._more(store, booking, 1, limit=4) == (4,)

    @pytest.mark.parametrize("status", [LaunchStatus.ABORTED, LaunchStatus.SUCCESSFUL])
    def test_no_more_seats_of_a_final_launch(
        self, store: OperationsHarness, status: LaunchStatus
    ) -> None:
        booking = self._booked_before(store, status=status)

        assert self._more(store, booking, 1) is None

    def test_no_more_seats_of_a_suspended_launch(self, store: OperationsHarness) -> None:
        booking = self._booked_before(store, suspended=True)

        assert self._more(store, booking, 1) is None

    def test_no_more_seats_after_lift_off(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        booking = store.confirm(store.given_hold(launch))
        store.clock.set(launch.launch_at)

        assert self._more(store, booking, 1) is None

    def test_no_more_seats_at_another_price(self, store: OperationsHarness) -> None:
        booking = store.given_hold()

        assert self._more(store, booking, 1, price=PRICE + Money.of("0.01")) is None

    def test_more_seats_in_the_early_sale_are_for_vips(self, store: OperationsHarness) -> None:
        launch = store.given_launch(general_sale_at=NOW + timedelta(days=1))
        booking = store.given_hold(launch, vip=True)

        assert self._more(store, booking, 1) is None
        assert self._more(store, booking, 1, vip=True) == (2,)

    @staticmethod
    def _booked_before(store: OperationsHarness, **change: Any) -> Booking:
        """A booking of a launch that changed since."""
        launch = store.given_launch()
        booking = store.confirm(store.given_hold(launch))
        with store.writing():
            store.launches.save(evolve(store.launches.lock(launch.id), **change))
        return booking

    def test_dropped_seats_are_free(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(), _somebody()
        booking = store.given_hold(launch, traveler_id=traveler, seats=3)

        with store.writing():
            store.seat_ledger.drop(booking, (1, 3))
            store.bookings.reseat(drop_seats(booking, (1, 3), Money.of(0)))

        survey = _survey(store, launch, traveler)
        assert store.taken(launch.id) == {2}
        assert (survey.held, survey.open_holds, survey.seats_left) == (1, 1, 7)
        assert store.seat_ledger.discrepancies() == 0

    def test_seats_of_others_are_not_dropped(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        store.given_hold(launch, seats=(5,))
        booking = store.given_hold(launch, seats=(1, 2))

        with store.writing():
            store.seat_ledger.drop(booking, (2, 5))
            store.bookings.reseat(drop_seats(booking, (2,), Money.of(0)))

        assert store.taken(launch.id) == {1, 5}
        assert store.seat_ledger.discrepancies() == 0

    def test_swapped_seats_change_places(self, store: OperationsHarness) -> None:
        launch, traveler = store.given_launch(seats_total=4), _somebody()
        booking = store.given_hold(launch, traveler_id=traveler, seats=(1, 2))
        change = SwappedSeats(numbers=(1, 2), others=(4, 3))

        with store.writing():
            assert store.seat_ledger.swap(booking, change.numbers, change.others)
            store.bookings.reseat(swap_seats(booking, change))

        survey = _survey(store, launch, traveler)
        assert store.taken(launch.id) == {3, 4}
        assert (survey.held, survey.open_holds, survey.seats_left) == (2, 1, 2)
        assert store.seat_ledger.discrepancies() == 0

    @pytest.mark.parametrize("other", [2, 3, 9])
    def test_a_seat_is_not_swapped_for_one_that_is_not_free(
        self, store: OperationsHarness, other: int
    ) -> None:
        launch = store.given_launch()
        store.given_hold(launch, seats=(3,))
        booking = store.given_hold(launch, seats=(1, 2))

        with store.writing():
            assert not store.seat_ledger.swap(booking, (1,), (other,))

        assert store.taken(launch.id) == {1, 2, 3}

    def test_seats_being_added_are_given_back_with_the_others(
        self, store: OperationsHarness
    ) -> None:
        launch, traveler = store.given_launch(), _somebody()
        booking = store.confirm(store.given_hold(launch, traveler_id=traveler))
        verdict = Verdict(4, False, PRICE, PRICE)
        with store.writing():
            now, one = store.clock.now(), Wanted.seats(1)
            assert store.seat_ledger.take_more(booking, one, verdict, now=now) == (2,)
            adding = (SeatFare(2, PRICE),)
            extended = store.bookings.reseat(evolve(booking, adding=adding))
        assert store.seat_ledger.discrepancies() == 0
        assert _survey(store, launch, traveler).held == 2

        with store.writing():
            store.seat_ledger.give_back(extended)
            gone = cancel(extended, by=By.LAUNCH_ABORTED, reason="", now=NOW)
            store.bookings.reseat(gone)

        assert store.taken(launch.id) == frozenset()
        assert _survey(store, launch, traveler).held == 0
        assert store.seat_ledger.discrepancies() == 0

    @pytest.mark.parametrize("verb", ["take_more", "drop", "swap"])
    def test_seats_change_only_in_a_transaction(self, store: OperationsHarness, verb: str) -> None:
        launch = store.given_launch()
        booking = store.given_hold(launch, seats=2)
        ledger, verdict = store.seat_ledger, Verdict(4, False, PRICE, PRICE)
        calls: dict[str, Callable[[], object]] = {
            "take_more": partial(ledger.take_more, booking, Wanted(1), verdict, now=NOW),
            "drop": partial(ledger.drop, booking, (1,)),
            "swap": partial(ledger.swap, booking, (1,), (8,)),
        }

        with pytest.raises(RuntimeError):
            calls[verb]()

        assert store.taken(launch.id) == {1, 2}

    @few_examples
    @given(st.data())
    def test_changes_lose_no_seat_and_sell_none_twice(
        self, store: OperationsHarness, data: st.DataObject
    ) -> None:
        launch, traveler = store.given_launch(seats_total=6), _somebody()
        store.given_hold(launch, seats=1)
        booking = store.given_hold(launch, traveler_id=traveler, seats=1)
        for _ in range(data.draw(st.integers(1, 4))):
            wish = data.draw(st.sets(st.integers(1, 6), min_size=1, max_size=2))
            numbers = tuple(sorted(wish))
            if wish < set(booking.seat_numbers):
                with store.writing():
                    store.seat_ledger.drop(booking, numbers)
                    store.bookings.reseat(drop_seats(booking, numbers, Money.of(0)))
            else:
                self._more(store, booking, numbers)
            booking = store.bookings.get(booking.id)

            sold = [number for one in _bookings(store, launch) for number in one.seat_numbers]
            assert sorted(sold) == sorted(store.taken(launch.id))
            assert _survey(store, launch, traveler).held == len(booking.seats)
            assert store.seat_ledger.discrepancies() == 0


class SeatLedgerContract(_Taking, _Guards, _Keys, _Surveys, _Returns, _Changes):
    """Seats taken, guarded, surveyed, changed, given back; and all of it by many at once."""

    def test_a_take_waits_for_whoever_has_locked_the_launch(self, store: OperationsHarness) -> None:
        launch = store.given_launch()

        def stop() -> None:
            store.launches.save(evolve(store.launches.lock(launch.id), suspended=True))

        assert held_up(store.writing, stop, lambda: store.take(launch)) is None
        assert store.taken(launch.id) == frozenset()

    def test_many_at_once_are_sold_exactly_the_seats_there_are(
        self, store: OperationsHarness
    ) -> None:
        launch = store.given_launch(seats_total=5)

        taken = at_once([partial(_patient_take, store, launch, _somebody()) for _ in range(8)])

        sold = [number for one in taken if one is not None for number in one.seat_numbers]
        assert sorted(sold) == [1, 2, 3, 4, 5]
        assert store.taken(launch.id) == {1, 2, 3, 4, 5}

    def test_one_traveler_at_many_counters_stays_within_the_limit(
        self, store: OperationsHarness
    ) -> None:
        launch, traveler = store.given_launch(), _somebody()

        taken = at_once([partial(_patient_take, store, launch, traveler) for _ in range(6)])

        assert sum(one is not None for one in taken) == 2
        assert len(store.taken(launch.id)) == 2

    def test_one_key_at_many_counters_books_once(self, store: OperationsHarness) -> None:
        launch, key = store.given_launch(), a_keyed_request()

        taken = at_once([partial(_patient_take, store, launch, _somebody(), key) for _ in range(4)])

        assert sum(one is not None for one in taken) == 1
        assert len(store.taken(launch.id)) == 1


def _patient_take(
    store: OperationsHarness, launch: Launch, traveler_id: UserId, key: Any = None
) -> Booking | None:
    """Take one seat; None when refused or the key is in use."""
    for _ in range(20):
        with suppress(Unavailable):
            try:
                return store.take(launch, traveler_id=traveler_id, key=key)
            except KeyInUse:
                return None
    raise AssertionError("the store stayed unavailable")
