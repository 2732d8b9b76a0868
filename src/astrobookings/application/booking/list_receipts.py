"""A traveler's receipts (story 2.11)."""

from attrs import frozen

from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.receipts import Receipts
from astrobookings.domain.booking.receipts import Receipt
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import BookingId

__all__ = ["ListReceipts"]


@frozen
class ListReceipts:
    """The receipts of one booking: one for each payment and refund."""

    bookings: Bookings
    receipts: Receipts

    def __call__(self, by: Principal, booking_id: BookingId) -> tuple[Receipt, ...]:
        """By number. Raises: NotFound: no such booking, or another traveler's."""
        authorize(by, Action.VIEW_BOOKINGS)
        booking = self.bookings.get(booking_id)
        missing = NotFound("booking", str(booking_id))
        only_own(by, Action.VIEW_BOOKINGS, booking.traveler_id, otherwise=missing)
        return tuple(self.receipts.of_booking(booking_id))
