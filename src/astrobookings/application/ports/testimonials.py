"""What travelers told of flights (OperationsDB)."""

from enum import StrEnum
from typing import Protocol

from attrs import frozen

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.testimonials import Testimonial, TestimonialStatus
from astrobookings.domain.kernel.ids import AgencyId, LaunchId, TestimonialId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["TestimonialFilter", "TestimonialSort", "Testimonials"]


class TestimonialSort(StrEnum):
    """Each ends in the id; a leading minus turns it round."""

    NEWEST = "-created_at"
    OLDEST = "created_at"
    BEST = "-stars"


@frozen(kw_only=True)
class TestimonialFilter:
    """Which testimonials are wanted; None leaves a side open."""

    status: TestimonialStatus | None = None
    traveler_id: UserId | None = None
    launch_id: LaunchId | None = None
    agency_id: AgencyId | None = None
    destination: Destination | None = None


class Testimonials(Protocol):
    """One for each traveler and launch."""

    def add(self, testimonial: Testimonial) -> Testimonial:
        """Raises: TestimonialGivenBefore."""
        ...

    def get(self, testimonial_id: TestimonialId) -> Testimonial:
        """Raises: NotFound."""
        ...

    def lock(self, testimonial_id: TestimonialId) -> Testimonial:
        """Raises: NotFound."""
        ...

    def save(self, testimonial: Testimonial) -> Testimonial:
        """Raises: Stale."""
        ...

    def list(
        self, filter_: TestimonialFilter, sort: TestimonialSort, page: PageRequest
    ) -> Page[Testimonial]:
        """Raises: Invalid: a cursor of another sort."""
        ...
