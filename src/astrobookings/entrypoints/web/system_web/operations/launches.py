"""Operations managers see every agency's launches, and who is booked (stories 1.4, 1.7)."""

from collections.abc import Mapping
from uuid import UUID

from litestar import Controller, Response, get
from litestar.params import FromPath

from astrobookings.application.agencies.bookings_table import bookings_table
from astrobookings.application.ports.launch_bookings import LaunchBooking
from astrobookings.application.ports.occupancies import (
    LaunchOccupancy,
    OccupancyFilter,
    OccupancySort,
)
from astrobookings.application.ports.tables import Table
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import OPEN, Launch, LaunchStatus, StatusChange
from astrobookings.domain.booking.booking import BookingStatus, status_at
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.ids import AgencyId, LaunchId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.entrypoints.http.replies import Raw, paper
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import page, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.customers.people import People
from astrobookings.entrypoints.web.system_web.desk import (
    DESTINATIONS,
    chosen,
    day_of,
    employee,
    options,
)

__all__ = ["LaunchesController"]

_SORTS = (
    (OccupancySort.DATE.value, "Next lift-off first"),
    (OccupancySort.DATE_DESCENDING.value, "Last lift-off first"),
    (OccupancySort.RATE.value, "Emptiest first"),
    (OccupancySort.RATE_DESCENDING.value, "Fullest first"),
    (OccupancySort.SOLD.value, "Fewest seats sold first"),
    (OccupancySort.SOLD_DESCENDING.value, "Most seats sold first"),
)
_VIABLE = (("", "Any"), ("yes", "Has its minimum"), ("no", "Below its minimum"))
_IS_VIABLE: Mapping[str, bool] = {"yes": True, "no": False}
_FEW = PageRequest(10)
"""Bookings that the page of a launch shows."""


class LaunchesController(Controller):
    """How full they are, and who made them so."""

    path = "/system/launches"

    @get(sync_to_thread=True)
    def occupancy(self, request: WebRequest) -> Response[str]:
        """Every launch of every agency, or of one."""
        by, form = employee(request, Action.VIEW_AGENCY_LAUNCHES), request.asked
        found: Page[LaunchOccupancy] = Page(())
        try:
            sort = chosen(form, "sort", OccupancySort) or OccupancySort.DATE
            found = request.system.list_occupancy(by, _filter(form), sort, request.listed())
        except Invalid as error:
            form = form.refused(error)
        return page(
            request,
            "system/operations/launches.html",
            form=form,
            rows=found.items,
            of_agency=_agency_name(request, form),
            statuses=options(LaunchStatus),
            destinations=DESTINATIONS,
            viables=_VIABLE,
            sorts=_SORTS,
            pages=pages(request, found),
        )

    @get("/{launch_id:uuid}", sync_to_thread=True)
    def view(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[str]:
        """One launch: seats, history, latest bookings, and what may be done with it."""
        by = employee(request, Action.VIEW_AGENCY_LAUNCHES)
        launch = request.system.view_agency_launch(by, LaunchId(launch_id))
        seats = request.system.view_occupancy(by, launch.id)
        latest = request.system.list_launch_bookings(by, launch.id, _FEW)
        return page(
            request,
            "system/operations/launch.html",
            launch=launch,
            card=seats.card,
            seats=seats.occupancy,
            bookings=_shown(request, latest),
            more=latest.next is not None,
            open=launch.status in OPEN,
            due=_is_due(request, launch),
            history=_history(launch, People(request.system, by)),
        )

    @get("/{launch_id:uuid}/bookings", sync_to_thread=True)
    def bookings(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[str]:
        """Of any status, the newest first."""
        by, form = employee(request, Action.VIEW_AGENCY_LAUNCHES), request.asked
        launch = request.system.view_agency_launch(by, LaunchId(launch_id))
        found = request.system.list_launch_bookings(
            by,
            launch.id,
            request.listed(),
            status=chosen(form, "status", BookingStatus),
            text=form.value("text"),
        )
        return page(
            request,
            "system/operations/launch_bookings.html",
            form=form,
            launch=launch,
            card=request.system.view_launch(by, launch.id),
            bookings=_shown(request, found),
            statuses=options(BookingStatus),
            pages=pages(request, found),
        )

    @get("/{launch_id:uuid}/bookings.csv", sync_to_thread=True)
    def report_csv(self, request: WebRequest, launch_id: FromPath[UUID]) -> Raw[bytes]:
        """Who flew, and what it brought in (story 1.6)."""
        return paper(request.system.parts.tables.csv(_report(request, launch_id)))

    @get("/{launch_id:uuid}/bookings.xlsx", sync_to_thread=True)
    def report_xlsx(self, request: WebRequest, launch_id: FromPath[UUID]) -> Raw[bytes]:
        """The same as a workbook."""
        return paper(request.system.parts.tables.xlsx(_report(request, launch_id)))


def _filter(form: Form) -> OccupancyFilter:
    """Raises: Invalid: something that is no day, or no agency."""
    return OccupancyFilter(
        agency_id=AgencyId(form.uuid("agency")) if form.value("agency") else None,
        status=chosen(form, "status", LaunchStatus),
        destination=chosen(form, "destination", Destination),
        viable=_IS_VIABLE.get(form.value("viable")),
        from_date=day_of(form, "from_date"),
        to_date=day_of(form, "to_date", last=True),
        text=form.value("text"),
    )


def _agency_name(request: WebRequest, form: Form) -> str:
    """Whose launches alone are wanted, if the address names an agency."""
    if not form.value("agency") or form.fault("agency"):
        return ""
    agency = request.system.parts.agencies.find(AgencyId(form.uuid("agency")))
    return agency.company_name if agency is not None else "an agency that there is not"


def _shown(
    request: WebRequest, found: Page[LaunchBooking]
) -> list[tuple[LaunchBooking, BookingStatus]]:
    """Each with its status as of now."""
    now = request.system.clock.now()
    return [(one, status_at(one.booking, now)) for one in found.items]


def _history(launch: Launch, people: People) -> list[tuple[StatusChange, str]]:
    """What became of the launch and who said so, the latest first."""
    return [
        (entry, people.name(entry.by) if entry.by is not None else "the platform")
        for entry in reversed(launch.history)
    ]


def _is_due(request: WebRequest, launch: Launch) -> bool:
    """Whether success or failure may be reported."""
    return launch.status in OPEN and request.system.clock.now() >= launch.launch_at


def _report(request: WebRequest, launch_id: UUID) -> Table:
    by = employee(request, Action.VIEW_BOOKINGS_REPORT)
    return bookings_table(request.system.report_bookings(by, LaunchId(launch_id)))
