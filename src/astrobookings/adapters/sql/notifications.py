"""The queue of notifications."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import field, frozen
from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, text

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant, by_number
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.columns import any_of
from astrobookings.adapters.sql.tables.system import WAITING, notifications
from astrobookings.application.ports.notifications import NotificationSort
from astrobookings.domain.kernel.ids import EventId, NotificationId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.notifications.health import SendingFigures
from astrobookings.domain.notifications.kinds import Lane, NotificationKind
from astrobookings.domain.notifications.notification import Notification, NotificationStatus

__all__ = ["SqlNotifications"]

NOTIFICATION = shape_of("notification", Notification, notifications)

_N, _S = NotificationStatus, NotificationSort
_columns = notifications.c
_SENT = text(any_of("status", (_N.SENT, _N.DELIVERED, _N.BOUNCED)))
_MISSED = and_(
    text(any_of("status", (_N.PENDING, _N.PROCESSING, _N.FAILED))), _columns.failure != ""
)
_KEYS = {
    _S.NEWEST: (by_instant(_columns.created_at), by_id(_columns.id)),
    _S.OLDEST: (by_instant(_columns.created_at), by_id(_columns.id)),
    _S.DUE: (by_instant(_columns.due_at), by_id(_columns.id)),
    _S.DUE_LAST: (by_instant(_columns.due_at), by_id(_columns.id)),
    _S.PRIORITY: (
        by_number(_columns.priority),
        by_instant(_columns.due_at),
        by_id(_columns.id),
    ),
    _S.ATTEMPTS: (by_number(_columns.attempts), by_id(_columns.id)),
}
_SORTS = {
    sort: Keyset(keys, descending=sort.value.startswith("-"), mark=(sort.value,))
    for sort, keys in _KEYS.items()
}


def _due(now: datetime, lane: Lane | None) -> ColumnElement[bool]:
    waiting = and_(_columns.status == _N.PENDING.value, _columns.due_at <= now)
    left_behind = and_(_columns.status == _N.PROCESSING.value, _columns.lease_until <= now)
    due = and_(text(WAITING), or_(waiting, left_behind))
    return due if lane is None else and_(_columns.lane == lane.value, due)


@frozen
class SqlNotifications:
    store: SqlStore
    _records: Records[Notification] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Notification]:
        return Records(self.store, NOTIFICATION)

    def add(self, notification: Notification) -> bool:
        unless = ["event_id", "recipient", "kind"]
        return self._records.added(notification, unless) is not None

    def get(self, notification_id: NotificationId) -> Notification:
        return self._records.get(notification_id)

    def lock(self, notification_id: NotificationId) -> Notification:
        return self._records.lock(notification_id)

    def save(self, notification: Notification) -> Notification:
        return self._records.save(notification)

    def due(self, now: datetime, limit: int, lane: Lane | None = None) -> Sequence[Notification]:
        found = self._records.select().where(_due(now, lane))
        urgent = found.order_by(_columns.priority, _columns.due_at, _columns.id)
        return self._records.all(urgent.limit(limit))

    def reached(self, event_id: EventId, kind: NotificationKind, lane: Lane) -> UserId | None:
        found = select(_columns.recipient).where(
            _columns.event_id == event_id,
            _columns.kind == kind.value,
            _columns.lane == lane.value,
        )
        row = self.store.first(found.order_by(_columns.recipient.desc()).limit(1))
        return None if row is None else UserId(row.recipient)

    def list(
        self,
        page: PageRequest,
        sort: NotificationSort = NotificationSort.NEWEST,
        *,
        status: NotificationStatus | None = None,
        kind: NotificationKind | None = None,
        lane: Lane | None = None,
        recipient: UserId | None = None,
    ) -> Page[Notification]:
        found = self._records.select()
        chosen = {_columns.status: status, _columns.kind: kind, _columns.lane: lane}
        for column, value in chosen.items():
            if value is not None:
                found = found.where(column == value.value)
        if recipient is not None:
            found = found.where(_columns.recipient == recipient)
        return _SORTS[sort].page(self.store, found, page, NOTIFICATION.read)

    def counts(self) -> Mapping[NotificationStatus, int]:
        counted: Sequence[ColumnElement[Any]] = (_columns.status, func.count().label("number"))
        rows = self.store.rows(select(*counted).group_by(_columns.status))
        found = {row.status: row.number for row in rows}
        return {status: found.get(status.value, 0) for status in NotificationStatus}

    def count_due(self, now: datetime, lane: Lane | None = None) -> int:
        return int(self._one(select(func.count()).where(_due(now, lane))) or 0)

    def oldest_due(self, now: datetime, lane: Lane | None = None) -> datetime | None:
        oldest: datetime | None = self._one(
            select(func.min(_columns.due_at)).where(_due(now, lane))
        )
        return oldest

    def sending(self, since: datetime) -> SendingFigures:
        tried = _columns.last_attempt_at >= since
        figures: Sequence[ColumnElement[Any]] = (
            func.count(case((_SENT, 1))).label("sent"),
            func.count(case((_MISSED, 1))).label("missed"),
            func.max(case((_SENT, _columns.sent_at))).label("last_sent_at"),
        )
        latest = select(_columns.last_attempt_at, _columns.failure).where(tried, _MISSED)
        newest = latest.order_by(_columns.last_attempt_at.desc(), _columns.id.desc()).limit(1)
        (row,), last = self.store.rows(select(*figures).where(tried)), self.store.first(newest)
        return SendingFigures(
            sent=row.sent,
            missed=row.missed,
            last_sent_at=row.last_sent_at,
            last_missed_at=None if last is None else last.last_attempt_at,
            last_failure="" if last is None else last.failure,
        )

    def _one(self, statement: Select[Any]) -> Any:
        row = self.store.first(statement)
        return None if row is None else row[0]
