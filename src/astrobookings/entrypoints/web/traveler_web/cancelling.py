"""Cancelling a booking, once what comes back was said (story 2.5)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Controller, Response, post
from litestar.params import FromPath

from astrobookings.domain.booking.cancellation import Quote
from astrobookings.domain.booking.errors import Contended, QuoteExpired
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.errors import AstroBookingsError, NotFound, Unavailable
from astrobookings.domain.kernel.ids import BookingId, QuoteId
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.traveler_web.trips import Trip, own_trip

__all__ = ["CancellingController", "show_quote"]

_AWAY = "Bookings are interrupted: what comes back can be said once they are there again."


class CancellingController(Controller):
    """A quote first; its id lets the cancellation happen once, however often it is sent."""

    path = "/traveler/bookings/{booking_id:uuid}"

    @post("/quote", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def quote(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """What comes back, why and until when, with the button that does it."""
        trip = own_trip(request, booking_id)
        return _quoted(request, trip, Form())

    @post("/cancel", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def cancel(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """By the quote; in an outage the request is taken instead."""
        by, trip = request.member(Standing.TRAVELER), own_trip(request, booking_id)
        quote_id = QuoteId(request.sent.uuid("quote_id"))
        try:
            request.system.cancel_booking(by, trip.booking.id, quote_id)
        except (QuoteExpired, NotFound):
            told = "That offer was no longer good, so nothing was cancelled. This is the new one."
            return _quoted(request, trip, Form(refusal=told, status=409))
        except Contended:
            raise
        except Unavailable:
            return _taken(request, by, trip.booking.id, quote_id)
        return go(request, trip.address, "The booking is cancelled.")


def _quoted(request: WebRequest, trip: Trip, form: Form) -> Response[Any]:
    by = request.caller
    try:
        made = request.system.quote_cancellation(by, trip.booking.id)
    except Unavailable:
        return go(request, trip.address, _AWAY, tone="warn")
    except AstroBookingsError as error:
        return go(request, trip.address, str(error), tone="bad")
    return show_quote(request, trip, made, form)


def show_quote(
    request: WebRequest,
    trip: Trip,
    quote: Quote,
    form: Form,
    *,
    hidden: Mapping[str, str] | None = None,
) -> Response[str]:
    """What *quote* gives back, for all of the booking or for some of its seats."""
    return page(
        request, "traveler/quote.html", form=form, trip=trip, quote=quote, hidden=hidden or {}
    )


def _taken(
    request: WebRequest, by: Principal, booking_id: BookingId, quote_id: QuoteId
) -> Response[Any]:
    """Bookings are interrupted: the cancellation is kept and settled later (story 5.5)."""
    key = KeyedRequest(
        user_id=signed_in(by),
        method="POST",
        path=request.scope["path"],
        key=str(quote_id),
        digest=quote_id.hex * 2,
    )
    kept = request.system.request_cancellation(by, booking_id, quote_id, None, key)
    return go(request, f"/traveler/requests/{kept.id}")
