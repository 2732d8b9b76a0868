"""PublicWeb: the launch board (story 2.1)."""

from typing import Any

from litestar import Controller, Response, get

from astrobookings.application.ports.launch_board import BoardFilter, BoardSort, LaunchCard
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.entrypoints.web.art import departure
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.public_web.addresses import full_address
from astrobookings.entrypoints.web.public_web.search import (
    DESTINATIONS,
    FIELDS,
    chips,
    choices,
    filter_of,
    sort_of,
)
from astrobookings.entrypoints.web.rendering import page, pages
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["BoardController"]

_ON_A_PAGE = 24


class BoardController(Controller):
    """For everybody, signed in or not."""

    path = "/"

    @get(sync_to_thread=True)
    def board(self, request: WebRequest) -> Response[str]:
        """Launches on sale, filtered by what is in the address."""
        form = request.asked
        try:
            filter_ = filter_of(form)
            found = _found(request, filter_, sort_of(form))
        except Invalid as error:
            return _board(request, form.refused(error), None)
        named = _agency_name(request, filter_.agency_id, found)
        return _board(request, form, found, chips=chips(form, named), agency=named)


def _found(request: WebRequest, filter_: BoardFilter, sort: BoardSort) -> Page[LaunchCard]:
    wanted = request.listed(_ON_A_PAGE)
    return request.system.search_launches(request.caller, filter_, sort, wanted)


def _agency_name(request: WebRequest, agency_id: AgencyId | None, found: Page[LaunchCard]) -> str:
    """How the agency of the filter is called; it may have launches that other filters hide."""
    if agency_id is None:
        return ""
    anything = found.items or _any_of(request, agency_id).items
    return anything[0].agency_name if anything else "an agency that sells nothing now"


def _any_of(request: WebRequest, agency_id: AgencyId) -> Page[LaunchCard]:
    only = BoardFilter(agency_id=agency_id)
    return request.system.search_launches(request.caller, only, BoardSort.DATE, PageRequest(1))


def _board(
    request: WebRequest, form: Form, found: Page[LaunchCard] | None, **facts: Any
) -> Response[str]:
    orders, views = choices(form)
    return page(
        request,
        "public/board.html",
        form=form,
        cards=found.items if found else (),
        as_of=found.as_of if found else None,
        destinations=DESTINATIONS,
        narrowed=any(form.value(name) for name in (*FIELDS, "agency_id")),
        orders=orders,
        views=views,
        few=request.system.policies.seats.regular,
        picture=departure(),
        canonical=full_address(request, "/"),
        pages=pages(request, found),
        **({"chips": (), "agency": ""} | facts),
    )
