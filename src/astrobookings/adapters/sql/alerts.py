"""Alerts."""

from attrs import field, frozen
from sqlalchemy import text

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.system_monitoring import OPEN, alerts
from astrobookings.domain.kernel.entities import stored
from astrobookings.domain.kernel.ids import AlertId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.monitoring.alerts import Alert, AlertStatus

__all__ = ["SqlAlerts"]

ALERT = shape_of("alert", Alert, alerts)
NEWEST_FIRST = Keyset((by_instant(alerts.c.raised_at), by_id(alerts.c.id)), descending=True)


@frozen
class SqlAlerts:
    """An index of open ones lets nobody raise a second."""

    store: SqlStore
    _records: Records[Alert] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Alert]:
        return Records(self.store, ALERT)

    def get(self, alert_id: AlertId) -> Alert:
        return self._records.get(alert_id)

    def add(self, alert: Alert) -> bool:
        new = stored(alert, self.store.running.origin.at)
        kept = (
            self.store.insert(alerts)
            .values(ALERT.values(new))
            .on_conflict_do_nothing(index_elements=["rule", "subject"], index_where=text(OPEN))
            .returning(alerts.c.id)
        )
        if self.store.write(kept).first() is None:
            return False
        self._records.noted(None, new)
        return True

    def lock_open(self, rule: str, subject: str) -> Alert | None:
        _ = self.store.running
        found = self._records.select().where(
            alerts.c.rule == rule, alerts.c.subject == subject, text(OPEN)
        )
        return self._records.one(found.with_for_update())

    def save(self, alert: Alert) -> Alert:
        return self._records.save(alert)

    def list(self, page: PageRequest, *, status: AlertStatus | None = None) -> Page[Alert]:
        asked = self._records.select()
        if status is not None:
            asked = asked.where(alerts.c.status == status.value)
        return NEWEST_FIRST.page(self.store, asked, page, ALERT.read)
