"""Alerts (SystemDB; story 6.5)."""

from typing import Protocol

from astrobookings.domain.kernel.ids import AlertId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.monitoring.alerts import Alert, AlertStatus

__all__ = ["Alerts"]


class Alerts(Protocol):
    """Alerts; of one rule and subject at most one is open, whoever tries."""

    def get(self, alert_id: AlertId) -> Alert:
        """Raises: NotFound."""
        ...

    def add(self, alert: Alert) -> bool:
        """In a transaction: keep it; False if an open one has its rule and subject."""
        ...

    def lock_open(self, rule: str, subject: str) -> Alert | None:
        """The open alert of *rule* and *subject*, if there is one."""
        ...

    def save(self, alert: Alert) -> Alert:
        """Raises: Stale."""
        ...

    def list(self, page: PageRequest, *, status: AlertStatus | None = None) -> Page[Alert]:
        """The newest first."""
        ...
