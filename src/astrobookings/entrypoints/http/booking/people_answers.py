"""What is told of testimonials, wishes, neighbouring launches and the platform."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from astrobookings.application.ports.flight_figures import Flown
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.testimonials import (
    TESTIMONIAL_MOVES,
    Testimonial,
    TestimonialStatus,
)
from astrobookings.domain.booking.wishes import Wish, WishStatus
from astrobookings.entrypoints.http.launch_shapes import LaunchShape

__all__ = [
    "AboutAnswer",
    "FiguresShape",
    "FlightShape",
    "ModerationShape",
    "NeighboursAnswer",
    "TestimonialAnswer",
    "TestimonialsAnswer",
    "WishAnswer",
    "WishesAnswer",
    "figures",
    "testimonial",
    "wish",
    "with_moderation",
]

_DECISIONS = {TestimonialStatus.APPROVED: "approve", TestimonialStatus.REJECTED: "reject"}


class FlightShape(msgspec.Struct, kw_only=True):
    """The launch that a testimonial tells of."""

    id: UUID
    slug: str
    destination: Destination
    launch_at: datetime
    agency_id: UUID
    agency: str
    rocket: str


class ModerationShape(msgspec.Struct, kw_only=True):
    """What became of a testimonial."""

    status: TestimonialStatus
    reason: str
    """Why it was decided so."""
    moderated_at: datetime | None
    traveler_id: UUID
    available_actions: list[str]
    """Of those who moderate: `approve`, `reject`."""
    updated_at: datetime
    version: int


class TestimonialAnswer(msgspec.Struct, kw_only=True):
    """What a traveler tells of a flight."""

    id: UUID
    launch: FlightShape
    stars: int
    text: str
    name: str
    created_at: datetime
    moderation: ModerationShape | UnsetType = UNSET
    """For its traveler, and for those who moderate."""


class TestimonialsAnswer(msgspec.Struct):
    """Some testimonials, and the cursor of those that follow."""

    items: list[TestimonialAnswer]
    next: str | None


class WishAnswer(msgspec.Struct, kw_only=True):
    """Seats that a traveler waits for."""

    id: UUID
    launch_id: UUID
    seats: int
    status: WishStatus
    booking_id: UUID | None
    """The hold it was granted: pay for it before it ends."""
    ended_at: datetime | None
    available_actions: list[str]
    """`withdraw` while it waits."""
    created_at: datetime
    updated_at: datetime
    version: int


class WishesAnswer(msgspec.Struct):
    """Some wishes, and the cursor of those that follow."""

    items: list[WishAnswer]
    next: str | None


class NeighboursAnswer(msgspec.Struct):
    """At most five launches on sale to the same destination, the nearest in time first."""

    items: list[LaunchShape]


class FiguresShape(msgspec.Struct, kw_only=True):
    """What was flown so far."""

    launches_flown: int
    travelers_flown: int
    """Seats of travelers who flew."""
    agencies: int
    spaceports: int
    testimonials: int
    stars: str | None
    """The average of all testimonials."""


class AboutAnswer(msgspec.Struct, kw_only=True):
    """Who we are."""

    name: str
    description: str
    contact: str
    figures: FiguresShape


def _flight(told: Testimonial) -> FlightShape:
    return FlightShape(
        id=told.launch_id,
        slug=told.flight.slug,
        destination=told.flight.destination,
        launch_at=told.flight.launch_at,
        agency_id=told.agency_id,
        agency=told.flight.agency_name,
        rocket=told.flight.rocket_name,
    )


def testimonial(told: Testimonial) -> TestimonialAnswer:
    """*told* as everybody reads it: without whose it is."""
    return TestimonialAnswer(
        id=told.id,
        launch=_flight(told),
        stars=told.stars,
        text=told.text,
        name=told.shown_name,
        created_at=told.created_at,
    )


def with_moderation(told: Testimonial, *, moderates: bool) -> TestimonialAnswer:
    """*told* for its traveler, or for somebody who *moderates*."""
    moves = sorted(TESTIMONIAL_MOVES[told.status]) if moderates else ()
    answer = testimonial(told)
    answer.moderation = ModerationShape(
        status=told.status,
        reason=told.moderation_reason,
        moderated_at=told.moderated_at,
        traveler_id=told.traveler_id,
        available_actions=[_DECISIONS[one] for one in moves],
        updated_at=told.updated_at,
        version=told.version,
    )
    return answer


def wish(made: Wish) -> WishAnswer:
    return WishAnswer(
        id=made.id,
        launch_id=made.launch_id,
        seats=made.seats,
        status=made.status,
        booking_id=made.booking_id,
        ended_at=made.ended_at,
        available_actions=["withdraw"] if made.status is WishStatus.WAITING else [],
        created_at=made.created_at,
        updated_at=made.updated_at,
        version=made.version,
    )


def figures(flown: Flown) -> FiguresShape:
    return FiguresShape(
        launches_flown=flown.launches,
        travelers_flown=flown.seats,
        agencies=flown.agencies,
        spaceports=flown.spaceports,
        testimonials=flown.testimonials,
        stars=None if flown.stars is None else f"{flown.stars:f}",
    )
