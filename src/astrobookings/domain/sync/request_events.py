"""What other contexts hear of booking requests."""

from typing import ClassVar

from attrs import frozen

from astrobookings.domain.kernel.events import Event
from astrobookings.domain.kernel.ids import BookingId, BookingRequestId, UserId

__all__ = ["BookingRequestSettled", "BookingRequestTurnedDown"]


@frozen
class BookingRequestSettled(Event):
    name: ClassVar[str] = "booking-request-settled"
    booking_request_id: BookingRequestId
    kind: str
    user_id: UserId
    booking_id: BookingId


@frozen
class BookingRequestTurnedDown(Event):
    name: ClassVar[str] = "booking-request-refused"
    booking_request_id: BookingRequestId
    kind: str
    user_id: UserId
    reason_code: str
    reason: str
