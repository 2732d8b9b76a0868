"""Telling of a flight that went well (story 2.9)."""

from typing import Any
from uuid import UUID

from attrs import evolve
from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.booking.give_testimonial import TestimonialDraft
from astrobookings.domain.booking.testimonials import LONGEST_TESTIMONIAL, MOST_STARS, ShownName
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.entrypoints.web.forms import Form, Reading
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.traveler_web.details import told_of
from astrobookings.entrypoints.web.traveler_web.trips import Trip, own_trip

__all__ = ["TestimonialsController"]

_NAMES = (
    (ShownName.FIRST_NAME_AND_INITIAL.value, "First name and initial, such as Ada M."),
    (ShownName.FIRST_NAME.value, "First name alone, such as Ada"),
)
_STARS = tuple(range(MOST_STARS, 0, -1))


class TestimonialsController(Controller):
    """Once for each launch; an employee reads it before everybody does."""

    path = "/traveler/bookings/{booking_id:uuid}/testimonial"

    @get(sync_to_thread=True)
    def tell(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """Stars, words, and the name to be read with them."""
        trip = own_trip(request, booking_id)
        if told_of(request, trip) is not None:
            return go(request, trip.address, "You told of this flight already.", tone="warn")
        return _form(request, trip, Form({"name": _NAMES[0][0]}))

    @post(status_code=200, sync_to_thread=True)
    def give(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[Any]:
        """Kept for an employee to read."""
        by, form = request.member(Standing.TRAVELER), request.sent
        trip = own_trip(request, booking_id)
        try:
            request.system.give_testimonial(by, _draft(form, trip.card.launch.id))
        except AstroBookingsError as error:
            return _form(request, trip, form.refused(error))
        told = "Thank you. We read it first; then everybody can."
        return go(request, trip.address, told)


def _form(request: WebRequest, trip: Trip, form: Form) -> Response[str]:
    return page(
        request,
        "traveler/testimonial.html",
        form=form,
        trip=trip,
        stars=_STARS,
        names=_NAMES,
        longest=LONGEST_TESTIMONIAL,
    )


def _draft(form: Form, launch_id: LaunchId) -> TestimonialDraft:
    """Raises: Invalid: no stars were given, or no such name."""
    reading = Reading()
    stars = reading(lambda name: _stars(form, name), "stars")
    shown = reading(lambda name: _name(form, name), "name")
    draft = TestimonialDraft(launch_id=launch_id, stars=0, text=form.value("text"))
    reading.done()
    return evolve(draft, stars=stars, name=shown)


def _stars(form: Form, name: str) -> int:
    if not form.value(name):
        raise Invalid((Fault(f"/{name}", "choose how many stars", "required"),))
    return form.whole(name)


def _name(form: Form, name: str) -> ShownName:
    try:
        return ShownName(form.value(name))
    except ValueError:
        raise Invalid((Fault(f"/{name}", "choose one of the names", "unknown"),)) from None
