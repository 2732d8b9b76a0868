"""What travelers tell of flights that went well (story 2.9)."""

from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import ClassVar

from attrs import evolve, field, frozen

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Fault, Refused, refuse_faults
from astrobookings.domain.kernel.ids import AgencyId, LaunchId, TestimonialId, UserId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.texts import text_fault

__all__ = [
    "LONGEST_TESTIMONIAL",
    "MOST_STARS",
    "TESTIMONIAL_MOVES",
    "Flight",
    "NoSuchTestimonialMove",
    "NotFlown",
    "ShownName",
    "Testimonial",
    "TestimonialGivenBefore",
    "TestimonialStatus",
    "average_stars",
    "moderate",
    "require_flown",
    "require_telling",
    "shown_name",
]

MOST_STARS = 5
LONGEST_TESTIMONIAL = 2000
_LONGEST_REASON = 1000


class TestimonialStatus(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


_T = TestimonialStatus
TESTIMONIAL_MOVES: Mapping[TestimonialStatus, frozenset[TestimonialStatus]] = {
    _T.PENDING: frozenset({_T.APPROVED, _T.REJECTED}),
    _T.APPROVED: frozenset({_T.REJECTED}),
    _T.REJECTED: frozenset({_T.APPROVED}),
}


class ShownName(StrEnum):
    """How travelers are named to everybody; never by their last name."""

    FIRST_NAME_AND_INITIAL = "first_name_and_initial"
    FIRST_NAME = "first_name"


@frozen(kw_only=True)
class Flight:
    """The launch as the testimonial names it."""

    slug: str
    destination: Destination
    launch_at: datetime = field(validator=aware)
    agency_name: str
    rocket_name: str


@frozen(kw_only=True)
class Testimonial(Entity):
    """Stars and a text by a traveler who was there; everybody reads it once it is approved."""

    id: TestimonialId
    traveler_id: UserId
    launch_id: LaunchId
    agency_id: AgencyId
    flight: Flight
    stars: int
    """1 to 5."""
    text: str
    shown_name: str
    status: TestimonialStatus = TestimonialStatus.PENDING
    moderated_by: UserId | None = None
    moderated_at: datetime | None = None
    moderation_reason: str = ""


@frozen
class NotFlown(Refused):
    """The traveler has no completed booking of a successful flight of this launch."""

    code: ClassVar[str] = "not-flown"

    def __str__(self) -> str:
        return "Only travelers who flew on this launch can tell of it."


@frozen
class TestimonialGivenBefore(Refused):
    """A traveler tells of a launch once."""

    code: ClassVar[str] = "testimonial-given"

    def __str__(self) -> str:
        return "You told of this launch before."


@frozen
class NoSuchTestimonialMove(Refused):
    """The testimonial is that already."""

    code: ClassVar[str] = "testimonial-status"
    now: TestimonialStatus
    wanted: TestimonialStatus

    def __str__(self) -> str:
        return f"A testimonial that is {self.now} cannot become {self.wanted}."


def shown_name(copy: BillingCopy, name: ShownName) -> str:
    """How everybody reads who wrote: `Ada`, or `Ada M.`."""
    if name is ShownName.FIRST_NAME or not copy.last_name:
        return copy.first_name
    return f"{copy.first_name} {copy.last_name[0].upper()}."


def average_stars(stars: int, testimonials: int) -> Decimal | None:
    """The average, half-up to two places; None without any *testimonials*."""
    if not testimonials:
        return None
    return (Decimal(stars) / testimonials).quantize(Decimal("0.01"), ROUND_HALF_UP)


def require_telling(stars: int, text: str) -> None:
    """Raises: Invalid: stars other than 1 to 5, no text or one too long."""
    in_range = 1 <= stars <= MOST_STARS
    fault = Fault("/stars", f"must be from 1 to {MOST_STARS}", "out-of-range")
    told = text_fault("/text", text, longest=LONGEST_TESTIMONIAL, one_line=False)
    refuse_faults((None if in_range else fault, told))


def require_flown(launch: Launch, *, aboard: bool) -> None:
    """Let somebody who was *aboard*, by a completed booking, tell of *launch*.

    Raises:
        NotFlown: was not, or the launch was no success.
    """
    if launch.status is not LaunchStatus.SUCCESSFUL or not aboard:
        raise NotFlown


def moderate(
    testimonial: Testimonial, status: TestimonialStatus, *, by: UserId, reason: str, now: datetime
) -> Testimonial:
    """*testimonial* approved or rejected, also anew; whoever rejects says why.

    Raises:
        Invalid: rejected without a reason, or one too long.
        NoSuchTestimonialMove: it is so already.
    """
    rejected = status is TestimonialStatus.REJECTED
    refuse_faults((text_fault("/reason", reason, longest=_LONGEST_REASON, required=rejected),))
    if status not in TESTIMONIAL_MOVES[testimonial.status]:
        raise NoSuchTestimonialMove(testimonial.status, status)
    return evolve(
        testimonial,
        status=status,
        moderated_by=by,
        moderated_at=now,
        moderation_reason=reason,
    )
