"""Throttles of sign-in, registration and mailed links (stories 0.1, 0.2, 0.8)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from attrs import frozen

__all__ = ["ThrottlePolicy", "wait_before_next", "wait_for_room"]


@frozen
class ThrottlePolicy:
    """Failures allowed within a window, per account and per address of origin.

    Once reached, the wait after the last failure starts at `first_wait` and doubles with each
    further failure up to the window itself: slow, but never a permanent lock.
    """

    window: timedelta = timedelta(minutes=15)
    per_account: int = 5
    per_origin: int = 30
    first_wait: timedelta = timedelta(seconds=30)
    rate_window: timedelta = timedelta(hours=1)
    """Registrations and requests for links are counted over so long."""
    registrations_per_origin: int = 10
    links_per_account: int = 5
    links_per_origin: int = 20


def wait_before_next(
    failures: Sequence[datetime], *, allowed: int, now: datetime, policy: ThrottlePolicy
) -> timedelta:
    """How long to wait from *now* before the next attempt; zero when it may go on.

    *failures* are the instants of past failures, in any order.
    """
    recent = sorted(moment for moment in failures if now - moment < policy.window)
    beyond = len(recent) - allowed
    if beyond < 0:
        return timedelta(0)
    doubled: timedelta = min(policy.first_wait * 2 ** min(beyond, 30), policy.window)
    return max(recent[-1] + doubled - now, timedelta(0))


def wait_for_room(
    attempts: Sequence[datetime], *, allowed: int, now: datetime, policy: ThrottlePolicy
) -> timedelta:
    """How long to wait from *now* until fewer than *allowed* attempts lie in the rate window."""
    recent = sorted(moment for moment in attempts if now - moment < policy.rate_window)
    if len(recent) < allowed:
        return timedelta(0)
    return recent[-allowed] + policy.rate_window - now
