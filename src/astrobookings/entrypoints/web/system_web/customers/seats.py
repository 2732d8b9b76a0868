"""Customer service adds, drops and swaps seats of a booking (story 2.8)."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.booking.views import BookingPaymentStatus, BookingView
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.cancellation import Quote
from astrobookings.domain.booking.changes import (
    AddedSeats,
    DroppedSeats,
    SeatChange,
    SwappedSeats,
)
from astrobookings.domain.booking.errors import PaymentDeclined
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid
from astrobookings.domain.kernel.ids import BookingId, QuoteId
from astrobookings.domain.kernel.money import total
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.customers.acting import booking_page, to_booking
from astrobookings.entrypoints.web.system_web.customers.keys import fresh_key, keyed_form
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.words import seats_in_words

__all__ = ["SeatsController", "numbers_of", "wanted_seats"]

_WAITING = frozenset({BookingPaymentStatus.PENDING, BookingPaymentStatus.REQUIRES_ACTION})
_SWAP = "to-"


class SeatsController(Controller):
    """One kind of change at a time; the other seats keep price and passenger."""

    path = "/system/bookings/{booking_id:uuid}/seats"

    @get("/add", sync_to_thread=True)
    def more(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[str]:
        """The seats that are free, at today's price."""
        by, view = _seen(request, booking_id)
        return _add(request, by, view, Form({"key": fresh_key()}))

    @post("/add", status_code=200, sync_to_thread=True)
    def add(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """Those of a paid booking are paid at once; a declined payment changes nothing."""
        by, view = _seen(request, booking_id)
        form = request.sent
        try:
            changed = _changed(request, by, view, _added(request))
            if changed.declined is not None:
                raise PaymentDeclined(changed.declined)
        except PaymentDeclined as error:
            return _add(request, by, view, form.refused(error).with_values(key=fresh_key()))
        except AstroBookingsError as error:
            return _add(request, by, view, form.refused(error, {"/seats": "count"}))
        if changed.booking.adding and changed.payment.status in _WAITING:
            told = "The payment of the added seats is under way; the payer may have to confirm it."
            return to_booking(request, booking_id, told)
        mine = seats_in_words(changed.booking.seat_numbers)
        return to_booking(request, booking_id, f"The booking has {mine} now.")

    @get("/drop", sync_to_thread=True)
    def fewer(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[str]:
        """Which seats are given up, and why."""
        by, view = _seen(request, booking_id)
        return _drop(request, by, view, Form())

    @post("/drop", status_code=200, sync_to_thread=True, opt=REPEATABLE)
    def quote(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[str]:
        """What they give back, before anything is done."""
        by, view = _seen(request, booking_id)
        form = request.sent
        try:
            _require_reason(form)
            numbers = numbers_of(request, "seat")
            if not numbers:
                raise Invalid((Fault("/seats", "tick at least one seat", "required"),))
            quote = request.system.quote_cancellation(by, view.booking.id, numbers)
        except AstroBookingsError as error:
            return _drop(request, by, view, form.refused(error))
        return _dropping(request, by, view, quote, form.with_values(key=fresh_key()))

    @post("/drop/confirmation", status_code=200, sync_to_thread=True)
    def drop(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """The seats go back on sale, and what the quote says comes back."""
        by, view = _seen(request, booking_id)
        form, numbers = request.sent, tuple(sorted(numbers_of(request, "seat")))
        try:
            change = DroppedSeats(numbers=numbers, quote_id=QuoteId(form.uuid("quote_id")))
            _changed(request, by, view, change)
        except AstroBookingsError as error:
            return _drop(request, by, view, form.refused(error))
        gone = seats_in_words(numbers)
        return to_booking(request, booking_id, f"The booking has given up {gone}.")

    @get("/swap", sync_to_thread=True)
    def others(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[str]:
        """Each seat, and the free ones to have for it."""
        by, view = _seen(request, booking_id)
        return _swap(request, by, view, Form({"key": fresh_key()}))

    @post("/swap", status_code=200, sync_to_thread=True)
    def swap(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """At no cost; passengers move along."""
        by, view = _seen(request, booking_id)
        form = request.sent
        try:
            changed = _changed(request, by, view, _swapped(form, view))
        except AstroBookingsError as error:
            return _swap(request, by, view, form.refused(error))
        mine = seats_in_words(changed.booking.seat_numbers)
        return to_booking(request, booking_id, f"The booking has {mine} now.")


def numbers_of(request: WebRequest, name: str) -> tuple[int, ...]:
    """The seats that were ticked; what is no number counts for nothing."""
    said = request.ticked(name)
    return tuple(int(one) for one in said if one.isascii() and one.isdecimal() and len(one) < 5)


def wanted_seats(request: WebRequest) -> Wanted:
    """The seats that were ticked; if none, as many as were asked for.

    Raises:
        Invalid: neither, or none that can be.
    """
    chosen, form = numbers_of(request, "seat"), request.sent
    if chosen:
        return Wanted.seats(chosen)
    if not form.value("count"):
        detail = "choose seats, or say how many"
        raise Invalid((Fault("/count", detail, "required"),))
    return Wanted.seats(form.whole("count"))


def _seen(request: WebRequest, booking_id: UUID) -> tuple[Principal, BookingView]:
    by = employee(request, Action.CHANGE_BOOKINGS)
    return by, request.system.view_booking(by, BookingId(booking_id))


def _changed(
    request: WebRequest, by: Principal, view: BookingView, change: SeatChange
) -> BookingView:
    key = keyed_form(request, by, numbers_of(request, "seat"))
    reason = request.sent.value("reason")
    return request.system.change_seats(by, view.booking.id, change, key, reason)


def _added(request: WebRequest) -> AddedSeats:
    form, wanted = request.sent, wanted_seats(request)
    return AddedSeats(
        wanted=wanted,
        payment_method=form.value("payment_method") or None,
        expected_total=form.money("price") * wanted.count,
    )


def _swapped(form: Form, view: BookingView) -> SwappedSeats:
    """Raises: Invalid: nothing is swapped, or a seat is wanted twice."""
    pairs = {
        number: form.whole(f"{_SWAP}{number}")
        for number in view.booking.seat_numbers
        if form.value(f"{_SWAP}{number}")
    }
    return SwappedSeats(numbers=tuple(pairs), others=tuple(pairs.values()))


def _require_reason(form: Form) -> None:
    if not form.value("reason"):
        raise Invalid((Fault("/reason", "must not be empty", "required"),))


def _add(request: WebRequest, by: Principal, view: BookingView, form: Form) -> Response[str]:
    return booking_page(
        request,
        by,
        view,
        "add_seats",
        form,
        seats=request.system.view_seat_map(by, view.booking.launch_id),
        chosen=numbers_of(request, "seat"),
        paid=view.status is BookingStatus.CONFIRMED,
    )


def _drop(request: WebRequest, by: Principal, view: BookingView, form: Form) -> Response[str]:
    return booking_page(request, by, view, "drop_seats", form, chosen=numbers_of(request, "seat"))


def _dropping(
    request: WebRequest, by: Principal, view: BookingView, quote: Quote, form: Form
) -> Response[str]:
    paid = total(one.price for one in view.booking.seats if one.number in quote.seats)
    return booking_page(request, by, view, "dropping", form, quote=quote, paid=paid)


def _swap(request: WebRequest, by: Principal, view: BookingView, form: Form) -> Response[str]:
    seats = request.system.view_seat_map(by, view.booking.launch_id)
    free = [n for n in range(1, seats.seats_total + 1) if n not in seats.taken]
    choices = (("", "Keep it"), *((str(number), f"Seat {number}") for number in free))
    return booking_page(request, by, view, "swap_seats", form, choices=choices)
