"""Customer service names passengers, records transfers, extends holds (story 2.8)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.booking.record_transfer import TransferSeen
from astrobookings.application.booking.views import BookingView
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, refuse_faults
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.entrypoints.web.forms import Form, Reading
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.customers.people import People, full_name
from astrobookings.entrypoints.web.system_web.desk import employee

__all__ = ["ActingController", "booking_page", "to_booking"]

_PERSON = ("first_name", "last_name", "birth_date")
_MOMENT = "%Y-%m-%dT%H:%M"


def to_booking(request: WebRequest, booking_id: UUID, told: str) -> Response[Any]:
    """Back to the booking, with what was done."""
    return go(request, f"/system/bookings/{booking_id}", told)


def booking_page(
    request: WebRequest, by: Principal, view: BookingView, template: str, form: Form, **facts: Any
) -> Response[str]:
    """A page about *view* that names its traveler and launch."""
    people = People(request.system, by)
    traveler = people.traveler(view.booking.traveler_id)
    return page(
        request,
        f"system/customers/{template}.html",
        form=form,
        row={"view": view, "name": full_name(traveler), "traveler": traveler},
        card=people.card(view.booking.launch_id),
        **facts,
    )


class ActingController(Controller):
    """Every act says why; the booking tells who acted for its traveler."""

    path = "/system/bookings/{booking_id:uuid}"

    @get("/passengers", sync_to_thread=True)
    def passengers(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[str]:
        """Who sits where, to be named or corrected."""
        by = employee(request, Action.CHANGE_BOOKINGS)
        view = request.system.view_booking(by, BookingId(booking_id))
        return _passengers(request, by, view, _named(view))

    @post("/passengers", status_code=200, sync_to_thread=True)
    def name(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        by, form = employee(request, Action.CHANGE_BOOKINGS), request.sent
        view = request.system.view_booking(by, BookingId(booking_id))
        try:
            people = _people(form, len(view.booking.seats))
            request.system.name_passengers(by, view.booking.id, people, reason=form.value("reason"))
        except AstroBookingsError as error:
            return _passengers(request, by, view, form.refused(error))
        return to_booking(request, booking_id, "The passengers are named.")

    @get("/transfer", sync_to_thread=True)
    def transfer(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[str]:
        """What the bank statement says."""
        by = employee(request, Action.RECORD_TRANSFERS)
        view = request.system.view_booking(by, BookingId(booking_id))
        form = Form({"amount": f"{view.booking.total_price.amount:.2f}"})
        return _transfer(request, by, view, form)

    @post("/transfer", status_code=200, sync_to_thread=True)
    def record(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """The hold becomes a confirmed booking."""
        by, form = employee(request, Action.RECORD_TRANSFERS), request.sent
        view = request.system.view_booking(by, BookingId(booking_id))
        try:
            seen = _seen(form, request.system.clock.now())
            confirmed = request.system.record_transfer(by, view.booking.id, seen)
        except AstroBookingsError as error:
            return _transfer(request, by, view, form.refused(error))
        told = f"The transfer of {seen.amount} is recorded; {confirmed.booking.reference} is paid."
        return to_booking(request, booking_id, told)

    @get("/hold", sync_to_thread=True)
    def hold(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[str]:
        """Until when the seats are held, and until when they may be."""
        by = employee(request, Action.EXTEND_HOLDS)
        view = request.system.view_booking(by, BookingId(booking_id))
        return _hold(request, by, view, Form())

    @post("/hold", status_code=200, sync_to_thread=True)
    def extend(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        by, form = employee(request, Action.EXTEND_HOLDS), request.sent
        view = request.system.view_booking(by, BookingId(booking_id))
        try:
            until = form.moment("expires_at")
            request.system.extend_hold(by, view.booking.id, until, form.value("reason"))
        except AstroBookingsError as error:
            return _hold(request, by, view, form.refused(error))
        told = f"The seats are held until {until:%-d %B %Y, %H:%M} UTC."
        return to_booking(request, booking_id, told)


def _passengers(request: WebRequest, by: Principal, view: BookingView, form: Form) -> Response[str]:
    ages = request.system.policies.passengers
    return booking_page(request, by, view, "passengers", form, ages=ages)


def _transfer(request: WebRequest, by: Principal, view: BookingView, form: Form) -> Response[str]:
    today = request.system.clock.now().date().isoformat()
    return booking_page(request, by, view, "transfer", form, today=today)


def _hold(request: WebRequest, by: Principal, view: BookingView, form: Form) -> Response[str]:
    longest = view.booking.created_at + request.system.policies.holds.longest
    latest = min(longest, view.launch.launch_at) if view.launch is not None else longest
    now = {"earliest": view.booking.expires_at, "latest": latest}
    limits = {name: at.astimezone(UTC).strftime(_MOMENT) for name, at in now.items()}
    return booking_page(request, by, view, "hold", form, latest=latest, limits=limits)


def _named(view: BookingView) -> Form:
    """The form as the booking stands."""
    said: dict[str, str] = {}
    for place, person in enumerate(view.booking.passengers):
        if person is not None:
            said |= {f"passengers-{place}-{name}": str(getattr(person, name)) for name in _PERSON}
    return Form(said)


def _people(form: Form, seats: int) -> tuple[Passenger | None, ...]:
    """Somebody for each seat, or nobody where nothing was typed.

    Raises:
        Invalid: birth dates that are none.
    """
    read = Reading()
    people = tuple(_person(form, read, place) for place in range(seats))
    read.done()
    return people


def _person(form: Form, read: Reading, place: int) -> Passenger | None:
    first, last, born = (f"passengers-{place}-{name}" for name in _PERSON)
    if not any(map(form.value, (first, last, born))):
        return None
    birth_date: date = read(form.day, born)
    return Passenger(
        first_name=form.value(first), last_name=form.value(last), birth_date=birth_date
    )


def _seen(form: Form, now: datetime) -> TransferSeen:
    """What the bank statement says; the day it arrived goes with the reason.

    Raises:
        Invalid: no amount or day; a day to come.
    """
    read = Reading()
    amount, arrived = read(form.money, "amount"), read(form.day, "arrived_on")
    read.done()
    refuse_faults(_to_come(arrived, now))
    reason = form.value("reason")
    why = f"Arrived on {arrived:%-d %B %Y}. {reason}" if reason else ""
    return TransferSeen(amount, form.value("reference"), why)


def _to_come(arrived: date, now: datetime) -> Iterable[Fault | None]:
    late = arrived > now.astimezone(UTC).date()
    yield Fault("/arrived_on", "is a day to come", "too-late") if late else None
