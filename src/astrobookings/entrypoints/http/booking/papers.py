"""Calendar files and receipts (stories 2.3, 2.11)."""

from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath

from astrobookings.domain.kernel.ids import BookingId, ReceiptId
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.booking.answers import ReceiptsAnswer, receipt
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.replies import Raw, Reply, paper
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["PapersController"]


class PapersController(Controller):
    """Files made for people."""

    path = "/bookings/{booking_id:uuid}"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        "/calendar.ics",
        operation_id="calendar_file",
        summary="Get the calendar file",
        media_type="text/calendar",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def calendar(self, request: ApiRequest, booking_id: FromPath[UUID]) -> Raw[bytes]:
        """The lift-off as an iCalendar event."""
        return paper(request.system.calendar_file(request.by, BookingId(booking_id)))

    @get(
        "/boarding-pass",
        operation_id="boarding_pass",
        summary="Get the boarding pass",
        media_type="application/pdf",
        sync_to_thread=True,
        responses=problems_of(403, 404, 409),
    )
    def boarding_pass(self, request: ApiRequest, booking_id: FromPath[UUID]) -> Raw[bytes]:
        """As PDF, once the booking is paid: a line for each seat, and a code to scan."""
        return paper(request.system.boarding_pass(request.by, BookingId(booking_id)))

    @get(
        "/receipts",
        operation_id="list_receipts",
        summary="List receipts",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def receipts(self, request: ApiRequest, booking_id: FromPath[UUID]) -> Reply[ReceiptsAnswer]:
        """One for each payment and refund, by number."""
        issued = request.system.list_receipts(request.by, BookingId(booking_id))
        return Reply(ReceiptsAnswer([receipt(one) for one in issued]))

    @get(
        "/receipts/{receipt_id:uuid}",
        operation_id="print_receipt",
        summary="Get a receipt",
        media_type="application/pdf",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def receipt(
        self, request: ApiRequest, booking_id: FromPath[UUID], receipt_id: FromPath[UUID]
    ) -> Raw[bytes]:
        """As PDF, naming both parties with their tax ids."""
        printed = request.system.print_receipt(
            request.by, BookingId(booking_id), ReceiptId(receipt_id)
        )
        return paper(printed)
