"""What other contexts hear of testimonials."""

from typing import ClassVar

from attrs import frozen

from astrobookings.domain.kernel.events import Event
from astrobookings.domain.kernel.ids import LaunchId, TestimonialId, UserId

__all__ = ["TestimonialGiven", "TestimonialModerated"]


@frozen
class _OfTestimonial(Event):
    testimonial_id: TestimonialId
    launch_id: LaunchId
    traveler_id: UserId


@frozen
class TestimonialGiven(_OfTestimonial):
    name: ClassVar[str] = "testimonial-given"


@frozen
class TestimonialModerated(_OfTestimonial):
    name: ClassVar[str] = "testimonial-moderated"
    status: str
