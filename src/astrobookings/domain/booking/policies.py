"""The figures of booking, each a field of a frozen policy."""

from datetime import timedelta

from attrs import frozen

from astrobookings.domain.booking.refund_policy import RefundPolicy
from astrobookings.domain.kernel.money import ZERO, Money

__all__ = [
    "BookingPolicies",
    "ChargePolicy",
    "DelayAnswerPolicy",
    "HoldPolicy",
    "PassengerPolicy",
    "QuotePolicy",
    "SeatLimitPolicy",
    "WishPolicy",
]


@frozen
class SeatLimitPolicy:
    """Seats one traveler may hold on one launch; a VIP has booked `vip_launches` launches."""

    regular: int = 4
    vip: int = 6
    vip_launches: int = 2

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.regular <= self.vip:
            raise ValueError("a VIP has at least the seats of others, who have at least 1")
        if self.vip_launches < 1:
            raise ValueError("vip_launches is at least 1")

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
    longest: timedelta = timedelta(days=7)
    """Customer service extends a hold at most so far from the booking on; never past launch."""

    def __attrs_post_init__(self) -> None:
        if not timedelta() < self.lasts <= self.while_paying:
            raise ValueError("while_paying is at least lasts, which is more than nothing")
        if self.most_open < 1:
            raise ValueError("most_open is at least 1")


@frozen
class PassengerPolicy:
    """Age in whole years on the launch day in the spaceport's zone, both inclusive."""

    youngest: int = 18
    oldest: int = 70

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.youngest <= self.oldest:
            raise ValueError("oldest is at least youngest")


@frozen
class QuotePolicy:
    lasts: timedelta = timedelta(minutes=15)

    def __attrs_post_init__(self) -> None:
        if self.lasts <= timedelta():
            raise ValueError("lasts is more than nothing")


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

    def __attrs_post_init__(self) -> None:
        if self.maximum <= ZERO:
            raise ValueError("maximum is more than nothing")
        if self.lease <= timedelta() or self.retry_refund_after <= timedelta():
            raise ValueError("lease and retry_refund_after are more than nothing")
        if self.refund_attempts < 1:
            raise ValueError("refund_attempts is at least 1")


@frozen
class WishPolicy:
    """How long the seats of a granted wish are held; never past lift-off."""

    hold_lasts: timedelta = timedelta(hours=24)

    def __attrs_post_init__(self) -> None:
        if self.hold_lasts <= timedelta():
            raise ValueError("hold_lasts is more than nothing")


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
    wishes: WishPolicy = WishPolicy()
