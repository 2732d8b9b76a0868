"""The figures of booking, each a field of a frozen policy."""

from datetime import timedelta

from attrs import frozen

from astrobookings.domain.booking.refund_policy import RefundPolicy
from astrobookings.domain.kernel.money import Money

__all__ = [
    "BookingPolicies",
    "ChargePolicy",
    "DelayAnswerPolicy",
    "HoldPolicy",
    "PassengerPolicy",
    "QuotePolicy",
    "SeatLimitPolicy",
]


@frozen
class SeatLimitPolicy:
    """Seats one traveler may hold on one launch; a VIP has booked `vip_launches` launches."""

    regular: int = 4
    vip: int = 6
    vip_launches: int = 2

    def is_vip(self, launches_booked: int) -> bool:
        """Whether confirmed or completed bookings on so many launches make a VIP (story 4.3)."""
        return launches_booked >= self.vip_launches

    def limit(self, *, vip: bool) -> int:
        return self.vip if vip else self.regular

    def explain(self, *, vip: bool) -> str:
        """The limit and its reason, for people."""
        if vip:
            return f"{self.vip} seats per launch, because you booked {self.vip_launches} launches"
        return (
            f"{self.regular} seats per launch; {self.vip} once you booked "
            f"{self.vip_launches} launches"
        )


@frozen
class HoldPolicy:
    """How long seats are held for payment, and how many unpaid bookings a launch may have."""

    lasts: timedelta = timedelta(minutes=15)
    most_open: int = 2
    """Per traveler and launch."""
    while_paying: timedelta = timedelta(minutes=30)
    """A payment begun in time keeps the hold at most this long."""


@frozen
class PassengerPolicy:
    """Age in whole years on the launch day in the spaceport's zone, both inclusive."""

    youngest: int = 18
    oldest: int = 70


@frozen
class QuotePolicy:
    lasts: timedelta = timedelta(minutes=15)


@frozen
class DelayAnswerPolicy:
    """How long a traveler may refuse a delay; never past the new date."""

    window: timedelta = timedelta(days=14)


@frozen
class ChargePolicy:
    """What the gateway takes at once, how long a worker may hold a charge or refund for itself."""

    maximum: Money = Money.of("999999.99")
    lease: timedelta = timedelta(seconds=60)
    retry_refund_after: timedelta = timedelta(seconds=30)
    """Doubles with each attempt up to an hour."""
    refund_attempts: int = 8


@frozen
class BookingPolicies:
    """All figures of booking in one value."""

    seats: SeatLimitPolicy = SeatLimitPolicy()
    holds: HoldPolicy = HoldPolicy()
    passengers: PassengerPolicy = PassengerPolicy()
    refunds: RefundPolicy = RefundPolicy()
    quotes: QuotePolicy = QuotePolicy()
    delays: DelayAnswerPolicy = DelayAnswerPolicy()
    charges: ChargePolicy = ChargePolicy()
