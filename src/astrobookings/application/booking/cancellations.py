"""Ending a booking and owing its refund, within one transaction."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.booking.events import ids_of
from astrobookings.application.booking.refunding import Refunding
from astrobookings.application.booking.wish_granting import WishGranting
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.seat_ledger import SeatLedger
from astrobookings.domain.booking.booking import Booking, CancelledBy, cancel
from astrobookings.domain.booking.events import BookingCancelled
from astrobookings.domain.booking.refunds import Refund, RefundReason
from astrobookings.domain.kernel.money import ZERO, Money

__all__ = ["Cancellations"]

_REASONS = {
    CancelledBy.TRAVELER: RefundReason.CANCELLATION,
    CancelledBy.EMPLOYEE: RefundReason.CANCELLATION,
    CancelledBy.DELAY_REFUSED: RefundReason.DELAY_REFUSED,
    CancelledBy.LAUNCH_ABORTED: RefundReason.LAUNCH_ABORTED,
    CancelledBy.LAUNCH_FAILED: RefundReason.LAUNCH_FAILED,
}


@frozen
class Cancellations:
    """Cancels a booking whose launch and row the caller has locked, in that order."""

    bookings: Bookings
    seat_ledger: SeatLedger
    refunding: Refunding
    wish_granting: WishGranting
    operations_outbox: Outbox

    def cancel(
        self, booking: Booking, amount: Money, *, by: CancelledBy, reason: str, now: datetime
    ) -> Refund | None:
        """Give the seats to those who wait, or back to sale, and owe *amount*; the refund, or None
        when nothing is owed.

        Raises:
            PaymentInProgress, NoSuchBookingMove: as the domain's `cancel`.
        """
        cancelled = cancel(booking, by=by, reason=reason, now=now)
        self.seat_ledger.give_back(booking)
        saved = self._saved(booking, cancelled)
        refund = self.refunding.owe(saved, amount, _REASONS[by], now)
        event = BookingCancelled(
            *ids_of(saved),
            by.value,
            refund.id if refund else None,
            refund.amount if refund else ZERO,
        )
        self.operations_outbox.add(event)
        self.wish_granting(booking.launch_id, now)
        return refund

    def _saved(self, booking: Booking, cancelled: Booking) -> Booking:
        changed = self.bookings.reseat if booking.adding else self.bookings.save
        return changed(cancelled)
