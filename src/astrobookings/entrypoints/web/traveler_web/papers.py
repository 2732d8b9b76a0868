"""Papers of a booking: receipts, calendar file, boarding pass (stories 2.3, 2.11)."""

from uuid import UUID

from litestar import Controller, Response, get
from litestar.params import FromPath

from astrobookings.domain.booking.booking import NoSuchBookingMove
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.ids import BookingId, ReceiptId
from astrobookings.entrypoints.http.replies import Raw, paper
from astrobookings.entrypoints.web.qr_codes import qr_code
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.traveler_web.trips import own_trip

__all__ = ["PapersController"]


class PapersController(Controller):
    """To look at, to print, and to keep."""

    path = "/traveler/bookings/{booking_id:uuid}"

    @get("/pass", sync_to_thread=True)
    def boarding_pass(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[str]:
        """The boarding pass on the screen, with the code that the gate scans.

        Raises:
            NoSuchBookingMove: the booking is not paid.
        """
        trip = own_trip(request, booking_id)
        if not trip.paid:
            raise NoSuchBookingMove(trip.view.status, "boarded")
        return page(
            request,
            "traveler/pass.html",
            trip=trip,
            code=qr_code(trip.booking.boarding_code, "Code for the gate"),
        )

    @get("/boarding-pass", sync_to_thread=True)
    def boarding_pass_file(self, request: WebRequest, booking_id: FromPath[UUID]) -> Raw[bytes]:
        """The boarding pass as PDF."""
        by = request.member(Standing.TRAVELER)
        return paper(request.system.boarding_pass(by, BookingId(booking_id)))

    @get("/calendar.ics", sync_to_thread=True)
    def calendar_file(self, request: WebRequest, booking_id: FromPath[UUID]) -> Raw[bytes]:
        """The lift-off for a calendar."""
        by = request.member(Standing.TRAVELER)
        return paper(request.system.calendar_file(by, BookingId(booking_id)))

    @get("/receipts/{receipt_id:uuid}", sync_to_thread=True)
    def receipt(
        self, request: WebRequest, booking_id: FromPath[UUID], receipt_id: FromPath[UUID]
    ) -> Raw[bytes]:
        """A numbered receipt as PDF."""
        by = request.member(Standing.TRAVELER)
        printed = request.system.print_receipt(by, BookingId(booking_id), ReceiptId(receipt_id))
        return paper(printed)
