"""The life of a booking (stories 2.3, 2.5)."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.booking.booking import (
    BOOKING_MOVES,
    LIVE,
    Booking,
    BookingStatus,
    CancelledBy,
    NoSuchBookingMove,
    cancel,
    complete,
    confirm,
    expire,
    name_passengers,
)
from astrobookings.domain.booking.errors import PaymentInProgress
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.kernel.ids import AttemptId
from astrobookings.domain.kernel.money import total
from astrobookings.testing.strategies import bookings, passengers
from tests.domain.examples import NOW, SECOND, a_booking, a_passenger, number, usd

B = BookingStatus
LAUNCH_ENDED = {CancelledBy.LAUNCH_ABORTED, CancelledBy.LAUNCH_FAILED}
LISTED = {
    (B.HELD, B.CONFIRMED),
    (B.HELD, B.EXPIRED),
    (B.HELD, B.CANCELLED),
    (B.CONFIRMED, B.COMPLETED),
    (B.CONFIRMED, B.CANCELLED),
    (B.EXPIRED, B.CONFIRMED),
}


def call_off(booking: Booking, by: CancelledBy = CancelledBy.TRAVELER) -> Booking:
    return cancel(booking, by=by, reason="plans changed", now=NOW)


MOVES: dict[B, Callable[[Booking], Booking]] = {
    B.CONFIRMED: lambda booking: confirm(booking, NOW),
    B.EXPIRED: lambda booking: expire(booking, NOW),
    B.CANCELLED: call_off,
    B.COMPLETED: lambda booking: complete(booking, NOW),
}


@pytest.mark.story("2.3")
@pytest.mark.parametrize(("now", "wanted"), list(product(B, MOVES)))
def test_a_booking_moves_as_listed_and_in_no_other_way(now: B, wanted: B) -> None:
    booking, move = a_booking(status=now), MOVES[wanted]

    if (now, wanted) in LISTED:
        moved = move(booking)
        assert moved.status is wanted
        assert (moved.seats, moved.total_price) == (booking.seats, booking.total_price)
    else:
        with pytest.raises(NoSuchBookingMove) as refusal:
            move(booking)
        assert refusal.value.now is now


def test_the_table_says_the_same_and_nothing_becomes_held() -> None:
    listed = {(now, wanted) for now in B for wanted in BOOKING_MOVES[now]}

    assert listed == LISTED
    assert set(B) - MOVES.keys() == {B.HELD}


def test_a_confirmed_booking_knows_when() -> None:
    late = confirm(a_booking(status=B.EXPIRED, ended_at=NOW - SECOND), NOW)

    assert (late.confirmed_at, late.ended_at) == (NOW, None)


@pytest.mark.parametrize("wanted", [B.EXPIRED, B.CANCELLED, B.COMPLETED])
def test_an_ended_booking_knows_when(wanted: B) -> None:
    (start,) = {now for now, then in LISTED if then is wanted} - {B.HELD} or {B.HELD}

    assert MOVES[wanted](a_booking(status=start)).ended_at == NOW


@pytest.mark.story("2.5")
@pytest.mark.parametrize("by", CancelledBy)
def test_a_cancelled_booking_says_by_whom_and_why(by: CancelledBy) -> None:
    moved = call_off(a_booking(status=B.CONFIRMED), by)

    assert (moved.cancelled_by, moved.cancel_reason) == (by, "plans changed")


@pytest.mark.parametrize(("status", "by"), list(product(sorted(LIVE), CancelledBy)))
def test_a_payment_under_way_blocks_every_cancellation_but_the_end_of_the_launch(
    status: B, by: CancelledBy
) -> None:
    paying = a_booking(status=status, paying=AttemptId(number(9)))

    if by in LAUNCH_ENDED:
        assert call_off(paying, by).status is B.CANCELLED
    else:
        with pytest.raises(PaymentInProgress):
            call_off(paying, by)


@pytest.mark.parametrize("by", CancelledBy)
@pytest.mark.parametrize("paying", [None, AttemptId(number(9))])
def test_a_lapsed_hold_is_expired_and_not_cancelled(
    by: CancelledBy, paying: AttemptId | None
) -> None:
    held = a_booking(held_until=NOW, paying=paying)

    with pytest.raises(NoSuchBookingMove) as refusal:
        call_off(held, by)

    assert refusal.value.now is B.EXPIRED


@given(bookings())
def test_a_booking_costs_what_its_seats_cost(booking: Booking) -> None:
    assert booking.total_price == total(seat.price for seat in booking.seats)
    assert booking.total_price.cents == sum(seat.price.cents for seat in booking.seats)


@given(bookings())
def test_seats_stand_in_order_and_nobody_has_one_twice(booking: Booking) -> None:
    assert list(booking.seat_numbers) == sorted(set(booking.seat_numbers))
    assert len(booking.passengers) == len(booking.seats)


@pytest.mark.story("2.3")
@given(bookings(), st.lists(st.none() | passengers(), max_size=6))
def test_passengers_are_named_while_a_booking_lives_and_seats_stay(
    booking: Booking, named: list[Passenger | None]
) -> None:
    fitting = named[: len(booking.seats)]

    if booking.status in LIVE:
        changed = name_passengers(booking, fitting, booking.created_at)
        missing = [None] * (len(booking.seats) - len(fitting))
        assert list(changed.passengers) == fitting + missing
        assert evolve(changed, passengers=booking.passengers) == booking
    else:
        with pytest.raises(NoSuchBookingMove):
            name_passengers(booking, fitting, booking.created_at)


def test_a_lapsed_hold_names_no_passengers() -> None:
    held = a_booking()

    with pytest.raises(NoSuchBookingMove) as refusal:
        name_passengers(held, [a_passenger()], held.held_until)

    assert refusal.value.now is B.EXPIRED


def test_two_seats_at_different_prices_cost_their_sum() -> None:
    one, other = a_booking().seats
    booking = a_booking(seats=(one, evolve(other, price=usd("1500.50"))))

    assert booking.total_price == usd("2500.50")


@given(bookings(status=st.just(B.HELD), paying=st.just(False)))
def test_a_hold_lasts_a_quarter_of_an_hour(booking: Booking) -> None:
    assert booking.expires_at - booking.created_at == timedelta(minutes=15)
    assert booking.held_until == booking.expires_at
