"""Seats of a booking added, dropped or swapped (story 2.8)."""

from typing import Any
from uuid import UUID

from attrs import evolve
from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.booking.views import BookingPaymentStatus, BookingView
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.changes import AddedSeats, DroppedSeats, SeatChange, SwappedSeats
from astrobookings.domain.booking.errors import CancelInstead, QuoteExpired
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid, NotFound
from astrobookings.domain.kernel.ids import QuoteId
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.rendering import go
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.traveler_web.cancelling import show_quote
from astrobookings.entrypoints.web.traveler_web.change_pages import show_changes
from astrobookings.entrypoints.web.traveler_web.keys import key_of, once
from astrobookings.entrypoints.web.traveler_web.methods import (
    declined,
    method_in,
)
from astrobookings.entrypoints.web.traveler_web.paying import why_declined
from astrobookings.entrypoints.web.traveler_web.seating import (
    chosen_in,
    told,
    wanted_in,
)
from astrobookings.entrypoints.web.traveler_web.trips import Trip, own_trip
from astrobookings.entrypoints.web.words import seats_in_words

__all__ = ["ChangesController"]


class ChangesController(Controller):
    """Some seats change hands; the others keep price and passenger."""

    path = "/traveler/bookings/{booking_id:uuid}/seats"

    @get(sync_to_thread=True)
    def seats(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """The three ways to change seats, and what each brings about."""
        return show_changes(request, own_trip(request, booking_id), "seats")

    @get("/add", sync_to_thread=True)
    def to_add(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """The free seats, and how to pay for them."""
        return show_changes(request, own_trip(request, booking_id), "add")

    @post("/add", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def add(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """Paid at once if the booking is paid; with the rest if it is held."""
        trip, chosen = own_trip(request, booking_id), chosen_in(request)
        try:
            view = _changed(request, trip, _added(request.sent, trip, chosen))
        except AstroBookingsError as error:
            return show_changes(request, trip, "add", _refused(request, error), chosen, error)
        if view.declined is not None:
            why = declined(why_declined(view))
            refusal = f"The payment was declined: {why}. Your booking is as it was."
            form = evolve(request.sent, refusal=refusal, status=402)
            return show_changes(request, trip, "add", form, chosen)
        return _after_adding(request, trip, view)

    @get("/swap", sync_to_thread=True)
    def to_swap(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """Each seat with the free ones it can be given for."""
        return show_changes(request, own_trip(request, booking_id), "swap")

    @post("/swap", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def swap(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """Free of charge; whoever sat there moves along."""
        trip = own_trip(request, booking_id)
        try:
            view = _changed(request, trip, _swapped(request.sent, trip))
        except AstroBookingsError as error:
            return show_changes(request, trip, "swap", _refused(request, error))
        numbers = seats_in_words(view.booking.seat_numbers)
        return go(request, trip.address, f"You now have {numbers}.")

    @get("/drop", sync_to_thread=True)
    def to_drop(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """Which seats to give up."""
        return show_changes(request, own_trip(request, booking_id), "drop")

    @post("/drop", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def quote(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """What giving up these seats gives back, with the button that does it."""
        trip, chosen = own_trip(request, booking_id), chosen_in(request)
        return _quoted(request, trip, chosen, Form())

    @post("/dropped", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def drop(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """By the quote of these very seats."""
        trip, chosen = own_trip(request, booking_id), chosen_in(request)
        quote_id = QuoteId(request.sent.uuid("quote_id"))
        try:
            _changed(request, trip, DroppedSeats(numbers=chosen, quote_id=quote_id))
        except (QuoteExpired, NotFound):
            again = "That offer was no longer good, so nothing was given up. This is the new one."
            return _quoted(request, trip, chosen, Form(refusal=again, status=409))
        except AstroBookingsError as error:
            return show_changes(request, trip, "drop", _refused(request, error), chosen)
        return go(request, trip.address, f"You gave up {seats_in_words(chosen)}.")


def _changed(request: WebRequest, trip: Trip, change: SeatChange) -> BookingView:
    by, key = request.member(Standing.TRAVELER), key_of(request)
    act = request.system.change_seats
    return once(request, key, lambda: act(by, trip.booking.id, change, key))


def _refused(request: WebRequest, error: AstroBookingsError) -> Form:
    pointers = {"/seats": "count", "/add": "count", "/drop": "seat", "/swap": "to"}
    form = request.sent.refused(error, pointers)
    return evolve(form, refusal=told(error)) if form.refusal else form


def _added(form: Form, trip: Trip, chosen: tuple[int, ...]) -> AddedSeats:
    """Raises: Invalid: no seats, or nothing to pay with."""
    wanted = Wanted.seats(wanted_in(form, chosen))
    shown = form.money("price") if form.value("price") else trip.card.launch.price
    paid = trip.view.status is BookingStatus.CONFIRMED
    return AddedSeats(
        wanted=wanted,
        payment_method=method_in(form) if paid else None,
        expected_total=shown * wanted.count,
    )


def _after_adding(request: WebRequest, trip: Trip, view: BookingView) -> Response[Any]:
    waits = {BookingPaymentStatus.PENDING, BookingPaymentStatus.REQUIRES_ACTION}
    if view.payment.status in waits or "pay" in view.available_actions:
        return go(request, f"{trip.address}/pay")
    return go(request, trip.address, f"You now have {seats_in_words(view.booking.seat_numbers)}.")


def _swapped(form: Form, trip: Trip) -> SwappedSeats:
    """Raises: Invalid: nothing was chosen, or one seat twice."""
    pairs = [
        (number, form.whole(f"to-{number}"))
        for number in trip.booking.seat_numbers
        if form.value(f"to-{number}")
    ]
    if not pairs:
        raise Invalid((Fault("/swap", "choose another seat for at least one of yours"),))
    return SwappedSeats(
        numbers=tuple(number for number, _ in pairs), others=tuple(other for _, other in pairs)
    )


def _quoted(request: WebRequest, trip: Trip, chosen: tuple[int, ...], form: Form) -> Response[Any]:
    by = request.member(Standing.TRAVELER)
    try:
        if not chosen:
            raise Invalid((Fault("/drop", "tick the seats to give up", "required"),))
        made = request.system.quote_cancellation(by, trip.booking.id, chosen)
    except CancelInstead as error:
        return show_changes(request, trip, "drop", request.sent.refused(error), chosen, error)
    except AstroBookingsError as error:
        return show_changes(request, trip, "drop", _refused(request, error), chosen)
    hidden = {"instead": ",".join(map(str, made.seats))}
    return show_quote(request, trip, made, form, hidden=hidden)
