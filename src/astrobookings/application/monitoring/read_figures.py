"""Monitoring systems of others read our figures (story 6.4)."""

from collections.abc import Mapping

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.metrics import Metrics
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.monitoring.alerts import AlertPolicy
from astrobookings.domain.monitoring.metrics import Metric

__all__ = ["ReadFigures"]


@frozen
class ReadFigures:
    """The last fresh sample of each metric."""

    metrics: Metrics
    clock: Clock
    alert_policy: AlertPolicy

    def __call__(self, by: Principal) -> Mapping[Metric, float]:
        """Those that were sampled lately.

        Raises:
            NotAllowed: only the platform itself hands its figures out.
        """
        authorize(by, Action.RUN_JOBS)
        now = self.clock.now()
        oldest = now - self.alert_policy.fresh
        newest = (one for metric in Metric for one in self.metrics.newest(metric, now, 1))
        return {one.metric: one.value for one in newest if one.at > oldest}
