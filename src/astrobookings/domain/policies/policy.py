"""How far ahead a change of a policy is announced."""

from datetime import timedelta

from attrs import frozen

__all__ = ["AnnouncementPolicy"]


@frozen
class AnnouncementPolicy:
    """Every process hears of a change within `notice`, so that it holds in all at one instant."""

    notice: timedelta = timedelta(seconds=60)
    farthest: timedelta = timedelta(days=3650)
    """A change lies at most so far ahead."""
