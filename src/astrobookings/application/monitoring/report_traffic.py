"""A process tells what it served (story 6.4)."""

from collections.abc import Sequence

from attrs import frozen

from astrobookings.application.ports.metrics import Metrics
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.monitoring.traffic import TrafficReport

__all__ = ["ReportTraffic"]


@frozen
class ReportTraffic:
    """Keep reports until they are part of a sample."""

    metrics: Metrics

    def __call__(self, by: Principal, reports: Sequence[TrafficReport]) -> None:
        """Raises: NotAllowed: only the platform itself reports."""
        authorize(by, Action.RUN_JOBS)
        self.metrics.report(reports)
