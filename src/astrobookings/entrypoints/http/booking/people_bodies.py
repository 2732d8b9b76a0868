"""What travelers tell and wish for, and what employees decide of it."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from astrobookings.application.booking.give_testimonial import TestimonialDraft
from astrobookings.domain.booking.offer import MOST_SEATS
from astrobookings.domain.booking.testimonials import MOST_STARS, ShownName
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.entrypoints.http.shapes import Text

__all__ = ["ModerationBody", "NewTestimonial", "NewWish"]


class NewWish(msgspec.Struct, forbid_unknown_fields=True):
    """So many seats, all or none."""

    seats: Annotated[int, Meta(ge=1, le=MOST_SEATS)]


class NewTestimonial(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What it was like, and as whom everybody reads the traveler."""

    launch_id: UUID
    stars: Annotated[int, Meta(ge=1, le=MOST_STARS)]
    text: Text
    name: ShownName = ShownName.FIRST_NAME_AND_INITIAL

    def draft(self) -> TestimonialDraft:
        return TestimonialDraft(
            launch_id=LaunchId(self.launch_id), stars=self.stars, text=self.text, name=self.name
        )


class ModerationBody(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A decision; a rejection says why."""

    decision: Literal["approved", "rejected"]
    reason: Text = ""
