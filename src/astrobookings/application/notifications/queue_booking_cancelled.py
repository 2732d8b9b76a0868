"""A traveler is to hear that a booking was cancelled (stories 1.5, 2.5)."""

from attrs import frozen

from astrobookings.application.notifications.queueing import Queueing
from astrobookings.domain.booking.events import BookingCancelled
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.notifications.notification import NotificationKind

__all__ = ["QueueBookingCancelled"]

_PRIORITY = 2


@frozen
class QueueBookingCancelled:
    """Hears of cancelled bookings; the mail tells who cancelled and what is given back."""

    queueing: Queueing

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if isinstance(event, BookingCancelled):
            self.queueing(
                envelope,
                event.traveler_id,
                NotificationKind.BOOKING_CANCELLED,
                event.booking_id,
                priority=_PRIORITY,
                details={
                    "refund": str(event.refund.amount),
                    "cancelled_by": event.cancelled_by,
                },
            )
