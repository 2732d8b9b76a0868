"""Figures of the running platform (SystemDB; story 6.4)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from astrobookings.domain.monitoring.metrics import Metric, Point, Sample
from astrobookings.domain.monitoring.traffic import Traffic, TrafficReport

__all__ = ["Metrics"]


class Metrics(Protocol):
    """What processes report of their traffic, and the samples made of that and of other figures.

    Each call is a transaction of its own; not to be called inside another. Instants are kept to
    the second.
    """

    def report(self, reports: Sequence[TrafficReport]) -> None:
        """Keep *reports*; of one source and instant the first counts."""
        ...

    def traffic(self, since: datetime, until: datetime) -> Traffic:
        """What all processes reported later than *since* and up to *until*."""
        ...

    def add(self, samples: Sequence[Sample]) -> int:
        """Keep those of metrics and instants that have none yet; how many."""
        ...

    def newest(self, metric: Metric, until: datetime, limit: int) -> Sequence[Sample]:
        """The last *limit* samples of *metric* up to *until*, the newest first."""
        ...

    def points(
        self, metric: Metric, since: datetime, until: datetime, step: timedelta
    ) -> Sequence[Point]:
        """The samples from *since* up to, not at, *until*, in steps of whole seconds that begin
        with *since*; steps without samples are left out.
        """
        ...

    def forget_before(self, samples: datetime, traffic: datetime) -> int:
        """Delete samples older than *samples*, reports older than *traffic*; how many."""
        ...
