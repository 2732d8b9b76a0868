"""Booking, step two: who travels (story 2.3)."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.errors import AstroBookingsError, Unavailable
from astrobookings.entrypoints.web.forms import Form, Reading
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.traveler_web.trips import Trip, own_trip

__all__ = ["PassengersController"]

_FIELDS = ("first_name", "last_name", "birth_date")


class PassengersController(Controller):
    """Names can be left for later, and changed until lift-off."""

    path = "/traveler/bookings/{booking_id:uuid}/passengers"

    @get(sync_to_thread=True)
    def passengers(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """A person for each seat; the first one of a new booking is the traveler."""
        trip = own_trip(request, booking_id)
        if not trip.may("name_passengers"):
            return go(request, trip.address, "Names can no longer be changed.", tone="warn")
        return _form(request, trip, Form(_named(trip) or _self(request)))

    @post(status_code=200, sync_to_thread=True)
    def name(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """On to the payment if the seats are only held, else back to the booking."""
        by, form = request.member(Standing.TRAVELER), request.sent
        trip = own_trip(request, booking_id)
        try:
            people = _people(form, len(trip.booking.seats))
            named = request.system.name_passengers(by, trip.booking.id, people)
        except AstroBookingsError as error:
            return _form(request, trip, form.refused(error))
        if "pay" in named.available_actions:
            return go(request, f"{trip.address}/pay")
        return go(request, trip.address, "The passengers are noted.")


def _form(request: WebRequest, trip: Trip, form: Form) -> Response[str]:
    return page(
        request,
        "traveler/passengers.html",
        form=form,
        trip=trip,
        new=trip.view.status is BookingStatus.HELD,
        ages=request.system.policies.passengers,
    )


def _field(place: int, name: str) -> str:
    return f"passengers-{place}-{name}"


def _named(trip: Trip) -> dict[str, str]:
    """Who was named so far, by the names of the fields."""
    return {
        name: value
        for place, person in enumerate(trip.booking.passengers)
        if person is not None
        for name, value in _values(place, person)
    }


def _values(place: int, person: Passenger) -> Iterator[tuple[str, str]]:
    for name in _FIELDS:
        yield _field(place, name), str(getattr(person, name))


def _self(request: WebRequest) -> dict[str, str]:
    """The traveler in the first seat, as the profile says; nothing while nobody can ask it."""
    with suppress(Unavailable):
        profile = request.system.read_me(request.caller).profile
        if profile is not None:
            return {_field(0, name): str(getattr(profile, name)) for name in _FIELDS}
    return {}


def _people(form: Form, seats: int) -> tuple[Passenger | None, ...]:
    """A person for each seat, None where all is left empty.

    Raises:
        Invalid: a birth date is no day.
    """
    reading = Reading()
    people = [_person(form, place, reading) for place in range(seats)]
    reading.done()
    return tuple(people)


def _person(form: Form, place: int, reading: Reading) -> Passenger | None:
    if not any(form.value(_field(place, name)) for name in _FIELDS):
        return None
    return Passenger(
        first_name=form.value(_field(place, "first_name")),
        last_name=form.value(_field(place, "last_name")),
        birth_date=reading(form.day, _field(place, "birth_date")),
    )
