"""What customer service does for travelers, within bounds (story 2.8)."""

from datetime import datetime
from typing import ClassVar

from attrs import evolve, frozen

from astrobookings.domain.booking.booking import (
    Booking,
    BookingStatus,
    NoSuchBookingMove,
    OnBehalf,
    lapsed,
)
from astrobookings.domain.booking.errors import HoldExpired, PaymentInProgress
from astrobookings.domain.booking.policies import HoldPolicy
from astrobookings.domain.kernel.errors import Fault, Invalid, Refused
from astrobookings.domain.kernel.ids import UserId

__all__ = ["HoldTooLong", "acted_for", "extend_hold", "require_open_hold"]


@frozen
class HoldTooLong(Refused):
    """Seats are not held for so long without being paid."""

    code: ClassVar[str] = "hold-too-long"
    latest: datetime
    """The hold may be extended up to here; before the launch, and within the policy."""

    def __str__(self) -> str:
        return f"The hold can be extended until {self.latest:%Y-%m-%d %H:%M} UTC at most."


def acted_for(booking: Booking, employee_id: UserId, reason: str) -> Booking:
    """*booking* with the trail of the employee who now acts for its traveler, and why."""
    return evolve(booking, on_behalf=OnBehalf(employee_id, reason))


def require_open_hold(booking: Booking, now: datetime, wanted: str) -> None:
    """Let *booking* go on while its seats are held and nobody pays for them.

    Raises:
        HoldExpired: the hold lapsed before.
        PaymentInProgress: wait for the payment's outcome.
        NoSuchBookingMove: it is not held, so it cannot be *wanted*.
    """
    if lapsed(booking, now) or booking.status is BookingStatus.EXPIRED:
        raise HoldExpired
    if booking.status is not BookingStatus.HELD:
        raise NoSuchBookingMove(booking.status, wanted)
    if booking.paying is not None:
        raise PaymentInProgress


def extend_hold(
    booking: Booking, until: datetime, *, launch_at: datetime, now: datetime, policy: HoldPolicy
) -> Booking:
    """*booking* held *until* later, never past the policy's longest hold nor *launch_at*.

    Raises:
        HoldExpired, PaymentInProgress, NoSuchBookingMove: as `require_open_hold`.
        Invalid: that is no later than the hold ends now.
        HoldTooLong: it is past the bound.
    """
    require_open_hold(booking, now, "extended")
    if until <= booking.expires_at:
        detail = "must be later than the hold ends now"
        raise Invalid((Fault("/expires_at", detail, "too-early"),))
    latest = min(booking.created_at + policy.longest, launch_at)
    if until > latest:
        raise HoldTooLong(latest)
    return evolve(booking, expires_at=until, held_until=until)
