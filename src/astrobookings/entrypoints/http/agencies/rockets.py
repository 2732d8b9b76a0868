"""An agency's rockets (story 1.2)."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from litestar import Controller, delete, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter

from astrobookings.application.ports.rockets import RocketSort
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.kernel.ids import RocketId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.agencies.answers import RocketAnswer, RocketsAnswer, rocket
from astrobookings.entrypoints.http.agencies.bodies import NewRocket, RocketChange
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag, version_of
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, IfMatch, IfNoneMatch, Limit
from astrobookings.entrypoints.http.replies import PRIVATE, Reply, tagged
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["RocketsController"]

Reaching = Annotated[
    Destination | None,
    QueryParameter(name="reaches", description="Only those that fly at least so far."),
]
Words = Annotated[
    str, QueryParameter(name="text", max_length=200, description="Part of the name or model.")
]
Order = Annotated[
    RocketSort, QueryParameter(name="sort", description="A leading minus turns it round.")
]


def _told(request: ApiRequest, rockets: Sequence[Rocket]) -> list[RocketAnswer]:
    used = request.system.parts.rockets.used([one.id for one in rockets])
    return [rocket(one, request.caller, used=one.id in used) for one in rockets]


def _one(request: ApiRequest, seen: Rocket) -> RocketAnswer:
    return _told(request, [seen])[0]


class RocketsController(Controller):
    """A rocket that open launches use keeps its capacity and range."""

    path = "/rockets"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="list_rockets",
        summary="List your rockets",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def list_(
        self,
        request: ApiRequest,
        reaches: Reaching = None,
        text: Words = "",
        sort: Order = RocketSort.NAME,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[RocketsAnswer]:
        """Your fleet, by how far it flies and part of a name, page by page."""
        page = request.system.list_rockets(
            request.by, request.page(limit, after), sort=sort, reaches=reaches, text=text.strip()
        )
        return Reply(RocketsAnswer(_told(request, page.items), request.next_cursor(page)))

    @post(
        operation_id="add_rocket",
        summary="Add a rocket",
        sync_to_thread=True,
        responses=problems_of(403, 409, 422),
    )
    def add(self, request: ApiRequest, data: JSONBody[NewRocket]) -> Reply[RocketAnswer]:
        """Its range is the farthest destination it reaches."""
        made = request.system.add_rocket(request.by, data.details())
        location = {**PRIVATE, "location": f"/api/v1/agency/rockets/{made.id}"}
        return Reply(_one(request, made), etag=tag(made.version), headers=location)

    @get(
        "/{rocket_id:uuid}",
        operation_id="view_rocket",
        summary="Look at a rocket",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def view(
        self, request: ApiRequest, rocket_id: FromPath[UUID], if_none_match: IfNoneMatch = None
    ) -> Reply[RocketAnswer]:
        """One of your rockets."""
        seen = request.system.view_rocket(request.by, RocketId(rocket_id))
        return tagged(_one(request, seen), tag(seen.version), if_none_match)

    @patch(
        "/{rocket_id:uuid}",
        operation_id="edit_rocket",
        summary="Edit a rocket",
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 412, 422),
    )
    def edit(
        self,
        request: ApiRequest,
        rocket_id: FromPath[UUID],
        data: JSONBody[RocketChange],
        if_match: IfMatch = None,
    ) -> Reply[RocketAnswer]:
        """Fields that are left out stay as they are."""
        key, version = RocketId(rocket_id), version_of(if_match)
        now = request.system.edit_rocket(request.by, key, data.update(), if_version=version)
        return Reply(_one(request, now), etag=tag(now.version))

    @delete(
        "/{rocket_id:uuid}",
        operation_id="delete_rocket",
        summary="Delete a rocket",
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 412),
    )
    def remove(
        self, request: ApiRequest, rocket_id: FromPath[UUID], if_match: IfMatch = None
    ) -> None:
        """Only if no open launch uses it."""
        version = version_of(if_match)
        request.system.delete_rocket(request.by, RocketId(rocket_id), if_version=version)
