"""Booking, step one: the seats (stories 2.3, 2.10)."""

from typing import Any

from attrs import evolve
from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.booking.book_seats import SeatRequest
from astrobookings.application.booking.views import BookingView
from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.domain.booking.errors import (
    Contended,
    GatewaySilent,
    KeyInUse,
)
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.errors import AstroBookingsError, Invalid, Unavailable
from astrobookings.entrypoints.http.booking.launches import launch_key
from astrobookings.entrypoints.http.booking.readiness import once_known
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.rendering import go
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.traveler_web.choosing import choose_seats
from astrobookings.entrypoints.web.traveler_web.keys import key_of, once
from astrobookings.entrypoints.web.traveler_web.methods import METHOD, method_in
from astrobookings.entrypoints.web.traveler_web.seating import (
    chosen_in,
    told,
    wanted_in,
)

__all__ = ["BookingController"]


class BookingController(Controller):
    """The seats of a launch, held for the traveler until they are paid."""

    path = "/traveler/book/{slug:str}"

    @get(sync_to_thread=True)
    def choose(self, request: WebRequest, slug: FromPath[str]) -> Response[str]:
        """The seat map; what else there is if nothing can be booked."""
        by = request.member(Standing.TRAVELER)
        return choose_seats(request, by, _card(request, slug), Form())

    @post(opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def book(self, request: WebRequest, slug: FromPath[str]) -> Response[Any]:
        """Hold the seats, and on to who travels; in an outage the request is taken instead."""
        by, chosen = request.member(Standing.TRAVELER), chosen_in(request)
        card, key = _card(request, slug), key_of(request)
        try:
            asked = _asked(request.sent, card, chosen)
        except Invalid as error:
            return choose_seats(request, by, card, request.sent.refused(error), chosen)
        try:
            booked = once(request, key, lambda: _booked(request, by, asked, key))
        except AstroBookingsError as error:
            if _interrupted(error):
                return _taken(request, by, card, asked, key)
            return _refused(request, by, slug, error, chosen)
        return _onward(request, booked)


def _interrupted(error: AstroBookingsError) -> bool:
    """Whether OperationsDB is away, and not just busy."""
    return isinstance(error, Unavailable) and not isinstance(error, Contended | GatewaySilent)


def _card(request: WebRequest, slug: str) -> LaunchCard:
    return request.system.view_launch(request.caller, launch_key(slug))


def _asked(form: Form, card: LaunchCard, chosen: tuple[int, ...]) -> SeatRequest:
    """Raises: Invalid: neither seats nor how many."""
    wanted = wanted_in(form, chosen)
    number = wanted if isinstance(wanted, int) else len(wanted)
    shown = form.money("price") if form.value("price") else card.launch.price
    return SeatRequest(
        launch_id=card.launch.id,
        seats=wanted,
        payment_method=method_in(form) if METHOD in form.values else None,
        expected_total=shown * number,
    )


def _booked(
    request: WebRequest, by: Principal, asked: SeatRequest, key: KeyedRequest
) -> BookingView:
    return once_known(request, by, lambda: request.system.book_seats(by, asked, key))


def _onward(request: WebRequest, booked: BookingView) -> Response[Any]:
    """To the next step; a booking that is paid already has none."""
    address = f"/traveler/bookings/{booked.booking.id}"
    if "pay" in booked.available_actions:
        return go(request, f"{address}/passengers")
    return go(request, address)


def _taken(
    request: WebRequest, by: Principal, card: LaunchCard, asked: SeatRequest, key: KeyedRequest
) -> Response[Any]:
    """Bookings are interrupted: keep what is wanted, or ask for what that takes."""
    form, chosen = request.sent, asked.seats if isinstance(asked.seats, tuple) else ()
    if asked.payment_method is None:
        interrupted = "Bookings were interrupted just now; nothing was held. Leave a request below."
        away = evolve(form, refusal=interrupted, status=503)
        return choose_seats(request, by, card, away, chosen, away=True)
    try:
        request_ = request.system.request_seats(by, asked, key)
    except AstroBookingsError as error:
        return choose_seats(request, by, card, form.refused(error), chosen, away=True)
    return go(request, f"/traveler/requests/{request_.id}")


def _refused(
    request: WebRequest,
    by: Principal,
    slug: str,
    error: AstroBookingsError,
    chosen: tuple[int, ...],
) -> Response[Any]:
    """The page anew, as the launch is now."""
    if isinstance(error, KeyInUse):
        return go(request, "/traveler", "Your seats are being held; look again in a moment.")
    form = request.sent.refused(error, {"/seats": "count"})
    if form.refusal:
        form = evolve(form, refusal=told(error))
    return choose_seats(request, by, _card(request, slug), form, chosen, error=error)
