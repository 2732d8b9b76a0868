"""What a traveler shows at the gate (story 2.3)."""

from attrs import frozen

from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launch_board import LaunchBoard
from astrobookings.application.ports.papers import Paper, Papers
from astrobookings.domain.booking.booking import BookingStatus, NoSuchBookingMove, status_at
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import BookingId

__all__ = ["BoardingPass"]

_PAID = frozenset({BookingStatus.CONFIRMED, BookingStatus.COMPLETED})


@frozen
class BoardingPass:
    """The seats of a booking that is paid, with a code to scan."""

    bookings: Bookings
    board: LaunchBoard
    papers: Papers
    clock: Clock

    def __call__(self, by: Principal, booking_id: BookingId) -> Paper:
        """Raises:
        NotFound: no such booking, or another traveler's.
        NoSuchBookingMove: it is neither confirmed nor completed.
        """
        authorize(by, Action.VIEW_BOOKINGS)
        booking = self.bookings.get(booking_id)
        missing = NotFound("booking", str(booking_id))
        only_own(by, Action.VIEW_BOOKINGS, booking.traveler_id, otherwise=missing)
        now = self.clock.now()
        if booking.status not in _PAID:
            raise NoSuchBookingMove(status_at(booking, now), "boarded")
        return self.papers.boarding_pass(booking, self.board.get(booking.launch_id, now=now))
