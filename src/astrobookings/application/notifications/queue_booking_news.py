"""What happens to a booking is told its traveler and its agency (stories 4.1, 4.2)."""

from collections.abc import Mapping

from attrs import frozen

from astrobookings.application.notifications.queueing import Queueing
from astrobookings.domain.booking.booking import CancelledBy
from astrobookings.domain.booking.events import (
    BookingCancelled,
    BookingCompleted,
    BookingConfirmed,
    DelayAccepted,
    HoldExpiredEvent,
    PassengersNamed,
    PaymentDeclinedEvent,
    RefundExecuted,
    RefundFailed,
    SeatsChanged,
)
from astrobookings.domain.kernel.events import Envelope, Event
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.notifications.kinds import NotificationKind as Kind

__all__ = ["TOLD_OF_BOOKINGS", "QueueBookingNews"]

TOLD_OF_BOOKINGS: Mapping[type[Event], Kind] = {
    BookingConfirmed: Kind.BOOKING_CONFIRMED,
    BookingCancelled: Kind.BOOKING_CANCELLED,
    BookingCompleted: Kind.BOOKING_COMPLETED,
    PaymentDeclinedEvent: Kind.PAYMENT_DECLINED,
    HoldExpiredEvent: Kind.HOLD_EXPIRED,
    PassengersNamed: Kind.PASSENGERS_CHANGED,
    DelayAccepted: Kind.DELAY_ACCEPTED,
    RefundExecuted: Kind.REFUND_EXECUTED,
    RefundFailed: Kind.REFUND_DELAYED,
    SeatsChanged: Kind.SEATS_CHANGED,
}
"""Events that travelers are told of, and as what."""

_LAUNCH_ENDED = frozenset({CancelledBy.LAUNCH_ABORTED.value, CancelledBy.LAUNCH_FAILED.value})


@frozen
class QueueBookingNews:
    """Hears of bookings. The agency hears of those won and lost, except by the end of its launch,
    of which it is told once.
    """

    queueing: Queueing

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        kind = TOLD_OF_BOOKINGS.get(type(event))
        if kind is None:
            return
        traveler, booking_id = event.traveler_id, event.booking_id  # type: ignore[attr-defined]
        details = _details(event)
        self.queueing(envelope, traveler, kind, booking_id, details=details)
        for_agency = _for_agency(event)
        if for_agency is not None:
            agency = UserId(event.agency_id)  # type: ignore[attr-defined]
            self.queueing(envelope, agency, for_agency, booking_id, details=details)


def _details(event: Event) -> Mapping[str, str]:
    match event:
        case BookingCancelled():
            return {"refund": str(event.refund.amount), "cancelled_by": event.cancelled_by}
        case PaymentDeclinedEvent():
            return {"reason": event.reason}
        case RefundExecuted() | RefundFailed():
            return {"amount": str(event.amount.amount)}
        case SeatsChanged():
            return {
                "added": _numbers(event.added),
                "dropped": _numbers(event.dropped),
                "paid": str(event.paid.amount),
                "refund": str(event.refund.amount),
            }
        case _:
            return {}


def _numbers(seats: tuple[int, ...]) -> str:
    return ", ".join(map(str, sorted(seats)))


def _for_agency(event: Event) -> Kind | None:
    match event:
        case BookingConfirmed():
            return Kind.AGENCY_BOOKING_CONFIRMED
        case BookingCancelled() if event.cancelled_by not in _LAUNCH_ENDED:
            return Kind.AGENCY_BOOKING_CANCELLED
        case SeatsChanged():
            return Kind.AGENCY_SEATS_CHANGED
        case _:
            return None
