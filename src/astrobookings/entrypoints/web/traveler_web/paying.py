"""Booking, step three: the payment, while the seats are held (story 2.3)."""

from typing import Any
from uuid import UUID

from attrs import evolve
from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.booking.views import BookingPaymentStatus, BookingView
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.errors import HoldExpired, KeyInUse, PaymentInProgress
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.traveler_web.keys import key_of, once
from astrobookings.entrypoints.web.traveler_web.methods import (
    bank_page,
    declined,
    method_in,
    with_method,
)
from astrobookings.entrypoints.web.traveler_web.trips import Trip, own_trip, trip_of

__all__ = ["PayingController", "why_declined"]

_UNDER_WAY = frozenset({BookingPaymentStatus.PENDING, BookingPaymentStatus.REQUIRES_ACTION})


class PayingController(Controller):
    """One payment at a time; a declined one leaves the seats held."""

    path = "/traveler/bookings/{booking_id:uuid}/pay"

    @get(sync_to_thread=True)
    def payment(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """Ways to pay, or what the payment under way waits for."""
        trip = own_trip(request, booking_id)
        if trip.may("pay"):
            return _form(request, trip, Form())
        if trip.view.payment.status in _UNDER_WAY and trip.view.as_of is None:
            return _waiting(request, trip)
        return go(request, trip.address)

    @post(opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def pay(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """Confirmed, declined with the seats still held, or waiting for the payer's bank."""
        by, form = request.member(Standing.TRAVELER), request.sent
        trip, key = own_trip(request, booking_id), key_of(request)
        try:
            method, pay = method_in(form), request.system.pay_booking
            view = once(request, key, lambda: pay(by, trip.booking.id, method, key))
        except (KeyInUse, PaymentInProgress):
            return go(request, f"{trip.address}/pay")
        except HoldExpired:
            return go(request, trip.address)
        except AstroBookingsError as error:
            return _refused(request, own_trip(request, booking_id), form.refused(error))
        return _outcome(request, trip_of(request, view), form)


def _outcome(request: WebRequest, trip: Trip, form: Form) -> Response[Any]:
    if trip.view.payment.status in _UNDER_WAY:
        return go(request, f"{trip.address}/pay")
    if trip.view.status is not BookingStatus.HELD:
        told = f"Paid and confirmed. Next stop: {trip.there}."
        return go(request, f"{trip.address}/pass", told)
    refusal = (
        f"The payment was declined: {declined(why_declined(trip.view))}. Nothing was charged, and "
        "the seats are still yours. Try another way to pay."
    )
    return _form(request, trip, evolve(form, refusal=refusal, status=402))


def _refused(request: WebRequest, trip: Trip, form: Form) -> Response[Any]:
    """The ways to pay again, or why there is nothing to pay any more."""
    if trip.may("pay"):
        return _form(request, trip, form)
    return go(request, trip.address, form.refusal, tone="bad")


def why_declined(view: BookingView) -> str:
    """The reason of the payment that was declined last."""
    reasons = [charge.decline_reason for charge in view.charges if charge.decline_reason]
    return view.declined or (reasons[-1] if reasons else "declined")


def _form(request: WebRequest, trip: Trip, form: Form) -> Response[str]:
    before = trip.view.payment.status is BookingPaymentStatus.DECLINED and form.good
    form, methods = with_method(request, form)
    return page(
        request,
        "traveler/pay.html",
        form=form,
        trip=trip,
        methods=methods,
        declined_before=declined(why_declined(trip.view)) if before else "",
    )


def _waiting(request: WebRequest, trip: Trip) -> Response[str]:
    asked = trip.view.payment.next_action
    return page(
        request,
        "traveler/payment_waits.html",
        trip=trip,
        bank=bank_page(request, asked) if asked else "",
    )
