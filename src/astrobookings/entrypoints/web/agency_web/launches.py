"""The launches of an agency, and each of them with what can be done (stories 1.3, 1.5)."""

from uuid import UUID

from attrs import evolve
from litestar import Controller, Response, get
from litestar.params import FromPath

from astrobookings.application.ports.invoices import InvoiceFilter, InvoiceSort
from astrobookings.application.ports.occupancies import OccupancyFilter, OccupancySort
from astrobookings.domain.agencies.agency import AgencyStatus
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.entrypoints.http.launch_shapes import own_launch_listed
from astrobookings.entrypoints.web.agency_web.choices import DESTINATIONS, STATUSES, Choices
from astrobookings.entrypoints.web.agency_web.finding import (
    FIELDS,
    awaiting_report,
    launch_filter,
)
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import page, pages
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["LaunchesController"]

_WHEN: Choices = [
    ("", "Still to come"),
    ("past", "Date has passed"),
    ("all", "All"),
]
_ORDERS: Choices = [
    ("", "As suits the dates"),
    (OccupancySort.DATE.value, "Soonest first"),
    (OccupancySort.DATE_DESCENDING.value, "Latest first"),
]
_INVOICES = 10
"""A launch has one live invoice, and those that credit notes cancelled."""


class LaunchesController(Controller):
    """What is planned and what has flown."""

    path = "/agency/launches"

    @get(sync_to_thread=True)
    def launches(self, request: WebRequest) -> Response[str]:
        """Those still to come, unless the filter says otherwise."""
        by, system = request.member(Standing.AGENCY), request.system
        form = Form({name: request.asked.value(name) for name in (*FIELDS, "when")})
        found = None
        try:
            filter_, sort = launch_filter(form)
            filter_ = _timed(filter_, form.value("when"), request)
            usual = OccupancySort.DATE if not form.value("when") else OccupancySort.DATE_DESCENDING
            found = system.list_occupancy(by, filter_, sort or usual, request.listed())
        except Invalid as error:
            form = form.refused(error)
        return page(
            request,
            "agency/launches.html",
            form=form,
            launches=found.items if found else (),
            waiting=awaiting_report(system, by),
            approved=system.read_agency_profile(by).status is AgencyStatus.APPROVED,
            when=_WHEN,
            statuses=STATUSES,
            destinations=DESTINATIONS,
            orders=_ORDERS,
            pages=pages(request, found),
        )

    @get("/{launch_id:uuid}", sync_to_thread=True)
    def launch(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[str]:
        """The facts, how full it is, its history, and what can be done now."""
        by, system = request.member(Standing.AGENCY), request.system
        launch = system.view_agency_launch(by, LaunchId(launch_id))
        seen = system.view_occupancy(by, launch.id)
        invoices = system.list_invoices(
            by, InvoiceFilter(launch_id=launch.id), InvoiceSort.NEWEST, PageRequest(_INVOICES)
        )
        return page(
            request,
            "agency/launch.html",
            launch=launch,
            card=seen.card,
            occupancy=seen.occupancy,
            actions=own_launch_listed(launch, by, system.clock.now()).available_actions,
            invoices=invoices.items,
            public=f"{request.http.settings.public_url}/launches/{launch.slug}",
        )


def _timed(filter_: OccupancyFilter, when: str, request: WebRequest) -> OccupancyFilter:
    """*filter_* on this side of now or on that; days that were named go first."""
    now = request.system.clock.now()
    if not when and filter_.from_date is None:
        return evolve(filter_, from_date=now)
    if when == "past" and filter_.to_date is None:
        return evolve(filter_, to_date=now)
    return filter_
