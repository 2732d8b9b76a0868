"""Quotes hold for a quarter of an hour and one use (story 2.5)."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.booking.booking import Booking, BookingStatus, name_passengers
from astrobookings.domain.booking.cancellation import Due, Quote, quote, use
from astrobookings.domain.booking.errors import QuoteExpired
from astrobookings.domain.booking.policies import QuotePolicy
from astrobookings.domain.kernel.entities import stored
from astrobookings.domain.kernel.ids import BookingId, QuoteId, RefundId
from astrobookings.testing.strategies import bookings, launches
from tests.domain.examples import (
    INSTANT,
    NOW,
    a_booking,
    a_delay,
    a_launch,
    a_passenger,
    number,
    usd,
)

WHAT = Due(usd("1400.00"), Decimal("0.7"), "because")
REFUND = RefundId(number(70))
QUARTER = timedelta(minutes=15)
LOST = [LaunchStatus.ABORTED, LaunchStatus.FAILED]
flying = st.sampled_from(sorted(set(LaunchStatus) - set(LOST)))


def quoted(booking: Booking, launch: Launch, now: datetime = NOW) -> Quote:
    return quote(QuoteId(number(71)), booking, launch, WHAT, now=now, policy=QuotePolicy())


def used(the_quote: Quote, booking: Booking, launch: Launch, now: datetime = NOW) -> Quote:
    return use(the_quote, booking, launch, refund_id=REFUND, now=now)


@pytest.mark.story("2.5")
@given(bookings(), launches())
def test_a_quote_says_what_is_due_and_until_when(booking: Booking, launch: Launch) -> None:
    offer = quoted(booking, launch)

    assert (offer.refund, offer.share, offer.explanation) == (
        WHAT.refund,
        WHAT.share,
        WHAT.explanation,
    )
    assert (offer.booking_id, offer.expires_at) == (booking.id, NOW + QUARTER)
    assert (offer.used_at, offer.refund_id) == (None, None)


@pytest.mark.story("2.5")
@given(bookings(), launches(status=flying), st.timedeltas(timedelta(0), QUARTER - INSTANT))
def test_a_quote_is_used_within_a_quarter_of_an_hour(
    booking: Booking, launch: Launch, later: timedelta
) -> None:
    offer = quoted(booking, launch)

    done = used(offer, booking, launch, NOW + later)

    assert done == evolve(offer, used_at=NOW + later, refund_id=REFUND)


@pytest.mark.story("2.5")
def test_a_quote_is_void_after_a_quarter_of_an_hour() -> None:
    offer = quoted(a_booking(), a_launch())

    with pytest.raises(QuoteExpired):
        used(offer, a_booking(), a_launch(), NOW + QUARTER)


@pytest.mark.story("2.5")
def test_a_quote_is_used_once() -> None:
    done = used(quoted(a_booking(), a_launch()), a_booking(), a_launch())

    with pytest.raises(QuoteExpired):
        used(done, a_booking(), a_launch())


@pytest.mark.story("2.4")
def test_a_delay_voids_open_quotes() -> None:
    offer = quoted(a_booking(), a_launch())

    with pytest.raises(QuoteExpired):
        used(offer, a_booking(), a_launch(delays=(a_delay(),)))


@pytest.mark.story("1.5")
@pytest.mark.parametrize("status", LOST)
def test_a_lost_launch_voids_quotes_of_less_than_everything(status: LaunchStatus) -> None:
    booking, lost = a_booking(status=BookingStatus.CONFIRMED), a_launch(status=status)
    in_part = quoted(booking, a_launch())
    in_full = evolve(in_part, share=Decimal(1))

    with pytest.raises(QuoteExpired):
        used(in_part, booking, lost)
    assert used(in_full, booking, lost).used_at == NOW


@pytest.mark.parametrize("status", LOST)
def test_a_hold_on_a_lost_launch_is_still_given_up_by_quote(status: LaunchStatus) -> None:
    offer = quoted(a_booking(), a_launch())

    assert used(offer, a_booking(), a_launch(status=status)).used_at == NOW


@pytest.mark.story("2.5")
def test_a_change_of_the_booking_voids_its_quotes() -> None:
    booking = a_booking()
    offer = quoted(booking, a_launch())

    changed = stored(name_passengers(booking, [a_passenger()], NOW), NOW)

    with pytest.raises(QuoteExpired):
        used(offer, changed, a_launch())


def test_a_quote_serves_its_own_booking_only() -> None:
    offer = quoted(a_booking(), a_launch())

    with pytest.raises(QuoteExpired):
        used(offer, a_booking(id=BookingId(number(99))), a_launch())
