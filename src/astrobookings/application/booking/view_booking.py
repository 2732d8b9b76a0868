"""A traveler or an employee looks at a booking (stories 2.4, 2.6)."""

from attrs import frozen

from astrobookings.application.booking.views import BookingView, BookingViews
from astrobookings.application.ports.bookings import Bookings
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import BookingId

__all__ = ["ViewBooking"]


@frozen
class ViewBooking:
    """One booking with its payment, refunds and open delays."""

    bookings: Bookings
    views: BookingViews

    def __call__(self, by: Principal, booking_id: BookingId) -> BookingView:
        """Raises: NotFound: no such booking, or another traveler's."""
        authorize(by, Action.VIEW_BOOKINGS)
        booking = self.bookings.get(booking_id)
        missing = NotFound("booking", str(booking_id))
        only_own(by, Action.VIEW_BOOKINGS, booking.traveler_id, otherwise=missing)
        return self.views(booking)
