"""Everybody reads what travelers tell (story 2.9)."""

from attrs import evolve, frozen

from astrobookings.application.ports.testimonials import (
    TestimonialFilter,
    Testimonials,
    TestimonialSort,
)
from astrobookings.domain.booking.testimonials import Testimonial, TestimonialStatus
from astrobookings.domain.identity.permissions import PERMISSIONS, Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["ListTestimonials"]


@frozen
class ListTestimonials:
    """Approved testimonials; all of them for those who moderate, and everybody's own."""

    testimonials: Testimonials

    def __call__(
        self,
        by: Principal,
        filter_: TestimonialFilter,
        sort: TestimonialSort,
        page: PageRequest,
        *,
        mine: bool = False,
    ) -> Page[Testimonial]:
        """One page of testimonials that *by* may read; if *mine*, of the asker's own ones.

        Raises:
            NotSignedIn, NotAllowed: others than approved ones, by somebody who does not moderate.
            Invalid: a cursor of another list.
        """
        return self.testimonials.list(_allowed(by, filter_, mine=mine), sort, page)


def _allowed(by: Principal, filter_: TestimonialFilter, *, mine: bool) -> TestimonialFilter:
    """*filter_* as far as *by* may see."""
    if mine:
        authorize(by, Action.GIVE_TESTIMONIALS)
        return evolve(filter_, traveler_id=signed_in(by))
    authorize(by, Action.READ_TESTIMONIALS)
    if by.standing in PERMISSIONS[Action.MODERATE_TESTIMONIALS].everyones:
        return filter_
    if filter_.status not in {None, TestimonialStatus.APPROVED}:
        authorize(by, Action.MODERATE_TESTIMONIALS)
    return evolve(filter_, status=TestimonialStatus.APPROVED, traveler_id=None)
