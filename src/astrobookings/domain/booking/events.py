"""What other contexts hear of bookings."""

from typing import ClassVar

from attrs import frozen

from astrobookings.domain.kernel.events import Event
from astrobookings.domain.kernel.ids import AgencyId, BookingId, LaunchId, RefundId, UserId
from astrobookings.domain.kernel.money import Money

__all__ = [
    "BookingAnonymised",
    "BookingCancelled",
    "BookingCompleted",
    "BookingConfirmed",
    "DelayAccepted",
    "HoldExpiredEvent",
    "HoldExtended",
    "PassengersNamed",
    "PaymentDeclinedEvent",
    "RefundExecuted",
    "RefundFailed",
    "SeatsChanged",
    "SeatsHeld",
]


@frozen
class _OfBooking(Event):
    booking_id: BookingId
    launch_id: LaunchId
    agency_id: AgencyId
    traveler_id: UserId


@frozen
class SeatsHeld(_OfBooking):
    name: ClassVar[str] = "seats-held"
    count: int


@frozen
class BookingConfirmed(_OfBooking):
    name: ClassVar[str] = "booking-confirmed"


@frozen
class BookingAnonymised(_OfBooking):
    """Its traveler closed the account: nobody is named any more."""

    name: ClassVar[str] = "booking-anonymised"


@frozen
class HoldExpiredEvent(_OfBooking):
    name: ClassVar[str] = "hold-expired"


@frozen
class HoldExtended(_OfBooking):
    name: ClassVar[str] = "hold-extended"


@frozen
class PaymentDeclinedEvent(_OfBooking):
    name: ClassVar[str] = "payment-declined"
    reason: str


@frozen
class BookingCancelled(_OfBooking):
    name: ClassVar[str] = "booking-cancelled"
    cancelled_by: str
    refund_id: RefundId | None
    refund: Money


@frozen
class BookingCompleted(_OfBooking):
    name: ClassVar[str] = "booking-completed"


@frozen
class DelayAccepted(_OfBooking):
    name: ClassVar[str] = "delay-accepted"


@frozen
class PassengersNamed(_OfBooking):
    name: ClassVar[str] = "passengers-named"


@frozen
class SeatsChanged(_OfBooking):
    """Seats were added, dropped, or both: swapped."""

    name: ClassVar[str] = "seats-changed"
    added: tuple[int, ...]
    dropped: tuple[int, ...]
    paid: Money
    """For the added ones."""
    refund_id: RefundId | None
    refund: Money


@frozen
class RefundExecuted(_OfBooking):
    name: ClassVar[str] = "refund-executed"
    refund_id: RefundId
    amount: Money


@frozen
class RefundFailed(_OfBooking):
    name: ClassVar[str] = "refund-failed"
    refund_id: RefundId
    amount: Money
