"""Somebody looks at what became of a request (story 5.5)."""

from attrs import frozen

from astrobookings.application.ports.booking_requests import BookingRequests
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import BookingRequestId
from astrobookings.domain.sync.booking_request import BookingRequest

__all__ = ["ViewBookingRequest"]


@frozen
class ViewBookingRequest:
    """One request, waiting, settled or refused."""

    booking_requests: BookingRequests

    def __call__(self, by: Principal, request_id: BookingRequestId) -> BookingRequest:
        """Raises: NotFound: no such request, or another traveler's."""
        authorize(by, Action.VIEW_BOOKINGS)
        request = self.booking_requests.get(request_id)
        missing = NotFound("booking_request", str(request_id))
        only_own(by, Action.VIEW_BOOKINGS, request.user_id, otherwise=missing)
        return request
