"""Operations managers look after agencies (story 1.8)."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.ports.agencies import AgencySort
from astrobookings.application.ports.launches import LaunchFilter
from astrobookings.application.ports.occupancies import OccupancyFilter, OccupancySort
from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.agencies.launch import OPEN
from astrobookings.domain.finance.reports import AgencyFigures
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import ask, go, page, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import (
    ask_why,
    chosen,
    employee,
    options,
)

__all__ = ["AgenciesController"]

_SORTS = (
    (AgencySort.NAME.value, "By name"),
    (AgencySort.NEWEST.value, "Newest first"),
    (AgencySort.OLDEST.value, "Oldest first"),
    (AgencySort.MOST_SUCCESSFUL.value, "Most successful launches first"),
)
_NEXT = PageRequest(5)
"""Launches that the page of an agency names."""


class AgenciesController(Controller):
    """Approved agencies publish launches; those of suspended ones stop selling."""

    path = "/system/agencies"

    @get(sync_to_thread=True)
    def list_(self, request: WebRequest) -> Response[str]:
        """By status and part of a name."""
        by, form = employee(request, Action.MANAGE_AGENCIES), request.asked
        found = request.system.list_agencies(
            by,
            request.listed(),
            chosen(form, "status", AgencyStatus),
            form.value("text"),
            chosen(form, "sort", AgencySort) or AgencySort.NAME,
        )
        rate = request.system.parts.reliability.rate
        return page(
            request,
            "system/operations/agencies.html",
            form=form,
            agencies=[(one, rate(one.successful_launches)) for one in found.items],
            statuses=options(AgencyStatus),
            sorts=_SORTS,
            pages=pages(request, found),
        )

    @get("/{agency_id:uuid}", sync_to_thread=True)
    def view(self, request: WebRequest, agency_id: FromPath[UUID]) -> Response[str]:
        """The company, its track record, and its next launches."""
        by, agency = _seen(request, agency_id)
        system, year = request.system, request.system.clock.now().year
        wanted = OccupancyFilter(agency_id=agency.id, from_date=system.clock.now())
        return page(
            request,
            "system/operations/agency.html",
            agency=agency,
            policy=system.parts.reliability,
            reliability=system.parts.reliability.rate(agency.successful_launches),
            fees=system.parts.finance.fees.explain(agency.successful_launches),
            year=year,
            figures=_figures(system, by, year, agency.id),
            launches=system.list_occupancy(by, wanted, OccupancySort.DATE, _NEXT).items,
        )

    @post("/{agency_id:uuid}/approval", status_code=200, sync_to_thread=True)
    def approve(self, request: WebRequest, agency_id: FromPath[UUID]) -> Response[Any]:
        """From now on it may publish launches."""
        by = employee(request, Action.MANAGE_AGENCIES)
        now = request.system.approve_agency(by, AgencyId(agency_id))
        return _to(request, now, f"{now.company_name} is approved and may publish launches.")

    @get("/{agency_id:uuid}/suspension", sync_to_thread=True)
    def suspend_why(self, request: WebRequest, agency_id: FromPath[UUID]) -> Response[str]:
        """What a suspension stops, and what it leaves."""
        by, agency = _seen(request, agency_id)
        return _suspension(request, by, agency, Form())

    @post("/{agency_id:uuid}/suspension", status_code=200, sync_to_thread=True)
    def suspend(self, request: WebRequest, agency_id: FromPath[UUID]) -> Response[Any]:
        """Its launches stop selling."""
        by, agency = _seen(request, agency_id)
        form = request.sent
        try:
            now = request.system.suspend_agency(by, agency.id, form.value("reason"))
        except AstroBookingsError as error:
            return _suspension(request, by, agency, form.refused(error))
        return _to(request, now, f"{now.company_name} is suspended and sells nothing.")

    @get("/{agency_id:uuid}/reinstatement", sync_to_thread=True)
    def reinstate_what(self, request: WebRequest, agency_id: FromPath[UUID]) -> Response[str]:
        """What goes on sale again."""
        by, agency = _seen(request, agency_id)
        number = _open_launches(request.system, by, agency.id)
        return ask(
            request,
            title=f"Reinstate {agency.company_name}?",
            says=(f"{_launches(number)} on sale again at once.", "It may publish new launches."),
            button="Reinstate the agency",
            back=f"/system/agencies/{agency.id}",
            danger=False,
        )

    @post("/{agency_id:uuid}/reinstatement", status_code=200, sync_to_thread=True)
    def reinstate(self, request: WebRequest, agency_id: FromPath[UUID]) -> Response[Any]:
        """Its launches sell again."""
        by = employee(request, Action.MANAGE_AGENCIES)
        now = request.system.reinstate_agency(by, AgencyId(agency_id))
        return _to(request, now, f"{now.company_name} is reinstated; its launches sell again.")


def _seen(request: WebRequest, agency_id: UUID) -> tuple[Principal, Agency]:
    by = employee(request, Action.MANAGE_AGENCIES)
    return by, request.system.view_agency(by, AgencyId(agency_id))


def _to(request: WebRequest, agency: Agency, told: str) -> Response[Any]:
    return go(request, f"/system/agencies/{agency.id}", told)


def _figures(system: System, by: Principal, year: int, agency_id: AgencyId) -> AgencyFigures:
    return system.agency_report(by, year, agency_id).total


def _suspension(request: WebRequest, by: Principal, agency: Agency, form: Form) -> Response[str]:
    number = _open_launches(request.system, by, agency.id)
    return ask_why(
        request,
        form,
        title=f"Suspend {agency.company_name}?",
        says=(
            f"{_launches(number)} off sale at once, and it may publish no new ones.",
            "Bookings and payments that were begun stand; its launches may fly.",
            "The agency is told by mail, with the reason.",
        ),
        button="Suspend the agency",
        back=f"/system/agencies/{agency.id}",
    )


def _launches(number: int) -> str:
    if not number:
        return "It has no launch to come; nothing goes"
    return f"{number:,} launch to come goes" if number == 1 else f"{number:,} launches to come go"


def _open_launches(system: System, by: Principal, agency_id: AgencyId) -> int:
    """How many launches of the agency could sell seats now."""
    return sum(_counted(system, by, agency_id, LaunchFilter(status=status)) for status in OPEN)


def _counted(system: System, by: Principal, agency_id: AgencyId, wanted: LaunchFilter) -> int:
    number, page_, now = 0, PageRequest(MAX_LIMIT), system.clock.now()
    while True:
        found = system.list_agency_launches(by, page_, agency_id=agency_id, filter_=wanted)
        number += sum(one.launch_at > now for one in found.items)
        if found.next is None:
            return number
        page_ = PageRequest(MAX_LIMIT, found.next)
