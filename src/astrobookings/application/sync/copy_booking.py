"""Copies of bookings follow what happens to them (story 5.4)."""

from attrs import frozen

from astrobookings.application.sync.following import Following
from astrobookings.domain.booking.events import (
    BookingAnonymised,
    BookingCancelled,
    BookingCompleted,
    BookingConfirmed,
    DelayAccepted,
    HoldExpiredEvent,
    HoldExtended,
    PassengersNamed,
    PaymentDeclinedEvent,
    RefundExecuted,
    RefundFailed,
    SeatsChanged,
    SeatsHeld,
)
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.sync.runs import SyncSet

__all__ = ["OF_BOOKINGS", "CopyBooking"]

OF_BOOKINGS = (
    BookingAnonymised,
    BookingCancelled,
    BookingCompleted,
    BookingConfirmed,
    DelayAccepted,
    HoldExpiredEvent,
    HoldExtended,
    PassengersNamed,
    PaymentDeclinedEvent,
    RefundExecuted,
    RefundFailed,
    SeatsChanged,
    SeatsHeld,
)
"""The events of interest."""


@frozen
class CopyBooking:
    """Hears of a booking; copies what is newer."""

    following: Following

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if isinstance(event, OF_BOOKINGS):
            self.following(SyncSet.BOOKINGS, [event.booking_id], envelope)
