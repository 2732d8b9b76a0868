"""The seats of one launch, and who booked them (stories 1.4, 1.6, 1.7)."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath, QueryParameter

from astrobookings.application.agencies.bookings_table import bookings_table
from astrobookings.application.ports.tables import CSV, XLSX, Table
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.agencies.booking_answers import (
    BookingsReportAnswer,
    LaunchBookingsAnswer,
    OccupancyAnswer,
    bookings_report,
    launch_booking,
    occupancy,
)
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, Limit
from astrobookings.entrypoints.http.replies import Raw, Reply, paper
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["LaunchBookingsController"]

ByStatus = Annotated[BookingStatus | None, QueryParameter(name="status", description="Only these.")]
Words = Annotated[
    str,
    QueryParameter(
        name="text", max_length=200, description="Part of a reference or a traveler's name."
    ),
]


class LaunchBookingsController(Controller):
    """For the agency of the launch; the report is for employees too."""

    path = "/launches/{launch_id:uuid}"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        "/occupancy",
        operation_id="view_occupancy",
        summary="Look at how full a launch is",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def occupancy(self, request: ApiRequest, launch_id: FromPath[UUID]) -> Reply[OccupancyAnswer]:
        """Seats sold, held and left, and whether they are enough."""
        return Reply(occupancy(request.system.view_occupancy(request.by, LaunchId(launch_id))))

    @get(
        "/bookings",
        operation_id="list_launch_bookings",
        summary="List the bookings of a launch",
        sync_to_thread=True,
        responses=problems_of(403, 404, 422),
    )
    def bookings(
        self,
        request: ApiRequest,
        launch_id: FromPath[UUID],
        status: ByStatus = None,
        text: Words = "",
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[LaunchBookingsAnswer]:
        """Newest first, whatever became of them."""
        page = request.system.list_launch_bookings(
            request.by,
            LaunchId(launch_id),
            request.page(limit, after),
            status=status,
            text=text.strip(),
        )
        now = request.system.clock.now()
        items = [launch_booking(one, now) for one in page.items]
        return Reply(LaunchBookingsAnswer(items, request.next_cursor(page)))

    @get(
        "/bookings-report",
        operation_id="report_bookings",
        summary="Get the report of a launch's bookings",
        sync_to_thread=True,
        responses=problems_of(403, 404, 409),
    )
    def report(self, request: ApiRequest, launch_id: FromPath[UUID]) -> Reply[BookingsReportAnswer]:
        """Who flew on a successful launch, who paid, and what it brought in."""
        return Reply(
            bookings_report(request.system.report_bookings(request.by, LaunchId(launch_id)))
        )

    @get(
        "/bookings-report.csv",
        operation_id="report_bookings_csv",
        summary="Get the report of a launch's bookings as CSV",
        media_type=CSV,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409),
    )
    def report_csv(self, request: ApiRequest, launch_id: FromPath[UUID]) -> Raw[bytes]:
        """The same lines and their total; no cell is ever taken for a formula."""
        return paper(request.system.parts.tables.csv(_table(request, launch_id)))

    @get(
        "/bookings-report.xlsx",
        operation_id="report_bookings_xlsx",
        summary="Get the report of a launch's bookings as a workbook",
        media_type=XLSX,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409),
    )
    def report_xlsx(self, request: ApiRequest, launch_id: FromPath[UUID]) -> Raw[bytes]:
        """The same lines and their total; no cell is ever taken for a formula."""
        return paper(request.system.parts.tables.xlsx(_table(request, launch_id)))


def _table(request: ApiRequest, launch_id: UUID) -> Table:
    return bookings_table(request.system.report_bookings(request.by, LaunchId(launch_id)))
