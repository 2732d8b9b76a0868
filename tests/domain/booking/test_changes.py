"""Laws of seats added, dropped and swapped (story 2.8)."""

from decimal import Decimal
from random import Random

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from astrobookings.domain.booking.booking import (
    Booking,
    BookingStatus,
    CancelledBy,
    NoSuchBookingMove,
    SeatFare,
    cancel,
    payment_ended,
)
from astrobookings.domain.booking.changes import (
    SwappedSeats,
    add_seats,
    begin_adding,
    drop_seats,
    finish_adding,
    give_up_adding,
    require_changeable,
    swap_seats,
)
from astrobookings.domain.booking.errors import CancelInstead, PaymentInProgress
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.booking.policies import HoldPolicy
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.ids import AttemptId
from astrobookings.domain.kernel.money import ZERO, Money, total
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.strategies import bookings, prices, shares
from tests.domain.examples import usd

HOLDS = HoldPolicy()
CHANGEABLE = st.sampled_from([BookingStatus.HELD, BookingStatus.CONFIRMED])
PAID = st.just(BookingStatus.CONFIRMED)
IDLE = st.just(False)


def _sitting(booking: Booking) -> dict[int, tuple[Money, Passenger | None]]:
    """Price and passenger of each seat."""
    pairs = zip(booking.seats, booking.passengers, strict=True)
    return {seat.number: (seat.price, passenger) for seat, passenger in pairs}


def _ordered(booking: Booking) -> bool:
    return list(booking.seat_numbers) == sorted(set(booking.seat_numbers))


@given(bookings(status=CHANGEABLE, paying=IDLE), prices())
def test_the_seats_there_were_keep_price_and_passenger_when_some_are_added(
    booking: Booking, price: Money
) -> None:
    last = booking.seats[-1].number
    fares = (SeatFare(last + 2, price), SeatFare(last + 1, price))

    more = add_seats(booking, fares)

    assert _ordered(more)
    added = {last + 1: (price, None), last + 2: (price, None)}
    assert _sitting(more) == _sitting(booking) | added
    assert more.total_price == booking.total_price + price * 2


@given(st.data())
def test_what_is_left_keeps_price_and_passenger_when_seats_are_dropped(data: st.DataObject) -> None:
    booking = data.draw(bookings(status=CHANGEABLE, paying=IDLE))
    assume(len(booking.seats) > 1)
    most = len(booking.seats) - 1
    chosen = st.lists(st.sampled_from(booking.seat_numbers), min_size=1, max_size=most, unique=True)
    numbers = tuple(sorted(data.draw(chosen)))

    left = drop_seats(booking, numbers, ZERO)

    assert _ordered(left)
    kept = {one: sat for one, sat in _sitting(booking).items() if one not in numbers}
    assert _sitting(left) == kept


@given(bookings(status=PAID, paying=IDLE), shares())
def test_what_a_drop_does_not_give_back_stays_with_the_agency(
    booking: Booking, share: Decimal
) -> None:
    assume(len(booking.seats) > 1)
    price = booking.seats[0].price
    refund = price.share(share)

    left = drop_seats(booking, booking.seat_numbers[:1], refund)

    before, after = booking.total_price + booking.retained, left.total_price + left.retained
    assert before == after + refund
    assert left.retained >= booking.retained


@given(bookings(status=st.just(BookingStatus.HELD), paying=IDLE))
def test_nothing_stays_of_seats_nobody_paid_for(booking: Booking) -> None:
    assume(len(booking.seats) > 1)

    assert drop_seats(booking, booking.seat_numbers[1:], ZERO).retained == ZERO


@given(bookings(status=CHANGEABLE, paying=IDLE))
def test_the_last_seats_are_cancelled_instead(booking: Booking) -> None:
    with pytest.raises(CancelInstead):
        drop_seats(booking, booking.seat_numbers, ZERO)


