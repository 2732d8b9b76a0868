"""What a booking is worth to somebody who changes plans, from the policies in force (story 2.5)."""

from datetime import datetime
from decimal import Decimal

from attrs import frozen

from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.refund_policy import RefundPolicy
from astrobookings.domain.kernel.money import Money

__all__ = ["CancellationStep", "cancellation_steps"]


@frozen
class CancellationStep:
    """Whoever cancels until then gets so much of the fare back."""

    until: datetime
    share: Decimal
    back: Money
    """For one seat at today's price."""


def cancellation_steps(
    launch: Launch, refunds: RefundPolicy, now: datetime
) -> tuple[CancellationStep, ...]:
    """The steps that are still ahead, the best first; empty when nothing would come back."""
    ends = ((launch.launch_at - tier.notice, tier.share) for tier in refunds.tiers)
    return tuple(
        CancellationStep(until, share, launch.price.share(share))
        for until, share in ends
        if until >= now and share
    )
