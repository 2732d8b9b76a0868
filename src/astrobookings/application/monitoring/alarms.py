"""Raising and resolving alerts, each once whoever tries."""

from attrs import frozen

from astrobookings.application.ports.alerts import Alerts
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.handled import Handled
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import AlertId, EventId
from astrobookings.domain.monitoring.alerts import Alarm, Alert, raised, resolved
from astrobookings.domain.monitoring.events import AlertRaised, AlertResolved

__all__ = ["Alarms"]


@frozen
class Alarms:
    """An alert and the event that tells of it are one transaction."""

    alerts: Alerts
    system: Transactions
    system_handled: Handled
    system_outbox: Outbox
    clock: Clock
    ids: Ids

    def sound(self, by: Principal, alarm: Alarm, *, heard: EventId | None = None) -> bool:
        """Raise an alert unless an open one has the same rule and subject, or the event *heard* was
        the reason for one before.
        """
        now = self.clock.now()
        alert = raised(AlertId(self.ids.new()), alarm, now)
        with self.system(by.origin("raise-alert", now)):
            if heard is not None and not self.system_handled.first_time(heard, "raise-alert"):
                return False
            if not self.alerts.add(alert):
                return False
            self.system_outbox.add(AlertRaised(*_told(alert)))
        return True

    def silence(self, by: Principal, rule: str, subject: str = "") -> bool:
        """Resolve the open alert of *rule* and *subject* if there is one."""
        now = self.clock.now()
        with self.system(by.origin("resolve-alert", now)):
            alert = self.alerts.lock_open(rule, subject)
            if alert is None:
                return False
            self.alerts.save(resolved(alert, now))
            self.system_outbox.add(AlertResolved(*_told(alert)))
        return True


def _told(alert: Alert) -> tuple[AlertId, str, str, str, str, str]:
    said = alert.title, alert.figure, alert.threshold
    return alert.id, alert.rule, alert.subject, *said
