"""Short ways to the events of a booking."""

from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.kernel.ids import AgencyId, BookingId, LaunchId, UserId

__all__ = ["ids_of"]


def ids_of(booking: Booking) -> tuple[BookingId, LaunchId, AgencyId, UserId]:
    """The ids that every event of *booking* begins with."""
    return booking.id, booking.launch_id, booking.agency_id, booking.traveler_id
