"""A traveler pays for held seats (story 2.3)."""

from attrs import frozen

from astrobookings.application.booking.keyed import Resumption
from astrobookings.application.booking.payments import Payments
from astrobookings.application.booking.views import BookingView, BookingViews
from astrobookings.application.ports.bookings import Bookings
from astrobookings.domain.booking.errors import KeyInUse
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import BookingId

__all__ = ["PayBooking"]


@frozen
class PayBooking:
    """Pay for a booking whose seats are held."""

    bookings: Bookings
    payments: Payments
    resumption: Resumption
    views: BookingViews

    def __call__(
        self, by: Principal, booking_id: BookingId, payment_method: str, key: KeyedRequest
    ) -> BookingView:
        """The booking after the try: confirmed, declined and still held, or pending.

        Raises:
            NotFound: no such booking, or another traveler's.
            PaymentInProgress, HoldExpired, NoSuchBookingMove, NotOnSale: it cannot be paid now.
            KeyInUse, KeyReused: see `Resumption`.
        """
        authorize(by, Action.BOOK_SEATS)
        booking = self.bookings.get(booking_id)
        missing = NotFound("booking", str(booking_id))
        only_own(by, Action.BOOK_SEATS, booking.traveler_id, otherwise=missing)
        try:
            paid = self.payments.pay(by, booking_id, payment_method, key)
        except KeyInUse as cause:
            self.resumption(key, cause)
            paid = self.payments.go_on(by, booking_id, payment_method)
        return self.views.after_payment(paid)
