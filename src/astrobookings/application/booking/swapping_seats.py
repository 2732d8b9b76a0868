"""Seats swapped for other free ones, at no cost (story 2.8)."""

from attrs import frozen

from astrobookings.application.booking.changing import TRIES, Asked, Changing, Locked
from astrobookings.application.booking.events import ids_of
from astrobookings.application.booking.expiry import Expiry
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.seat_ledger import SeatLedger
from astrobookings.domain.agencies.launch import OPEN
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.changes import SwappedSeats, swap_seats
from astrobookings.domain.booking.errors import Contended, NotOnSale, SeatsTaken
from astrobookings.domain.booking.events import SeatsChanged
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.money import ZERO

__all__ = ["SwappingSeats"]


@frozen
class SwappingSeats:
    """Moves a booking to other seats of its launch until lift-off; nothing is sold by that, so that
    a suspended agency does not matter.
    """

    changing: Changing
    seat_ledger: SeatLedger
    bookings: Bookings
    expiry: Expiry
    operations_outbox: Outbox
    clock: Clock

    def __call__(self, asked: Asked, change: SwappedSeats) -> None:
        """Swap the seats.

        Raises:
            Invalid: a seat that the launch does not have, or that is not the booking's.
            SeatsTaken: somebody else's, or its own.
            NotOnSale: the launch has ended, or lifted off.
            NoSuchBookingMove, PaymentInProgress: as `require_changeable`.
            KeyInUse: the key was used.
            Contended: too many at once.
        """
        for _ in range(TRIES):
            self._require_free(asked.booking, change)
            with self.changing(asked) as locked:
                swapped = self._swap(asked, locked, change)
            if swapped:
                return
            self.expiry.of_launch(asked.by, asked.booking.launch_id)
        raise Contended

    def _require_free(self, seen: Booking, change: SwappedSeats) -> None:
        now, wanted = self.clock.now(), Wanted.seats(change.others)
        survey = self.seat_ledger.survey(seen.launch_id, seen.traveler_id, wanted, now=now)
        if max(change.others) > survey.offer.seats_total:
            detail = f"this launch has seats 1 to {survey.offer.seats_total}"
            raise Invalid((Fault("/swap", detail, "out-of-range"),))
        swap_seats(seen, change)
        if survey.chosen_taken:
            raise SeatsTaken(survey.chosen_taken)

    def _swap(self, asked: Asked, locked: Locked, change: SwappedSeats) -> bool:
        launch, booking = locked.launch, locked.booking
        if launch.status not in OPEN or locked.now >= launch.launch_at:
            raise NotOnSale
        moved = swap_seats(booking, change)
        if not self.seat_ledger.swap(booking, change.numbers, change.others):
            return False
        self.changing.note(asked, locked)
        self.bookings.reseat(moved)
        event = SeatsChanged(*ids_of(booking), change.others, change.numbers, ZERO, None, ZERO)
        self.operations_outbox.add(event)
        return True
