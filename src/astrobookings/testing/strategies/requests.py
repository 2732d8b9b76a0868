"""Requests taken in an outage."""

from datetime import timedelta

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.kernel.ids import BookingId, BookingRequestId, LaunchId, QuoteId
from astrobookings.domain.sync.booking_request import (
    BookingRequest,
    Reason,
    WantedCancellation,
    WantedSeats,
    refused,
    settled,
)
from astrobookings.testing.strategies.booking import keyed_requests, seat_numbers
from astrobookings.testing.strategies.kernel import ids, instants, lines, prices, shares

__all__ = ["booking_requests", "refusal_reasons", "wanted_cancellations", "wanted_seats"]


@st.composite
def wanted_seats(draw: DrawFn) -> WantedSeats:
    """So many seats, or these."""
    chosen = draw(st.none() | seat_numbers())
    return WantedSeats(
        launch_id=draw(ids(LaunchId)),
        count=draw(st.integers(1, 6)) if chosen is None else len(chosen),
        chosen=chosen,
        payment_method="pm_ok",
        at_most=draw(prices()),
    )


def wanted_cancellations() -> SearchStrategy[WantedCancellation]:
    """By quote, some with another share."""
    return st.builds(
        WantedCancellation,
        booking_id=ids(BookingId),
        quote_id=ids(QuoteId),
        refund_share=st.none() | shares(),
        reason=lines(),
    )


def refusal_reasons() -> SearchStrategy[Reason]:
    """Why a request was refused."""
    return st.builds(Reason, code=st.sampled_from(["sold-out", "price-changed"]), sentence=lines())


@st.composite
def booking_requests(draw: DrawFn) -> BookingRequest:
    """Requests that wait, and requests that were decided."""
    now, key = draw(instants()), draw(keyed_requests())
    seats = draw(st.none() | wanted_seats())
    request = BookingRequest(
        id=draw(ids(BookingRequestId)),
        user_id=key.user_id,
        service="booking",
        request_id=draw(lines()),
        method=key.method,
        path=key.path,
        key=key.key,
        digest=key.digest,
        wanted_seats=seats,
        wanted_cancellation=draw(wanted_cancellations()) if seats is None else None,
        expires_at=now + timedelta(hours=6),
        created_at=now,
        updated_at=now,
        version=1,
    )
    outcomes = st.sampled_from(
        [
            request,
            evolve(settled(request, draw(ids(BookingId)), now), version=2),
            evolve(refused(request, draw(refusal_reasons()), now), version=2),
        ]
    )
    return draw(outcomes)
