"""A traveler hears what became of a wish (story 4.2)."""

from attrs import frozen

from astrobookings.application.notifications.queueing import Queueing
from astrobookings.domain.booking.wish_events import WishClosed, WishGranted
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.notifications.kinds import NotificationKind as Kind

__all__ = ["QueueWishNews"]


@frozen
class QueueWishNews:
    """Hears of wishes."""

    queueing: Queueing

    def __call__(self, envelope: Envelope) -> None:
        match envelope.event:
            case WishGranted() as event:
                self.queueing(envelope, event.traveler_id, Kind.WISH_GRANTED, event.booking_id)
            case WishClosed() as event:
                self.queueing(envelope, event.traveler_id, Kind.WISH_CLOSED, event.launch_id)
            case _:
                return
