"""Employees decide what is shown of what travelers wrote (story 2.9)."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.ports.testimonials import TestimonialFilter, TestimonialSort
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.testimonials import Testimonial, TestimonialStatus
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.kernel.ids import TestimonialId
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import go, page, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.customers.people import People
from astrobookings.entrypoints.web.system_web.desk import (
    DESTINATIONS,
    ask_why,
    chosen,
    employee,
    options,
)

__all__ = ["TestimonialsController"]

_HERE = "/system/testimonials"
_STATUSES = (("all", "All"), *options(TestimonialStatus)[1:])
_SORTS = (
    (TestimonialSort.OLDEST.value, "Longest waiting first"),
    (TestimonialSort.NEWEST.value, "Newest first"),
)


class TestimonialsController(Controller):
    """What waits, the oldest first; a decision may be turned round."""

    path = _HERE

    @get(sync_to_thread=True)
    def queue(self, request: WebRequest) -> Response[str]:
        """Those that wait, unless others are asked for."""
        by = employee(request, Action.MODERATE_TESTIMONIALS)
        form = _asked(request)
        wanted = TestimonialFilter(
            status=chosen(form, "status", TestimonialStatus),
            destination=chosen(form, "destination", Destination),
        )
        sort = chosen(form, "sort", TestimonialSort) or TestimonialSort.OLDEST
        found = request.system.list_testimonials(by, wanted, sort, request.listed())
        people = People(request.system, by)
        return page(
            request,
            "system/customers/testimonials.html",
            form=form,
            testimonials=[(one, _decided_by(one, people)) for one in found.items],
            statuses=_STATUSES,
            destinations=DESTINATIONS,
            sorts=_SORTS,
            pages=pages(request, found),
        )

    @post("/{testimonial_id:uuid}/approval", status_code=200, sync_to_thread=True)
    def approve(self, request: WebRequest, testimonial_id: FromPath[UUID]) -> Response[Any]:
        """Everybody reads it from now on."""
        by = employee(request, Action.MODERATE_TESTIMONIALS)
        shown = request.system.moderate_testimonial(
            by,
            TestimonialId(testimonial_id),
            TestimonialStatus.APPROVED,
            "",
            if_version=_version(request.sent),
        )
        return go(request, _HERE, f"What {shown.shown_name} wrote is shown to everybody now.")

    @get("/{testimonial_id:uuid}/rejection", sync_to_thread=True)
    def why(self, request: WebRequest, testimonial_id: FromPath[UUID]) -> Response[str]:
        """What it says once more, and the reason to be given."""
        return _why(request, testimonial_id, Form())

    @post("/{testimonial_id:uuid}/rejection", status_code=200, sync_to_thread=True)
    def reject(self, request: WebRequest, testimonial_id: FromPath[UUID]) -> Response[Any]:
        """Nobody reads it from now on."""
        by = employee(request, Action.MODERATE_TESTIMONIALS)
        try:
            rejected = request.system.moderate_testimonial(
                by,
                TestimonialId(testimonial_id),
                TestimonialStatus.REJECTED,
                request.sent.value("reason"),
                if_version=_version(request.sent),
            )
        except AstroBookingsError as error:
            return _why(request, testimonial_id, request.sent.refused(error))
        told = f"What {rejected.shown_name} wrote is not shown."
        return go(request, _HERE, told)


def _asked(request: WebRequest) -> Form:
    """The filters; whoever asks for nothing sees what waits."""
    form = request.asked
    if form.value("status"):
        return form
    return form.with_values(status=TestimonialStatus.PENDING.value)


def _version(form: Form) -> int | None:
    """The version that was read when it was decided."""
    return form.whole("version") if form.value("version") else None


def _decided_by(one: Testimonial, people: People) -> str:
    return people.name(one.moderated_by) if one.moderated_by is not None else ""


def _why(request: WebRequest, testimonial_id: UUID, form: Form) -> Response[str]:
    employee(request, Action.MODERATE_TESTIMONIALS)
    one = request.system.parts.testimonials.get(TestimonialId(testimonial_id))
    after = "It is taken off the pages" if one.status is TestimonialStatus.APPROVED else "It stays"
    return ask_why(
        request,
        form,
        title=f"Reject what {one.shown_name} wrote?",
        says=(f"“{one.text}”", f"{after} unseen; the decision can be turned round later."),
        button="Reject it",
        back=_HERE,
        hint="For colleagues who look at it later, in one line.",
        hidden={"version": form.value("version") or str(one.version)},
    )
