"""Seats given up, for what their quote gives back (story 2.8)."""

from attrs import evolve, frozen

from astrobookings.application.booking.changing import Asked, Changing
from astrobookings.application.booking.events import ids_of
from astrobookings.application.booking.refunding import Refunding
from astrobookings.application.booking.wish_granting import WishGranting
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.quotes import Quotes
from astrobookings.application.ports.seat_ledger import SeatLedger
from astrobookings.domain.booking.cancellation import use
from astrobookings.domain.booking.changes import DroppedSeats, drop_seats
from astrobookings.domain.booking.events import SeatsChanged
from astrobookings.domain.booking.refunds import RefundReason
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.money import ZERO

__all__ = ["DroppingSeats"]


@frozen
class DroppingSeats:
    """Returns seats to sale and owes their refund; the booking keeps its others."""

    changing: Changing
    seat_ledger: SeatLedger
    bookings: Bookings
    quotes: Quotes
    refunding: Refunding
    wish_granting: WishGranting
    operations_outbox: Outbox

    def __call__(self, asked: Asked, change: DroppedSeats) -> None:
        """Drop the seats.

        Raises:
            NotFound: no such quote of this booking.
            QuoteExpired: ask for a new one, of these very seats.
            Invalid, CancelInstead: as `require_some_of`.
            NoSuchBookingMove, PaymentInProgress: as `require_changeable`.
            KeyInUse: the key was used.
        """
        numbers = change.numbers
        with self.changing(asked) as locked:
            booking, now = locked.booking, locked.now
            quote = self.quotes.get(change.quote_id)
            if quote.booking_id != booking.id:
                raise NotFound("quote", str(quote.id))
            used = use(quote, booking, locked.launch, refund_id=None, now=now, seats=numbers)
            dropped = drop_seats(booking, numbers, used.refund)
            self.changing.note(asked, locked)
            self.seat_ledger.drop(booking, numbers)
            saved = self.bookings.reseat(dropped)
            refund = self.refunding.owe(saved, used.refund, RefundReason.SEATS_DROPPED, now)
            refund_id = refund.id if refund else None
            self.quotes.save(evolve(used, refund_id=refund_id))
            event = SeatsChanged(*ids_of(saved), (), numbers, ZERO, refund_id, used.refund)
            self.operations_outbox.add(event)
            self.wish_granting(booking.launch_id, now)
