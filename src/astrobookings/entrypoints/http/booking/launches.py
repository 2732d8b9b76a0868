"""One launch, its seats and its history, for everybody (stories 2.1, 2.4)."""

from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath

from astrobookings.domain.kernel.errors import NotFound
from astrobookings.entrypoints.http.booking.answers import HistoryAnswer, SeatMapAnswer, seat_map
from astrobookings.entrypoints.http.etags import tag
from astrobookings.entrypoints.http.launch_shapes import (
    LaunchShape,
    delays_of,
    history_of,
    launch_shape,
)
from astrobookings.entrypoints.http.openapi import problems_of
from astrobookings.entrypoints.http.parameters import IfNoneMatch
from astrobookings.entrypoints.http.replies import Reply, tagged
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["LaunchesController", "launch_key"]


def launch_key(text: str) -> UUID | str:
    """The id or slug that a path names.

    Raises: NotFound: neither an id nor a slug."""
    try:
        return UUID(text)
    except ValueError:
        if not text.isascii() or not text.isprintable() or len(text) > 400:
            raise NotFound("launch", text[:100]) from None
        return text


class LaunchesController(Controller):
    """By id or slug, whatever the status; as things are now, or else saying `as_of` when."""

    path = "/launches/{launch:str}"

    @get(
        operation_id="view_launch",
        summary="Look at a launch",
        sync_to_thread=True,
        responses=problems_of(404),
    )
    def view(
        self, request: ApiRequest, launch: FromPath[str], if_none_match: IfNoneMatch = None
    ) -> Reply[LaunchShape]:
        """A launch with the seats left."""
        card = request.system.view_launch(request.by, launch_key(launch))
        shape = launch_shape(card, request.system.clock.now())
        if card.as_of is not None:
            return Reply(shape)
        return tagged(shape, tag(card.launch.version, card.seats_left), if_none_match)

    @get(
        "/seats",
        operation_id="view_seat_map",
        summary="Look at a launch's seats",
        sync_to_thread=True,
        responses=problems_of(404),
    )
    def seats(self, request: ApiRequest, launch: FromPath[str]) -> Reply[SeatMapAnswer]:
        """Which seats are taken."""
        key = launch_key(launch)
        if isinstance(key, str):
            key = request.system.view_launch(request.by, key).launch.id
        return Reply(seat_map(key, request.system.view_seat_map(request.by, key)))

    @get(
        "/history",
        operation_id="view_launch_history",
        summary="Look at a launch's history",
        sync_to_thread=True,
        responses=problems_of(404),
    )
    def history(self, request: ApiRequest, launch: FromPath[str]) -> Reply[HistoryAnswer]:
        """Every change of status with its reason."""
        seen = request.system.view_launch(request.by, launch_key(launch)).launch
        return Reply(HistoryAnswer(seen.id, seen.status, history_of(seen), delays_of(seen)))
