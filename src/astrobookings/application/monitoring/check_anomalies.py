"""The scheduler looks for what needs a person (story 6.5)."""

import logging

from attrs import frozen

from astrobookings.application.monitoring.alarms import Alarms
from astrobookings.application.ports.alerts import Alerts
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.metrics import Metrics
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Refused, Unavailable
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.domain.monitoring.alerts import (
    AlertPolicy,
    AlertStatus,
    Judgement,
    Threshold,
    alarm_of,
    judge,
)
from astrobookings.domain.monitoring.metrics import Metric, Sample

__all__ = ["CheckAnomalies"]

_log = logging.getLogger(__name__)


@frozen
class CheckAnomalies:
    """Judge the last samples by each threshold; raise and resolve accordingly."""

    metrics: Metrics
    alerts: Alerts
    alarms: Alarms
    clock: Clock
    alert_policy: AlertPolicy

    def __call__(self, by: Principal) -> int:
        """How many alerts were raised or resolved.

        Raises:
            NotAllowed: only the platform itself checks.
        """
        authorize(by, Action.RUN_JOBS)
        known = self._open_rules()
        checked = [self._guarded(by, one, known) for one in self.alert_policy.thresholds]
        watched = {one.rule for one in self.alert_policy.thresholds}
        unwatched = (known & set(Metric)) - watched
        return sum(checked) + sum(self.alarms.silence(by, rule) for rule in sorted(unwatched))

    def _open_rules(self) -> set[str]:
        found = self.alerts.list(PageRequest(MAX_LIMIT), status=AlertStatus.OPEN)
        return {alert.rule for alert in found.items}

    def _guarded(self, by: Principal, threshold: Threshold, known: set[str]) -> bool:
        """Others may be checking the same: whoever is slower leaves it to them."""
        try:
            return self._check(by, threshold, threshold.rule in known)
        except (Refused, Unavailable) as error:
            _log.warning("%s is looked at again in the next round: %s", threshold.rule, error)
            return False

    def _check(self, by: Principal, threshold: Threshold, is_open: bool) -> bool:
        newest = self._fresh(threshold)
        match judge(threshold, newest):
            case Judgement.BREACHED if not is_open:
                return self.alarms.sound(by, alarm_of(threshold, newest[0].value))
            case Judgement.KEPT if is_open:
                return self.alarms.silence(by, threshold.rule)
        return False

    def _fresh(self, threshold: Threshold) -> list[Sample]:
        now = self.clock.now()
        newest = self.metrics.newest(threshold.metric, now, threshold.in_a_row)
        oldest = now - self.alert_policy.fresh
        return [sample for sample in newest if sample.at > oldest]
