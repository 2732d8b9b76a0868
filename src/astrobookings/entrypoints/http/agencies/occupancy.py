"""How full launches are (story 1.4)."""

from typing import Annotated

from litestar import Controller, get
from litestar.params import QueryParameter

from astrobookings.application.ports.occupancies import OccupancyFilter, OccupancySort
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.agencies.booking_answers import OccupanciesAnswer, occupancy
from astrobookings.entrypoints.http.agencies.launches import (
    ByStatus,
    From,
    OfAgency,
    To,
    Until,
    Words,
)
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, Limit
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.shapes import moment, or_none

__all__ = ["OccupancyController"]

Viable = Annotated[
    bool | None,
    QueryParameter(name="viable", description="Only those that have their minimum, or have not."),
]
Order = Annotated[
    OccupancySort, QueryParameter(name="sort", description="A leading minus turns it round.")
]


class OccupancyController(Controller):
    """Launches of any status, with the seats sold and the minimum they need."""

    path = "/occupancy"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="list_occupancy",
        summary="List how full launches are",
        sync_to_thread=True,
        responses=problems_of(403, 404, 422),
    )
    def list_(
        self,
        request: ApiRequest,
        agency_id: OfAgency = None,
        status: ByStatus = None,
        destination: To = None,
        viable: Viable = None,
        from_date: From = None,
        to_date: Until = None,
        text: Words = "",
        sort: Order = OccupancySort.DATE,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[OccupanciesAnswer]:
        """Agencies see their own launches, operations managers all or those of one agency."""
        filter_ = OccupancyFilter(
            agency_id=or_none(agency_id, AgencyId),
            status=status,
            destination=destination,
            viable=viable,
            from_date=moment(from_date, "/from_date"),
            to_date=moment(to_date, "/to_date", end_of_day=True),
            text=text.strip(),
        )
        page = request.system.list_occupancy(request.by, filter_, sort, request.page(limit, after))
        items = [occupancy(one) for one in page.items]
        return Reply(OccupanciesAnswer(items, request.next_cursor(page)))
