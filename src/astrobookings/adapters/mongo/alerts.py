"""Alerts."""

from attrs import field, frozen

from astrobookings.adapters.mongo.collections.monitoring import ALERTS, OPEN
from astrobookings.adapters.mongo.mapping import shape_of
from astrobookings.adapters.mongo.store import MongoStore
from astrobookings.adapters.mongo.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.mongo.store.records import Records
from astrobookings.domain.kernel.ids import AlertId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.monitoring.alerts import Alert, AlertStatus

__all__ = ["MongoAlerts"]

ALERT = shape_of("alert", Alert, ALERTS.name)
NEWEST_FIRST = Keyset((by_instant("raised_at"), by_id()), descending=True)


@frozen
class MongoAlerts:
    """An index of open ones lets nobody raise a second."""

    store: MongoStore
    _records: Records[Alert] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Alert]:
        return Records(self.store, ALERT)

    def get(self, alert_id: AlertId) -> Alert:
        return self._records.get(alert_id)

    def add(self, alert: Alert) -> bool:
        return self._records.added(alert, ("rule", "subject", "status")) is not None

    def lock_open(self, rule: str, subject: str) -> Alert | None:
        _ = self.store.running
        found = self._records.one({"rule": rule, "subject": subject, **OPEN})
        if found is None:
            return None
        locked = self._records.lock(found.id)
        return locked if locked.status is AlertStatus.OPEN else None

    def save(self, alert: Alert) -> Alert:
        return self._records.save(alert)

    def list(self, page: PageRequest, *, status: AlertStatus | None = None) -> Page[Alert]:
        query = {} if status is None else {"status": status.value}
        return NEWEST_FIRST.page(self.store, ALERTS.name, query, page, self._records.shape.read)
