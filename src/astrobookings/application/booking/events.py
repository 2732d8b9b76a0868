"""Short ways to the events of a booking."""

from astrobookings.domain.booking.booking import Booking, SeatFare
from astrobookings.domain.booking.events import SeatsChanged
from astrobookings.domain.kernel.ids import AgencyId, BookingId, LaunchId, UserId
from astrobookings.domain.kernel.money import ZERO, Money

__all__ = ["ids_of", "seats_added"]


def ids_of(booking: Booking) -> tuple[BookingId, LaunchId, AgencyId, UserId]:
    """The ids that every event of *booking* begins with."""
    return booking.id, booking.launch_id, booking.agency_id, booking.traveler_id


def seats_added(booking: Booking, fares: tuple[SeatFare, ...], paid: Money = ZERO) -> SeatsChanged:
    """*booking* has the further seats *fares*."""
    numbers = tuple(seat.number for seat in fares)
    return SeatsChanged(*ids_of(booking), numbers, (), paid, None, ZERO)
