"""IT looks at figures over time (story 6.4)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.metrics import Metrics
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.monitoring.metrics import (
    Metric,
    Point,
    SamplingPolicy,
    floored,
    step_for,
)
from astrobookings.domain.monitoring.retention import RetentionPolicy

__all__ = ["MetricsView", "ViewMetrics"]

_USUAL = timedelta(hours=1)


@frozen(kw_only=True)
class MetricsView:
    """Points of each metric from *since* up to, not at, *until*."""

    since: datetime
    until: datetime
    step: timedelta
    series: Mapping[Metric, Sequence[Point]]


@frozen
class ViewMetrics:
    """Show a span of time in as fine steps as an answer may have."""

    metrics: Metrics
    clock: Clock
    sampling: SamplingPolicy
    retention: RetentionPolicy

    def __call__(
        self,
        by: Principal,
        *,
        metric: Metric | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> MetricsView:
        """*metric*, or all; the last hour unless told otherwise.

        Raises:
            NotSignedIn, NotAllowed: only IT sees figures.
            Invalid: the span ends before it begins, or is longer than samples are kept.
        """
        authorize(by, Action.VIEW_MONITORING)
        last = until or self.clock.now()
        first = since or last - _USUAL
        self._check(last - first)
        step = step_for(last - first, self.sampling)
        begin = floored(first, step)
        chosen = tuple(Metric) if metric is None else (metric,)
        series = {one: self.metrics.points(one, begin, last, step) for one in chosen}
        return MetricsView(since=begin, until=last, step=step, series=series)

    def _check(self, span: timedelta) -> None:
        if span <= timedelta(0):
            raise Invalid((Fault("/until", "must be later than since", "out-of-range"),))
        if span > self.retention.samples:
            detail = f"must be at most {self.retention.samples.days} days before until"
            raise Invalid((Fault("/since", detail, "out-of-range"),))
