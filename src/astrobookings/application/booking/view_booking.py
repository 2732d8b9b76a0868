"""A traveler or an employee looks at a booking (stories 2.4, 2.6)."""

from attrs import frozen

from astrobookings.application.booking.copies import complete_until
from astrobookings.application.booking.views import BookingView, BookingViews
from astrobookings.application.ports.booking_copies import BookingCopies
from astrobookings.application.ports.bookings import Bookings
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound, Unavailable
from astrobookings.domain.kernel.ids import BookingId

__all__ = ["ViewBooking"]


@frozen
class ViewBooking:
    """One booking with its payment, refunds and open delays."""

    bookings: Bookings
    booking_copies: BookingCopies
    views: BookingViews

    def __call__(self, by: Principal, booking_id: BookingId) -> BookingView:
        """The booking as it is now; a copy, saying as of when, while bookings are away.

        Raises:
            NotFound: no such booking, or another traveler's.
            Unavailable: there is no copy of it either.
        """
        authorize(by, Action.VIEW_BOOKINGS)
        try:
            booking = self.bookings.get(booking_id)
            self._require_own(by, booking)
            return self.views(booking, by)
        except Unavailable as away:
            return self._copied(by, booking_id, away)

    def _require_own(self, by: Principal, booking: Booking) -> None:
        missing = NotFound("booking", str(booking.id))
        only_own(by, Action.VIEW_BOOKINGS, booking.traveler_id, otherwise=missing)

    def _copied(self, by: Principal, booking_id: BookingId, away: Unavailable) -> BookingView:
        as_of = complete_until(self.booking_copies, away)
        try:
            copy = self.booking_copies.get(booking_id)
        except NotFound:
            raise away from None  # it may have been made since
        self._require_own(by, copy.booking)
        return self.views.of_copy(copy, as_of, by)
