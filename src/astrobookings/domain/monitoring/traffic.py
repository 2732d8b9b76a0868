"""How many requests were served, and how fast; figures of several processes add up."""

from bisect import bisect_left
from datetime import datetime
from typing import Self

from attrs import field, frozen

from astrobookings.domain.kernel.instants import aware

__all__ = ["BOUNDS_MS", "NO_TRAFFIC", "Traffic", "TrafficReport"]

BOUNDS_MS = (1, 2, 5, 10, 20, 35, 50, 75, 100, 150, 200, 350, 500, 1000, 2000, 5000, 10_000)
"""Milliseconds up to which the buckets of durations reach; one more has what lasted longer."""


@frozen
class Traffic:
    """Requests over some span of time."""

    durations: tuple[int, ...] = (0,) * (len(BOUNDS_MS) + 1)
    """How many requests lasted up to each bound."""
    refused: int = 0
    """Answered 4xx."""
    failed: int = 0
    """Answered 5xx."""

    @classmethod
    def of(cls, ms: float, status: int) -> Self:
        """One request that lasted *ms* milliseconds."""
        place = bisect_left(BOUNDS_MS, ms)
        durations = tuple(int(number == place) for number in range(len(BOUNDS_MS) + 1))
        return cls(durations, int(400 <= status < 500), int(status >= 500))

    @property
    def requests(self) -> int:
        return sum(self.durations)

    @property
    def failed_share(self) -> float:
        """0 to 1; 0 without requests."""
        return self.failed / self.requests if self.requests else 0.0

    def __add__(self, other: "Traffic") -> "Traffic":
        pairs = zip(self.durations, other.durations, strict=True)
        return Traffic(
            tuple(mine + theirs for mine, theirs in pairs),
            self.refused + other.refused,
            self.failed + other.failed,
        )

    def percentile(self, share: float) -> float | None:
        """Milliseconds within which *share* (0 to 1) of the requests were answered; None without
        requests. Between two bounds it is reckoned evenly; beyond the last it is the last.
        """
        if not self.requests:
            return None
        wanted, below = share * self.requests, 0
        for place, count in enumerate(self.durations[:-1]):
            if count and below + count >= wanted:
                low = BOUNDS_MS[place - 1] if place else 0
                return low + (BOUNDS_MS[place] - low) * max(wanted - below, 0) / count
            below += count
        return float(BOUNDS_MS[-1])


NO_TRAFFIC = Traffic()


@frozen(kw_only=True)
class TrafficReport:
    """What one process served in the span that ended at *at*."""

    source: str
    """The process, under a name that no other ever has."""
    at: datetime = field(validator=aware)
    traffic: Traffic
