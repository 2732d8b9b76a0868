"""Who we are, and where else to fly (stories 2.1, 2.9)."""

from typing import Annotated

from litestar import Controller, get
from litestar.params import FromPath, QueryParameter

from astrobookings.domain.booking.offer import MOST_SEATS
from astrobookings.entrypoints.http.booking.launches import launch_key
from astrobookings.entrypoints.http.booking.people_answers import (
    AboutAnswer,
    NeighboursAnswer,
    figures,
)
from astrobookings.entrypoints.http.launch_shapes import launch_shape
from astrobookings.entrypoints.http.openapi import problems_of
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["AboutController", "NeighboursController"]

_DESCRIPTION = (
    "AstroBookings brings travelers and space agencies together: launches to low Earth orbit, "
    "the ISS, the Moon and Mars, booked by the seat, with clear rules for delays and refunds."
)
SeatsNeeded = Annotated[
    int, QueryParameter(name="seats", ge=1, le=MOST_SEATS, description="At least so many left.")
]


class AboutController(Controller):
    """For visitors who do not know us."""

    path = "/about"

    @get(
        operation_id="read_about",
        summary="Read about the platform",
        sync_to_thread=True,
        responses=problems_of(),
    )
    def about(self, request: ApiRequest) -> Reply[AboutAnswer]:
        """What we do, whom to ask, and what was flown so far."""
        answer = AboutAnswer(
            name="AstroBookings",
            description=_DESCRIPTION,
            contact=request.http.settings.contact,
            figures=figures(request.system.read_about(request.by)),
        )
        return Reply(answer)


class NeighboursController(Controller):
    """Instead of a launch that is sold out, ended or suspended."""

    path = "/launches/{launch:str}/neighbours"

    @get(
        operation_id="view_neighbours",
        summary="Look for launches beside this one",
        sync_to_thread=True,
        responses=problems_of(404, 422),
    )
    def neighbours(
        self, request: ApiRequest, launch: FromPath[str], seats: SeatsNeeded = 1
    ) -> Reply[NeighboursAnswer]:
        """To the same destination, the nearest in time first, at most five."""
        found = request.system.view_neighbours(request.by, launch_key(launch), seats)
        now = request.system.clock.now()
        return Reply(NeighboursAnswer([launch_shape(card, now) for card in found]))
