"""Who booked a launch, and the report once it has flown (stories 1.6, 1.7)."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get
from litestar.params import FromPath

from astrobookings.application.agencies.bookings_table import bookings_table
from astrobookings.application.agencies.report_bookings import unnamed
from astrobookings.application.ports.tables import CSV, XLSX, Table
from astrobookings.domain.booking.booking import BookingStatus, status_at
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.entrypoints.http.replies import paper
from astrobookings.entrypoints.web.agency_web.choices import BOOKING_STATUSES
from astrobookings.entrypoints.web.agency_web.reading import one_of
from astrobookings.entrypoints.web.countries import COUNTRIES
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import page, pages
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["LaunchBookingsController"]

_COUNTRY_NAMES = dict(COUNTRIES)


class LaunchBookingsController(Controller):
    """Travelers' contact and tax data are shown of successful launches alone."""

    path = "/agency/launches/{launch_id:uuid}"

    @get("/bookings", sync_to_thread=True)
    def bookings(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[str]:
        """Newest first, whatever became of them; filtered by status, reference and name."""
        by, system = request.member(Standing.AGENCY), request.system
        launch = system.view_agency_launch(by, LaunchId(launch_id))
        form = Form({name: request.asked.value(name) for name in ("status", "text")})
        found = None
        try:
            found = system.list_launch_bookings(
                by,
                launch.id,
                request.listed(),
                status=one_of(form, "status", BookingStatus),
                text=form.value("text")[:200],
            )
        except Invalid as error:
            form = form.refused(error)
        return page(
            request,
            "agency/bookings.html",
            form=form,
            seen=system.view_occupancy(by, launch.id),
            launch=launch,
            bookings=found.items if found else (),
            statuses=BOOKING_STATUSES,
            status_at=status_at,
            unnamed=unnamed,
            pages=pages(request, found),
        )

    @get("/report", sync_to_thread=True)
    def report(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[str]:
        """Who flew, who paid, and what it brought in."""
        by, system = request.member(Standing.AGENCY), request.system
        report = system.report_bookings(by, LaunchId(launch_id))
        return page(
            request,
            "agency/report.html",
            report=report,
            launch=report.launch,
            card=system.view_launch(by, report.launch.id),
            countries=_COUNTRY_NAMES,
            unnamed=unnamed,
        )

    @get("/report/bookings.csv", media_type=CSV, sync_to_thread=True)
    def report_csv(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[Any]:
        """The same as plain lines."""
        return paper(request.system.parts.tables.csv(_table(request, launch_id)))

    @get("/report/bookings.xlsx", media_type=XLSX, sync_to_thread=True)
    def report_xlsx(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[Any]:
        """The same as a workbook."""
        return paper(request.system.parts.tables.xlsx(_table(request, launch_id)))


def _table(request: WebRequest, launch_id: UUID) -> Table:
    by = request.member(Standing.AGENCY)
    return bookings_table(request.system.report_bookings(by, LaunchId(launch_id)))
