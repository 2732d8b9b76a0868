"""The scheduler samples how the platform does (story 6.4)."""

from collections.abc import Iterator

from attrs import frozen

from astrobookings.application.monitoring.gauges import Gauges
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.metrics import Metrics
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.monitoring.metrics import Metric, Sample, SamplingPolicy, floored
from astrobookings.domain.monitoring.traffic import Traffic

__all__ = ["SampleMetrics"]

_PERCENTILES = {
    Metric.LATENCY_P50_MS: 0.5,
    Metric.LATENCY_P95_MS: 0.95,
    Metric.LATENCY_P99_MS: 0.99,
}


@frozen
class SampleMetrics:
    """Keep one sample of each metric per step, however many ask for it."""

    metrics: Metrics
    gauges: Gauges
    clock: Clock
    sampling: SamplingPolicy

    def __call__(self, by: Principal) -> int:
        """Sample the last step that all reports have arrived of; how many samples were new.

        Raises:
            NotAllowed: only the platform itself samples.
        """
        authorize(by, Action.RUN_JOBS)
        at = floored(self.clock.now() - self.sampling.settling, self.sampling.every)
        if any(one.at == at for one in self.metrics.newest(Metric.REQUESTS_PER_SECOND, at, 1)):
            return 0
        traffic = self.metrics.traffic(at - self.sampling.every, at)
        figures = {**dict(self._of(traffic)), **self.gauges()}
        return self.metrics.add(
            [Sample(metric=metric, at=at, value=value) for metric, value in figures.items()]
        )

    def _of(self, traffic: Traffic) -> Iterator[tuple[Metric, float]]:
        """What *traffic* of one step tells; too little of it says nothing of shares and times."""
        seconds = self.sampling.every.total_seconds()
        yield Metric.REQUESTS_PER_SECOND, traffic.requests / seconds
        if traffic.requests < self.sampling.least_requests:
            return
        yield Metric.ERROR_SHARE, traffic.failed_share
        yield Metric.REFUSED_SHARE, traffic.refused / traffic.requests
        for metric, share in _PERCENTILES.items():
            yield metric, traffic.percentile(share) or 0.0
