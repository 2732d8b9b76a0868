"""Spaceports (story 1.9)."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from litestar import Controller, delete, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter

from astrobookings.application.ports.spaceports import SpaceportSort
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.kernel.ids import SpaceportId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.agencies.answers import (
    SpaceportAnswer,
    SpaceportsAnswer,
    spaceport,
)
from astrobookings.entrypoints.http.agencies.bodies import NewSpaceport, SpaceportChange
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag, version_of
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, IfMatch, IfNoneMatch, Limit
from astrobookings.entrypoints.http.replies import PRIVATE, Reply, tagged
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["SpaceportsController"]

Words = Annotated[
    str, QueryParameter(name="text", max_length=200, description="Part of the name or location.")
]
Order = Annotated[
    SpaceportSort, QueryParameter(name="sort", description="A leading minus turns it round.")
]


def _told(request: ApiRequest, spaceports: Sequence[Spaceport]) -> list[SpaceportAnswer]:
    used = request.system.parts.spaceports.used([one.id for one in spaceports])
    return [spaceport(one, request.caller, used=one.id in used) for one in spaceports]


def _one(request: ApiRequest, seen: Spaceport) -> SpaceportAnswer:
    return _told(request, [seen])[0]


class SpaceportsController(Controller):
    """Everybody may read; operations managers write."""

    path = "/spaceports"

    @get(
        operation_id="list_spaceports",
        summary="List spaceports",
        sync_to_thread=True,
        responses=problems_of(422),
    )
    def list_(
        self,
        request: ApiRequest,
        text: Words = "",
        sort: Order = SpaceportSort.NAME,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[SpaceportsAnswer]:
        """By part of name or location, page by page."""
        page = request.system.list_spaceports(
            request.by, request.page(limit, after), sort=sort, text=text.strip()
        )
        return Reply(SpaceportsAnswer(_told(request, page.items), request.next_cursor(page)))

    @post(
        operation_id="add_spaceport",
        summary="Add a spaceport",
        security=BEARER,
        opt=MEMBERS_ONLY,
        sync_to_thread=True,
        responses=problems_of(403, 409, 422),
    )
    def add(self, request: ApiRequest, data: JSONBody[NewSpaceport]) -> Reply[SpaceportAnswer]:
        """Its time zone is that of its launches' local times."""
        made = request.system.add_spaceport(request.by, data.details())
        location = {**PRIVATE, "location": f"/api/v1/agency/spaceports/{made.id}"}
        return Reply(_one(request, made), etag=tag(made.version), headers=location)

    @get(
        "/{spaceport_id:uuid}",
        operation_id="view_spaceport",
        summary="Look at a spaceport",
        sync_to_thread=True,
        responses=problems_of(404),
    )
    def view(
        self, request: ApiRequest, spaceport_id: FromPath[UUID], if_none_match: IfNoneMatch = None
    ) -> Reply[SpaceportAnswer]:
        """One spaceport."""
        seen = request.system.view_spaceport(request.by, SpaceportId(spaceport_id))
        return tagged(_one(request, seen), tag(seen.version), if_none_match)

    @patch(
        "/{spaceport_id:uuid}",
        operation_id="edit_spaceport",
        summary="Edit a spaceport",
        security=BEARER,
        opt=MEMBERS_ONLY,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 412, 422),
    )
    def edit(
        self,
        request: ApiRequest,
        spaceport_id: FromPath[UUID],
        data: JSONBody[SpaceportChange],
        if_match: IfMatch = None,
    ) -> Reply[SpaceportAnswer]:
        """Fields that are left out stay as they are."""
        key, version = SpaceportId(spaceport_id), version_of(if_match)
        now = request.system.edit_spaceport(request.by, key, data.update(), if_version=version)
        return Reply(_one(request, now), etag=tag(now.version))

    @delete(
        "/{spaceport_id:uuid}",
        operation_id="delete_spaceport",
        summary="Delete a spaceport",
        security=BEARER,
        opt=MEMBERS_ONLY,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 412),
    )
    def remove(
        self, request: ApiRequest, spaceport_id: FromPath[UUID], if_match: IfMatch = None
    ) -> None:
        """Only if no launch names it."""
        version = version_of(if_match)
        request.system.delete_spaceport(request.by, SpaceportId(spaceport_id), if_version=version)
