"""Holds lapse, payments keep them for a while (story 2.3)."""

from datetime import datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.booking.booking import (
    Booking,
    BookingStatus,
    NoSuchBookingMove,
    begin_payment,
    confirm,
    expire,
    lapsed,
    payment_ended,
    status_at,
)
from astrobookings.domain.booking.errors import HoldExpired, PaymentInProgress
from astrobookings.domain.booking.policies import HoldPolicy
from astrobookings.domain.kernel.ids import AttemptId
from astrobookings.testing.strategies import bookings, spans
from tests.domain.examples import INSTANT, NOW, a_booking, number

POLICY = HoldPolicy()
ATTEMPT, OTHER = AttemptId(number(9)), AttemptId(number(10))
HELD, EXPIRED = BookingStatus.HELD, BookingStatus.EXPIRED
LAPSE = NOW + timedelta(minutes=15)
HALF_AN_HOUR = timedelta(minutes=30)
unpaid = bookings(status=st.just(HELD), paying=st.just(False))
while_held = spans(most=POLICY.lasts - INSTANT)


def begin(booking: Booking, now: datetime, attempt: AttemptId = ATTEMPT) -> Booking:
    return begin_payment(booking, attempt, now=now, policy=POLICY)


@pytest.mark.story("2.3")
def test_a_hold_reads_as_expired_from_its_last_instant_on() -> None:
    booking = a_booking()

    assert status_at(booking, LAPSE - INSTANT) is HELD
    assert status_at(booking, LAPSE) is EXPIRED
    assert booking.status is HELD


@given(bookings(), spans())
def test_only_holds_lapse(booking: Booking, later: timedelta) -> None:
    now = booking.created_at + later

    over = lapsed(booking, now)

    assert over == (booking.status is HELD and now >= booking.held_until)
    assert status_at(booking, now) is (EXPIRED if over else booking.status)


@pytest.mark.story("2.3")
@given(unpaid, while_held)
def test_a_payment_begun_in_time_keeps_the_hold_for_half_an_hour(
    booking: Booking, later: timedelta
) -> None:
    now = booking.created_at + later

    paying = begin(booking, now)

    kept_until = now + HALF_AN_HOUR
    assert paying == evolve(booking, paying=ATTEMPT, held_until=kept_until)
    assert not lapsed(paying, kept_until - INSTANT)
    assert lapsed(paying, kept_until)


def test_a_payment_never_shortens_a_hold() -> None:
    long_held = a_booking(expires_at=NOW + timedelta(days=2), held_until=NOW + timedelta(days=2))

    assert begin(long_held, NOW).held_until == NOW + timedelta(days=2)


@pytest.mark.story("2.3")
def test_a_payment_begins_before_the_hold_lapses_and_not_after() -> None:
    booking = a_booking()

    assert begin(booking, LAPSE - INSTANT).paying == ATTEMPT
    with pytest.raises(HoldExpired):
        begin(booking, LAPSE)


@pytest.mark.story("2.3")
@given(unpaid, while_held)
def test_a_second_payment_waits_for_the_first(booking: Booking, later: timedelta) -> None:
    now = booking.created_at + later
    paying = begin(booking, now)

    with pytest.raises(PaymentInProgress):
        begin(paying, now, OTHER)
    with pytest.raises(PaymentInProgress):
        begin(paying, paying.held_until - INSTANT, OTHER)
    with pytest.raises(HoldExpired):
        begin(paying, paying.held_until, OTHER)


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (BookingStatus.CONFIRMED, NoSuchBookingMove),
        (BookingStatus.COMPLETED, NoSuchBookingMove),
        (BookingStatus.CANCELLED, NoSuchBookingMove),
        (BookingStatus.EXPIRED, HoldExpired),
    ],
)
def test_only_a_hold_is_paid(status: BookingStatus, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        begin(a_booking(status=status), NOW)


@pytest.mark.story("2.3")
@given(unpaid, while_held)
def test_a_payment_that_came_to_nothing_leaves_the_hold_as_it_was(
    booking: Booking, later: timedelta
) -> None:
    paying = begin(booking, booking.created_at + later)

    assert payment_ended(paying, ATTEMPT) == booking
    assert payment_ended(paying, OTHER) == paying


def test_payments_cannot_keep_a_hold_again_and_again() -> None:
    failed = payment_ended(begin(a_booking(), LAPSE - INSTANT), ATTEMPT)

    with pytest.raises(HoldExpired):
        begin(failed, LAPSE, OTHER)


@pytest.mark.story("2.3")
def test_a_late_success_confirms_a_lapsed_hold_and_an_expired_booking() -> None:
    paying = begin(a_booking(), NOW)
    late = paying.held_until

    for row in (paying, expire(paying, late)):
        assert status_at(row, late) is EXPIRED
        assert confirm(row, late).status is BookingStatus.CONFIRMED


def test_an_expired_booking_keeps_the_payment_that_may_still_land() -> None:
    paying = begin(a_booking(), NOW)

    assert expire(paying, paying.held_until).paying == ATTEMPT


def test_a_confirmed_booking_is_in_payment_until_the_money_is_captured() -> None:
    secured = confirm(begin(a_booking(), NOW), NOW)

    assert secured.paying == ATTEMPT
    assert payment_ended(secured, ATTEMPT).paying is None
    assert payment_ended(secured, ATTEMPT).status is BookingStatus.CONFIRMED