@given(bookings(status=CHANGEABLE, paying=IDLE))
def test_only_its_own_seats_are_dropped_or_swapped(booking: Booking) -> None:
    odd = booking.seats[-1].number + 1

    with pytest.raises(Invalid) as dropped:
        drop_seats(booking, (odd,), ZERO)
    with pytest.raises(Invalid) as swapped:
        swap_seats(booking, SwappedSeats(numbers=(odd,), others=(odd + 1,)))

    assert [fault.pointer for fault in dropped.value.faults] == ["/drop"]
    assert [fault.pointer for fault in swapped.value.faults] == ["/swap"]


@given(bookings(status=CHANGEABLE, paying=IDLE), st.randoms(use_true_random=False))
def test_who_sat_in_a_seat_moves_along_with_its_price(booking: Booking, chance: Random) -> None:
    numbers = booking.seat_numbers[: chance.randint(1, len(booking.seats))]
    free = [one for one in range(1, 40) if one not in booking.seat_numbers]
    others = tuple(chance.sample(free, len(numbers)))

    moved = swap_seats(booking, SwappedSeats(numbers=numbers, others=others))

    to = dict(zip(numbers, others, strict=True))
    expected = {to.get(one, one): sat for one, sat in _sitting(booking).items()}
    assert _ordered(moved)
    assert _sitting(moved) == expected
    assert (moved.total_price, moved.retained) == (booking.total_price, booking.retained)


@pytest.mark.parametrize(
    ("numbers", "others"), [((), ()), ((1, 1), (2, 3)), ((1, 2), (3, 3)), ((1,), (0,))]
)
def test_a_swap_names_different_seats(numbers: tuple[int, ...], others: tuple[int, ...]) -> None:
    with pytest.raises(Invalid):
        SwappedSeats(numbers=numbers, others=others)


@given(bookings(status=PAID, paying=IDLE), prices())
def test_seats_are_added_once_their_payment_is_secured(booking: Booking, price: Money) -> None:
    attempt, now = AttemptId(fresh_id()), booking.updated_at
    fares = (SeatFare(booking.seats[-1].number + 1, price),)

    begun = begin_adding(booking, fares, attempt, now=now, policy=HOLDS)

    assert (begun.seats, begun.adding, begun.paying) == (booking.seats, fares, attempt)
    assert begun.held_until == now + HOLDS.while_paying
    assert begun.kept_numbers == (*booking.seat_numbers, fares[0].number)
    done = payment_ended(finish_adding(begun), attempt)
    given_up = payment_ended(give_up_adding(begun), attempt)
    assert (done.adding, done.paying) == ((), None)
    assert done.total_price == booking.total_price + total(fare.price for fare in fares)
    assert given_up == payment_ended(booking, attempt) or given_up.seats == booking.seats


@given(bookings(status=CHANGEABLE, paying=st.just(True)))
def test_a_payment_under_way_blocks_every_change(booking: Booking) -> None:
    assume(booking.paying is not None)

    with pytest.raises(PaymentInProgress):
        require_changeable(booking, booking.updated_at)


@given(bookings(status=st.sampled_from(sorted({*BookingStatus} - {"held", "confirmed"}))))
def test_only_live_bookings_change(booking: Booking) -> None:
    with pytest.raises(NoSuchBookingMove):
        require_changeable(booking, booking.updated_at)


@given(bookings(status=st.just(BookingStatus.HELD), paying=IDLE))
def test_a_hold_is_not_extended_by_a_payment(booking: Booking) -> None:
    attempt, fares = AttemptId(fresh_id()), (SeatFare(40, usd("1")),)

    with pytest.raises(NoSuchBookingMove):
        begin_adding(booking, fares, attempt, now=booking.created_at, policy=HOLDS)


@given(bookings(status=PAID, paying=IDLE))
def test_an_ended_launch_ends_an_addition_too(booking: Booking) -> None:
    extended = evolve(booking, adding=(SeatFare(40, usd("1")),))

    ended = cancel(extended, by=CancelledBy.LAUNCH_ABORTED, reason="", now=booking.updated_at)

    assert ended.adding == ()
