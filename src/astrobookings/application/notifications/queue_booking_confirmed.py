"""A traveler is to hear that a booking is confirmed (story 2.3)."""

from attrs import frozen

from astrobookings.application.notifications.queueing import Queueing
from astrobookings.domain.booking.events import BookingConfirmed
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.notifications.notification import NotificationKind

__all__ = ["QueueBookingConfirmed"]

_PRIORITY = 2


@frozen
class QueueBookingConfirmed:
    """Hears of confirmed bookings."""

    queueing: Queueing

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if isinstance(event, BookingConfirmed):
            kind = NotificationKind.BOOKING_CONFIRMED
            self.queueing(envelope, event.traveler_id, kind, event.booking_id, priority=_PRIORITY)
