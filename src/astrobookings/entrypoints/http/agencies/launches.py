"""An agency's launches: planning and editing (story 1.3)."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter

from astrobookings.application.ports.launches import LaunchFilter, LaunchSort
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.kernel.ids import AgencyId, LaunchId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.agencies.bodies import LaunchChange, NewLaunch
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag, version_of
from astrobookings.entrypoints.http.launch_shapes import (
    OwnLaunchesAnswer,
    OwnLaunchShape,
    own_launch,
    own_launch_listed,
)
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, IfMatch, IfNoneMatch, Limit
from astrobookings.entrypoints.http.replies import PRIVATE, Reply, tagged
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.shapes import moment

__all__ = ["AgencyLaunchesController", "whole"]

OfAgency = Annotated[
    UUID | None, QueryParameter(name="agency_id", description="Only of this agency.")
]
ByStatus = Annotated[LaunchStatus | None, QueryParameter(name="status", description="Only these.")]
To = Annotated[
    Destination | None, QueryParameter(name="destination", description="Only launches there.")
]
From = Annotated[
    str | None,
    QueryParameter(name="from_date", max_length=40, description="A day or instant, inclusive."),
]
Until = Annotated[
    str | None,
    QueryParameter(name="to_date", max_length=40, description="A day or instant, inclusive."),
]
Words = Annotated[
    str,
    QueryParameter(
        name="text",
        max_length=200,
        description="Part of the name of launch, agency, rocket or spaceport.",
    ),
]
Order = Annotated[
    LaunchSort, QueryParameter(name="sort", description="A leading minus turns it round.")
]


def whole(request: ApiRequest, launch: Launch) -> OwnLaunchShape:
    """*launch* with names and seats left."""
    card = request.system.view_launch(request.caller, launch.id)
    return own_launch(launch, card, request.caller, request.system.clock.now())


class AgencyLaunchesController(Controller):
    """Approved agencies publish launches; their date moves by a delay only."""

    path = "/launches"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="list_agency_launches",
        summary="List launches",
        sync_to_thread=True,
        responses=problems_of(403, 404, 422),
    )
    def list_(
        self,
        request: ApiRequest,
        agency_id: OfAgency = None,
        status: ByStatus = None,
        destination: To = None,
        from_date: From = None,
        to_date: Until = None,
        text: Words = "",
        sort: Order = LaunchSort.DATE,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[OwnLaunchesAnswer]:
        """Agencies see their own, operations managers those of the agency they name."""
        page = request.system.list_agency_launches(
            request.by,
            request.page(limit, after),
            agency_id=None if agency_id is None else AgencyId(agency_id),
            filter_=LaunchFilter(
                status=status,
                destination=destination,
                from_date=moment(from_date, "/from_date"),
                to_date=moment(to_date, "/to_date", end_of_day=True),
                text=text.strip(),
            ),
            sort=sort,
        )
        by, now = request.caller, request.system.clock.now()
        items = [own_launch_listed(launch, by, now) for launch in page.items]
        return Reply(OwnLaunchesAnswer(items, request.next_cursor(page)))

    @post(
        operation_id="schedule_launch",
        summary="Schedule a launch",
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def schedule(self, request: ApiRequest, data: JSONBody[NewLaunch]) -> Reply[OwnLaunchShape]:
        """Within the rocket's range and capacity, and apart from its other launches."""
        made = request.system.schedule_launch(request.by, data.request())
        location = {**PRIVATE, "location": f"/api/v1/agency/launches/{made.id}"}
        return Reply(whole(request, made), etag=tag(made.version), headers=location)

    @get(
        "/{launch_id:uuid}",
        operation_id="view_agency_launch",
        summary="Look at a launch",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def view(
        self, request: ApiRequest, launch_id: FromPath[UUID], if_none_match: IfNoneMatch = None
    ) -> Reply[OwnLaunchShape]:
        """One launch with its delays and history."""
        seen = request.system.view_agency_launch(request.by, LaunchId(launch_id))
        return tagged(whole(request, seen), tag(seen.version), if_none_match)

    @patch(
        "/{launch_id:uuid}",
        operation_id="edit_launch",
        summary="Edit a launch",
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 412, 422),
    )
    def edit(
        self,
        request: ApiRequest,
        launch_id: FromPath[UUID],
        data: JSONBody[LaunchChange],
        if_match: IfMatch = None,
    ) -> Reply[OwnLaunchShape]:
        """Another price for later bookings, minimum occupancy or opening of the general sale."""
        key, version = LaunchId(launch_id), version_of(if_match)
        now = request.system.edit_launch(request.by, key, data.update(), if_version=version)
        return Reply(whole(request, now), etag=tag(now.version))
