"""IT sees at a glance how the platform does (stories 6.3, 6.4)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from attrs import frozen

from astrobookings.application.monitoring.gauges import Gauges
from astrobookings.application.ports.alerts import Alerts
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.heartbeats import Heartbeat, Heartbeats
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.domain.monitoring.alerts import Alert, AlertStatus
from astrobookings.domain.monitoring.entries import Level
from astrobookings.domain.monitoring.metrics import Metric, SamplingPolicy

__all__ = ["PlatformStatus", "ViewStatus"]

_GRAVE = (Level.ERROR, Level.CRITICAL)


@frozen(kw_only=True)
class PlatformStatus:
    """How things are at *at*; figures that cannot be told now are missing."""

    at: datetime
    figures: Mapping[Metric, float]
    processes: Sequence[Heartbeat]
    """Workers and schedulers that showed a sign of life lately."""
    alerts: Sequence[Alert]
    """The open ones."""

    @property
    def healthy(self) -> bool:
        """Whether no alert worse than a warning is open, and OperationsDB answers now."""
        grave = any(alert.level in _GRAVE for alert in self.alerts)
        return bool(self.figures.get(Metric.OPERATIONS_UP)) and not grave


@frozen
class ViewStatus:
    """Figures of now, who works in the background, and what is wrong."""

    gauges: Gauges
    heartbeats: Heartbeats
    alerts: Alerts
    clock: Clock
    sampling: SamplingPolicy

    def __call__(self, by: Principal) -> PlatformStatus:
        """Raises: NotSignedIn, NotAllowed: only IT sees it."""
        authorize(by, Action.VIEW_MONITORING)
        now = self.clock.now()
        still_open = self.alerts.list(PageRequest(MAX_LIMIT), status=AlertStatus.OPEN)
        return PlatformStatus(
            at=now,
            figures=self.gauges(),
            processes=self.heartbeats.since(now - self.sampling.alive_within),
            alerts=still_open.items,
        )
