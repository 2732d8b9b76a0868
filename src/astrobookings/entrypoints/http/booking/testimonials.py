"""What travelers tell of flights (story 2.9)."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from astrobookings.application.ports.testimonials import TestimonialFilter, TestimonialSort
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.testimonials import TestimonialStatus
from astrobookings.domain.identity.permissions import PERMISSIONS, Action
from astrobookings.domain.kernel.ids import AgencyId, LaunchId, TestimonialId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.booking.people_answers import (
    TestimonialAnswer,
    TestimonialsAnswer,
    testimonial,
    with_moderation,
)
from astrobookings.entrypoints.http.booking.people_bodies import ModerationBody, NewTestimonial
from astrobookings.entrypoints.http.etags import tag, version_of
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, IfMatch, Limit
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["TestimonialsController"]

OfLaunch = Annotated[
    UUID | None, QueryParameter(name="launch_id", description="Only of this launch.")
]
OfAgency = Annotated[
    UUID | None, QueryParameter(name="agency_id", description="Only of this agency's launches.")
]
To = Annotated[
    Destination | None, QueryParameter(name="destination", description="Only of launches there.")
]
ByStatus = Annotated[
    TestimonialStatus | None,
    QueryParameter(
        name="status", description="Only these; others than approved for those who moderate."
    ),
]
Order = Annotated[
    TestimonialSort, QueryParameter(name="sort", description="A leading minus turns it round.")
]


def _filter(
    launch_id: UUID | None,
    agency_id: UUID | None,
    destination: Destination | None,
    status: TestimonialStatus | None,
) -> TestimonialFilter:
    return TestimonialFilter(
        status=status,
        launch_id=None if launch_id is None else LaunchId(launch_id),
        agency_id=None if agency_id is None else AgencyId(agency_id),
        destination=destination,
    )


class TestimonialsController(Controller):
    """From travelers who were there; everybody reads what an employee approved."""

    path = "/testimonials"

    @get(
        operation_id="list_testimonials",
        summary="Read testimonials",
        sync_to_thread=True,
        responses=problems_of(401, 403, 422),
    )
    def list_(
        self,
        request: ApiRequest,
        launch_id: OfLaunch = None,
        agency_id: OfAgency = None,
        destination: To = None,
        status: ByStatus = None,
        sort: Order = TestimonialSort.NEWEST,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[TestimonialsAnswer]:
        """Approved ones; those who moderate see all, with what became of them."""
        by = request.by
        filter_ = _filter(launch_id, agency_id, destination, status)
        page = request.system.list_testimonials(by, filter_, sort, request.page(limit, after))
        moderates = by.standing in PERMISSIONS[Action.MODERATE_TESTIMONIALS].everyones
        items = [
            with_moderation(one, moderates=True) if moderates else testimonial(one)
            for one in page.items
        ]
        return Reply(TestimonialsAnswer(items, request.next_cursor(page)))

    @post(
        operation_id="give_testimonial",
        summary="Tell of a flight",
        opt=MEMBERS_ONLY,
        security=BEARER,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def give(self, request: ApiRequest, data: JSONBody[NewTestimonial]) -> Reply[TestimonialAnswer]:
        """Once for each successful launch that one was on; an employee reads it first."""
        given = request.system.give_testimonial(request.by, data.draft())
        return Reply(with_moderation(given, moderates=False), status=201, etag=tag(given.version))

    @get(
        "/mine",
        operation_id="list_own_testimonials",
        summary="List one's own testimonials",
        opt=MEMBERS_ONLY,
        security=BEARER,
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def list_own(
        self,
        request: ApiRequest,
        launch_id: OfLaunch = None,
        status: ByStatus = None,
        sort: Order = TestimonialSort.NEWEST,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[TestimonialsAnswer]:
        """With what became of them."""
        filter_ = _filter(launch_id, None, None, status)
        page = request.system.list_testimonials(
            request.by, filter_, sort, request.page(limit, after), mine=True
        )
        items = [with_moderation(one, moderates=False) for one in page.items]
        return Reply(TestimonialsAnswer(items, request.next_cursor(page)))

    @post(
        "/{testimonial_id:uuid}/moderation",
        operation_id="moderate_testimonial",
        summary="Approve or reject a testimonial",
        status_code=200,
        opt=MEMBERS_ONLY,
        security=BEARER,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 412, 422),
    )
    def moderate(
        self,
        request: ApiRequest,
        testimonial_id: FromPath[UUID],
        data: JSONBody[ModerationBody],
        if_match: IfMatch = None,
    ) -> Reply[TestimonialAnswer]:
        """A decision may be turned round."""
        decided = request.system.moderate_testimonial(
            request.by,
            TestimonialId(testimonial_id),
            TestimonialStatus(data.decision),
            data.reason,
            if_version=version_of(if_match),
        )
        return Reply(with_moderation(decided, moderates=True), etag=tag(decided.version))
