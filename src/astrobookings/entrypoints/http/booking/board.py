"""Launches on sale, for everybody (stories 2.1, 2.4)."""

from typing import Annotated
from uuid import UUID

import msgspec
from attrs import frozen
from litestar import Controller, get
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter

from astrobookings.application.ports.launch_board import BoardFilter, BoardSort
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT, PageRequest
from astrobookings.entrypoints.http.booking.answers import BoardAnswer
from astrobookings.entrypoints.http.etags import matches
from astrobookings.entrypoints.http.front import BOARD_HEADERS
from astrobookings.entrypoints.http.launch_shapes import launch_shape
from astrobookings.entrypoints.http.openapi import problems_of
from astrobookings.entrypoints.http.parameters import After, IfNoneMatch, Limit
from astrobookings.entrypoints.http.replies import Raw, Reply
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.shapes import moment, price_bound

__all__ = ["BoardController"]

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
AtLeast = Annotated[
    str | None,
    QueryParameter(
        name="min_price", max_length=20, description="USD per seat, such as 1000000.00."
    ),
]
AtMost = Annotated[
    str | None,
    QueryParameter(
        name="max_price", max_length=20, description="USD per seat, such as 2500000.00."
    ),
]
SeatsNeeded = Annotated[
    int | None, QueryParameter(name="seats", ge=1, le=1000, description="At least so many left.")
]
OfAgency = Annotated[
    UUID | None, QueryParameter(name="agency_id", description="Only of this agency.")
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
    BoardSort, QueryParameter(name="sort", description="A leading minus turns it round.")
]


@frozen
class _Wanted:
    """What a query means, however it is written."""

    filter: BoardFilter
    sort: BoardSort
    page: PageRequest


class BoardController(Controller):
    """The launch board; its answers may be 2 seconds old and say so."""

    path = "/launches"

    @get(
        operation_id="search_launches",
        summary="Search launches",
        responses=problems_of(422),
    )
    async def search(
        self,
        request: ApiRequest,
        destination: To = None,
        from_date: From = None,
        to_date: Until = None,
        min_price: AtLeast = None,
        max_price: AtMost = None,
        seats: SeatsNeeded = None,
        agency_id: OfAgency = None,
        text: Words = "",
        sort: Order = BoardSort.DATE,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
        if_none_match: IfNoneMatch = None,
    ) -> Reply[BoardAnswer]:
        """Launches on sale that fit every filter, in a stable order."""
        filter_ = BoardFilter(
            destination=destination,
            from_date=moment(from_date, "/from_date"),
            to_date=moment(to_date, "/to_date", end_of_day=True),
            min_price=price_bound(min_price, "/min_price"),
            max_price=price_bound(max_price, "/max_price"),
            seats=seats,
            agency_id=None if agency_id is None else AgencyId(agency_id),
            text=text.strip(),
        )
        wanted = _Wanted(filter_, sort, request.page(limit, after))

        async def computed() -> bytes:
            return await sync_to_thread(_search, request, wanted)

        alias = request.scope["query_string"]
        entry = await request.http.board.get(alias, wanted, computed)
        headers = {**BOARD_HEADERS, "etag": entry.etag}
        if matches(if_none_match, entry.etag):
            return Raw(b"", status=304, headers=headers)
        return Raw(entry.body, status=200, headers=headers)


def _search(request: ApiRequest, wanted: _Wanted) -> bytes:
    system = request.system
    now = system.clock.now()
    anybody = Principal.visitor(service=request.service, request_id=request.request_id)
    page = system.search_launches(anybody, wanted.filter, wanted.sort, wanted.page)
    items = [launch_shape(card, now) for card in page.items]
    return msgspec.json.encode(BoardAnswer(items, request.next_cursor(page), page.as_of or now))
