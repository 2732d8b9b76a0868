"""Waiting for seats of a launch that is sold out (story 2.3)."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, delete, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from astrobookings.domain.booking.wishes import WishStatus
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.booking.launches import launch_key
from astrobookings.entrypoints.http.booking.people_answers import WishAnswer, WishesAnswer, wish
from astrobookings.entrypoints.http.booking.people_bodies import NewWish
from astrobookings.entrypoints.http.booking.readiness import once_known
from astrobookings.entrypoints.http.etags import tag
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, Limit
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["WishController", "WishesController"]

OfLaunch = Annotated[
    UUID | None, QueryParameter(name="launch_id", description="Only for this launch.")
]
ByStatus = Annotated[WishStatus | None, QueryParameter(name="status", description="Only these.")]


def _launch_id(request: ApiRequest, launch: str) -> LaunchId:
    """Raises: NotFound."""
    key = launch_key(launch)
    if isinstance(key, UUID):
        return LaunchId(key)
    return request.system.view_launch(request.by, key).launch.id


class WishController(Controller):
    """The oldest wish that fits whole gets a hold of its own when seats come back."""

    path = "/launches/{launch:str}/wish"
    opt = MEMBERS_ONLY
    security = BEARER

    @post(
        operation_id="make_wish",
        summary="Wait for seats",
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def make(
        self, request: ApiRequest, launch: FromPath[str], data: JSONBody[NewWish]
    ) -> Reply[WishAnswer]:
        """Repeated, it keeps its place."""
        by, launch_id = request.by, _launch_id(request, launch)
        make = request.system.make_wish
        made = once_known(request, by, lambda: make(by, launch_id, data.seats))
        return Reply(wish(made), status=201, etag=tag(made.version))

    @get(
        operation_id="view_wish",
        summary="Look at one's wish",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def view(self, request: ApiRequest, launch: FromPath[str]) -> Reply[WishAnswer]:
        """The latest one for this launch, waiting or decided."""
        found = request.system.view_wish(request.by, _launch_id(request, launch))
        return Reply(wish(found), etag=tag(found.version))

    @delete(
        operation_id="withdraw_wish",
        summary="Wait no longer",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def withdraw(self, request: ApiRequest, launch: FromPath[str]) -> Reply[WishAnswer]:
        """The place in the queue is given up."""
        gone = request.system.withdraw_wish(request.by, _launch_id(request, launch))
        return Reply(wish(gone), etag=tag(gone.version))


class WishesController(Controller):
    """What a traveler waits for, or waited."""

    path = "/wishes"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="list_wishes",
        summary="List one's wishes",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def list_(
        self,
        request: ApiRequest,
        status: ByStatus = None,
        launch_id: OfLaunch = None,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[WishesAnswer]:
        """Newest first."""
        page = request.system.list_wishes(
            request.by,
            request.page(limit, after),
            status=status,
            launch_id=None if launch_id is None else LaunchId(launch_id),
        )
        return Reply(WishesAnswer([wish(one) for one in page.items], request.next_cursor(page)))
