"""Alerts in memory."""

from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, instant
from astrobookings.domain.kernel.ids import AlertId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.monitoring.alerts import Alert, AlertStatus

__all__ = ["MemoryAlerts"]

_NEWEST_FIRST: Order[Alert] = Order(
    lambda alert: (alert.raised_at, alert.id), (instant, UUID), descending=True
)


class MemoryAlerts:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._records: Records[Alert] = Records(store, "alert")

    def get(self, alert_id: AlertId) -> Alert:
        return self._records.get(alert_id)

    def add(self, alert: Alert) -> bool:
        if self._open(alert.rule, alert.subject) is not None:
            return False
        self._records.add(alert)
        return True

    def lock_open(self, rule: str, subject: str) -> Alert | None:
        _ = self._store.origin
        return self._open(rule, subject)

    def save(self, alert: Alert) -> Alert:
        return self._records.save(alert)

    def list(self, page: PageRequest, *, status: AlertStatus | None = None) -> Page[Alert]:
        found = (one for one in self._records.all() if status in {None, one.status})
        return _NEWEST_FIRST.page(found, page)

    def _open(self, rule: str, subject: str) -> Alert | None:
        of_it = (one for one in self._records.all() if (one.rule, one.subject) == (rule, subject))
        return next((one for one in of_it if one.status is AlertStatus.OPEN), None)
