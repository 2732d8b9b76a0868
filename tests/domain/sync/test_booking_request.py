"""A booking request is decided once, and then forgets how it was to be paid."""

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.booking.errors import KeyReused, SoldOut
from astrobookings.domain.kernel.ids import BookingId, QuoteId
from astrobookings.domain.sync.booking_request import (
    REQUEST_MOVES,
    BookingRequest,
    NoSuchRequestMove,
    Reason,
    RequestKind,
    RequestPolicy,
    RequestStatus,
    WantedCancellation,
    check_same,
    lapsed,
    refused,
    settled,
)
from astrobookings.testing.builders import NOW, a_booking_request, a_passenger, numbered

BOOKED = BookingId(numbered(7))
SOLD_OUT = Reason.of(SoldOut(2, 1))
LATER = NOW + timedelta(minutes=3)


def cancellation() -> BookingRequest:
    wanted = WantedCancellation(booking_id=BOOKED, quote_id=QuoteId(numbered(8)))
    return a_booking_request(wanted_seats=None, wanted_cancellation=wanted)


def test_a_settled_request_names_its_booking() -> None:
    done = settled(a_booking_request(), BOOKED, LATER)

    assert (done.status, done.booking_id) == (RequestStatus.SETTLED, BOOKED)
    assert (done.decided_at, done.reason) == (LATER, None)


def test_a_refused_request_says_why() -> None:
    done = refused(a_booking_request(), SOLD_OUT, LATER)

    assert (done.status, done.booking_id) == (RequestStatus.REFUSED, None)
    assert done.reason == Reason("sold-out", "You asked for 2 seats; 1 are left.")


def test_a_refused_request_may_leave_a_booking_to_be_paid() -> None:
    assert refused(a_booking_request(), SOLD_OUT, LATER, BOOKED).booking_id == BOOKED


@given(first=st.booleans(), second=st.booleans())
def test_what_is_decided_stays_decided(first: bool, second: bool) -> None:
    def decide(request: BookingRequest, yes: bool) -> BookingRequest:
        return settled(request, BOOKED, NOW) if yes else refused(request, SOLD_OUT, NOW)

    decided = decide(a_booking_request(), first)

    with pytest.raises(NoSuchRequestMove, match=f"A request that is {decided.status} cannot"):
        decide(decided, second)


def test_the_table_of_moves_has_every_status() -> None:
    assert set(REQUEST_MOVES) == set(RequestStatus)


def test_a_decided_request_knows_neither_payment_method_nor_passengers() -> None:
    request = a_booking_request()
    assert request.wanted_seats is not None
    manned = evolve(request.wanted_seats, passengers=(a_passenger(), a_passenger()))
    request = evolve(request, wanted_seats=manned)

    for done in (settled(request, BOOKED, NOW), refused(request, SOLD_OUT, NOW)):
        assert done.wanted_seats == evolve(manned, payment_method="", passengers=())


def test_a_payment_method_is_not_printed() -> None:
    assert "pm_ok" not in repr(a_booking_request())


def test_a_request_lapses_after_its_time_unless_it_is_decided() -> None:
    request = a_booking_request()
    end = NOW + RequestPolicy().lasts

    assert RequestPolicy().lasts == timedelta(hours=6)
    assert not lapsed(request, end - timedelta(microseconds=1))
    assert lapsed(request, end)
    assert not lapsed(settled(request, BOOKED, NOW), end)


def test_a_retry_is_the_same_request() -> None:
    request = a_booking_request()

    check_same(request, request.keyed)
    with pytest.raises(KeyReused):
        check_same(request, evolve(request.keyed, digest="f" * 64))


def test_a_request_wants_one_thing() -> None:
    request, other = a_booking_request(), cancellation()
    assert (request.kind, other.kind) == (RequestKind.BOOKING, RequestKind.CANCELLATION)

    with pytest.raises(ValueError, match="either seats or a cancellation"):
        evolve(request, wanted_cancellation=other.wanted_cancellation)
    with pytest.raises(ValueError, match="either seats or a cancellation"):
        evolve(request, wanted_seats=None)


def test_seats_are_a_number_or_those_chosen() -> None:
    seats = a_booking_request().wanted_seats
    assert seats is not None

    assert seats.seats == 2
    assert evolve(seats, chosen=(3, 8)).seats == (3, 8)
