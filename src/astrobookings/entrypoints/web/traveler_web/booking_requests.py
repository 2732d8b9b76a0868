"""Requests taken while bookings were interrupted (story 5.5)."""

from uuid import UUID

from litestar import Controller, Response, get
from litestar.params import FromPath

from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.ids import BookingRequestId
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["BookingRequestsController"]


class BookingRequestsController(Controller):
    """What became of a request; it is told by mail, too."""

    path = "/traveler/requests/{request_id:uuid}"

    @get(sync_to_thread=True)
    def request(self, request: WebRequest, request_id: FromPath[UUID]) -> Response[str]:
        """Waiting, settled or refused; a settled one leads to its booking."""
        by = request.member(Standing.TRAVELER)
        seen = request.system.view_booking_request(by, BookingRequestId(request_id))
        return page(request, "traveler/request.html", seen=seen)
