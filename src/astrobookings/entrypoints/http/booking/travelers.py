"""Customer service looks for travelers (stories 2.7, 2.8)."""

from typing import Annotated

from litestar import Controller, get
from litestar.params import QueryParameter

from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.booking.traveler_answers import (
    FoundTravelersAnswer,
    found_traveler,
)
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, Limit
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["TravelersController", "WhomText"]

WhomText = Annotated[
    str,
    QueryParameter(
        name="text",
        max_length=200,
        description="The beginning of a traveler's name, either way round, or of the e-mail "
        "address; in any case. Employees only.",
    ),
]


class TravelersController(Controller):
    """Travelers as bookings know them."""

    path = "/travelers"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="find_travelers",
        summary="Find travelers",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def find(
        self,
        request: ApiRequest,
        text: WhomText = "",
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[FoundTravelersAnswer]:
        """By last name: for whom customer service can book."""
        page = request.system.find_travelers(request.by, request.page(limit, after), text=text)
        items = [found_traveler(one) for one in page.items]
        return Reply(FoundTravelersAnswer(items, request.next_cursor(page)))
