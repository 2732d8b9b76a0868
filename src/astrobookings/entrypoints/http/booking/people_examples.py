"""One example for each shape of testimonials, wishes and what visitors read."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.testimonials import TestimonialStatus
from astrobookings.domain.booking.wishes import WishStatus
from astrobookings.entrypoints.http.booking import people_answers as answers
from astrobookings.entrypoints.http.booking import people_bodies as bodies

__all__ = ["PEOPLE_EXAMPLES"]


def _id(number: int) -> UUID:
    return UUID(f"0197c3a0-0000-7000-8000-{number:012d}")


_MADE = datetime(2027, 6, 3, 9, 30, tzinfo=UTC)
_FLIGHT = answers.FlightShape(
    id=_id(5),
    slug="falcon-kourou-moon-2027-06-01",
    destination=Destination.MOON,
    launch_at=datetime(2027, 6, 1, 12, tzinfo=UTC),
    agency_id=_id(2),
    agency="Orbita",
    rocket="Falcon",
)
_TEXT = "Earthrise, with my children beside me. The rest does not fit into words."
_MODERATION = answers.ModerationShape(
    status=TestimonialStatus.APPROVED,
    reason="",
    moderated_at=_MADE,
    traveler_id=_id(1),
    available_actions=["reject"],
    updated_at=_MADE,
    version=2,
)
_TOLD = answers.TestimonialAnswer(
    id=_id(60), launch=_FLIGHT, stars=5, text=_TEXT, name="Ada L.", created_at=_MADE
)
_WISH = answers.WishAnswer(
    id=_id(61),
    launch_id=_id(5),
    seats=2,
    status=WishStatus.WAITING,
    booking_id=None,
    ended_at=None,
    available_actions=["withdraw"],
    created_at=_MADE,
    updated_at=_MADE,
    version=1,
)
_FIGURES = answers.FiguresShape(
    launches_flown=42,
    travelers_flown=960,
    agencies=7,
    spaceports=5,
    testimonials=118,
    stars="4.67",
)

PEOPLE_EXAMPLES: tuple[msgspec.Struct, ...] = (
    bodies.NewWish(seats=2),
    bodies.NewTestimonial(launch_id=_id(5), stars=5, text=_TEXT),
    bodies.ModerationBody(decision="rejected", reason="An advertisement."),
    _FLIGHT,
    _MODERATION,
    _TOLD,
    answers.TestimonialsAnswer([_TOLD], None),
    _WISH,
    answers.WishesAnswer([_WISH], None),
    _FIGURES,
    answers.AboutAnswer(
        name="AstroBookings",
        description="Launches to space, booked by the seat.",
        contact="help@astrobookings.example",
        figures=_FIGURES,
    ),
)
"""Neighbouring launches are shown with the example of a launch."""
