"""Somebody is to hear what became of a request taken during an interruption (story 5.5)."""

from attrs import frozen

from astrobookings.application.notifications.queueing import Queueing
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.notifications.kinds import NotificationKind
from astrobookings.domain.sync.request_events import (
    BookingRequestSettled,
    BookingRequestTurnedDown,
)

__all__ = ["QueueBookingRequestNews"]

_K = NotificationKind


@frozen
class QueueBookingRequestNews:
    """Hears of booking requests that were settled or refused."""

    queueing: Queueing

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if isinstance(event, BookingRequestSettled):
            kind, subject_id = _K.BOOKING_REQUEST_SETTLED, event.booking_id
            self.queueing(envelope, event.user_id, kind, subject_id)
        elif isinstance(event, BookingRequestTurnedDown):
            refused, subject = _K.BOOKING_REQUEST_REFUSED, event.booking_request_id
            details = {"reason": event.reason}
            self.queueing(envelope, event.user_id, refused, subject, details=details)
