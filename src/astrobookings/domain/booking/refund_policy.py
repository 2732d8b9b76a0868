"""How much of a fare comes back (stories 1.5, 2.5)."""

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from attrs import frozen

__all__ = ["DEFAULT_TIERS", "FULL", "RefundPolicy", "RefundTier", "explain"]

FULL = Decimal(1)


@frozen
class RefundTier:
    """With at least `notice` before lift-off, `share` (0 to 1) comes back."""

    notice: timedelta
    share: Decimal


DEFAULT_TIERS = (
    RefundTier(timedelta(days=365), Decimal("0.9")),
    RefundTier(timedelta(days=90), Decimal("0.7")),
)


@frozen
class RefundPolicy:
    """Share of the fare (0 to 1) given back, by notice before lift-off."""

    tiers: tuple[RefundTier, ...] = DEFAULT_TIERS
    """Longest notice first; snapshotted on each booking."""

    def __attrs_post_init__(self) -> None:
        if any(not 0 <= tier.share <= 1 for tier in self.tiers):
            raise ValueError("a share is from 0 to 1")
        if any(one.notice <= next_.notice for one, next_ in pairwise(self.tiers)):
            raise ValueError("tiers go from the longest notice to the shortest")

    def share(self, notice: timedelta) -> Decimal:
        return next((tier.share for tier in self.tiers if notice >= tier.notice), Decimal(0))


def explain(notice: timedelta, share: Decimal, tiers: tuple[RefundTier, ...]) -> str:
    """Why *share* is what a cancellation with *notice* gives back, for people."""
    days = max(notice.days, 0)
    told = "; ".join(f"{tier.notice.days} days or more: {tier.share:.0%}" for tier in tiers)
    return f"{days} days before lift-off give back {share:.0%} ({told}; less: 0%)."
