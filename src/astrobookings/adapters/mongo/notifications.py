"""The queue of notifications."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import field, frozen
from pymongo.client_session import ClientSession

from astrobookings.adapters.mongo.collections.notifications import NOTIFICATIONS, WAITING
from astrobookings.adapters.mongo.mapping import instant, micros, shape_of
from astrobookings.adapters.mongo.store import Document, MongoStore
from astrobookings.adapters.mongo.store.pages import Keyset, by_id, by_instant, by_number
from astrobookings.adapters.mongo.store.records import Records
from astrobookings.application.ports.notifications import NotificationSort
from astrobookings.domain.kernel.ids import EventId, NotificationId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.notifications.health import SendingFigures
from astrobookings.domain.notifications.kinds import Lane, NotificationKind
from astrobookings.domain.notifications.notification import Notification, NotificationStatus

__all__ = ["MongoNotifications"]

NOTIFICATION = shape_of("notification", Notification, NOTIFICATIONS.name)

_N, _S = NotificationStatus, NotificationSort
_MOST_URGENT = (("priority", 1), ("due_at", 1), ("_id", 1))
_SENT = [_N.SENT.value, _N.DELIVERED.value, _N.BOUNCED.value]
_MISSED: Document = {
    "status": {"$in": [_N.PENDING.value, _N.PROCESSING.value, _N.FAILED.value]},
    "failure": {"$ne": ""},
}
_KEYS = {
    _S.NEWEST: (by_instant("created_at"), by_id()),
    _S.OLDEST: (by_instant("created_at"), by_id()),
    _S.DUE: (by_instant("due_at"), by_id()),
    _S.DUE_LAST: (by_instant("due_at"), by_id()),
    _S.PRIORITY: (by_number("priority"), by_instant("due_at"), by_id()),
    _S.ATTEMPTS: (by_number("attempts"), by_id()),
}
_SORTS = {
    sort: Keyset(keys, descending=sort.value.startswith("-"), mark=(sort.value,))
    for sort, keys in _KEYS.items()
}


@frozen
class MongoNotifications:
    store: MongoStore
    _records: Records[Notification] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Notification]:
        return Records(self.store, NOTIFICATION)

    def add(self, notification: Notification) -> bool:
        unless = ("event_id", "recipient", "kind")
        return self._records.added(notification, unless) is not None

    def get(self, notification_id: NotificationId) -> Notification:
        return self._records.get(notification_id)

    def lock(self, notification_id: NotificationId) -> Notification:
        return self._records.lock(notification_id)

    def save(self, notification: Notification) -> Notification:
        return self._records.save(notification)

    def due(self, now: datetime, limit: int, lane: Lane | None = None) -> Sequence[Notification]:
        return self._records.all(_due(now, lane), sort=_MOST_URGENT, limit=limit)

    def reached(self, event_id: EventId, kind: NotificationKind, lane: Lane) -> UserId | None:
        wanted = {"event_id": event_id, "kind": kind.value, "lane": lane.value}
        found = self.store.first(NOTIFICATIONS.name, wanted, sort=(("recipient", -1),))
        return None if found is None else UserId(found["recipient"])

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
        exact = {"status": status, "kind": kind, "lane": lane}
        query: Document = {name: one.value for name, one in exact.items() if one is not None}
        if recipient is not None:
            query["recipient"] = recipient
        return _SORTS[sort].page(self.store, NOTIFICATIONS.name, query, page, NOTIFICATION.read)

    def counts(self) -> Mapping[NotificationStatus, int]:
        grouped = self._aggregated([{"$group": {"_id": "$status", "count": {"$sum": 1}}}])
        found = {one["_id"]: int(one["count"]) for one in grouped}
        return {status: found.get(status.value, 0) for status in NotificationStatus}

    def count_due(self, now: datetime, lane: Lane | None = None) -> int:
        return self.store.count(NOTIFICATIONS.name, _due(now, lane))

    def oldest_due(self, now: datetime, lane: Lane | None = None) -> datetime | None:
        found = self.store.first(NOTIFICATIONS.name, _due(now, lane), sort=(("due_at", 1),))
        return None if found is None else instant(found["due_at"])

    def sending(self, since: datetime) -> SendingFigures:
        tried: Document = {"last_attempt_at": {"$gte": micros(since)}}
        sent, missed = {**tried, "status": {"$in": _SENT}}, {**tried, **_MISSED}
        best = self.store.first(NOTIFICATIONS.name, sent, sort=(("sent_at", -1),))
        newest = (("last_attempt_at", -1), ("_id", -1))
        last = self.store.first(NOTIFICATIONS.name, missed, sort=newest)
        return SendingFigures(
            sent=self.store.count(NOTIFICATIONS.name, sent),
            missed=self.store.count(NOTIFICATIONS.name, missed),
            last_sent_at=None
            if best is None or best["sent_at"] is None
            else instant(best["sent_at"]),
            last_missed_at=None if last is None else instant(last["last_attempt_at"]),
            last_failure="" if last is None else last["failure"],
        )

    def _aggregated(self, pipeline: Sequence[Mapping[str, Any]]) -> Sequence[Document]:
        rows = self.store.collection(NOTIFICATIONS.name)

        def aggregate(session: ClientSession | None) -> Sequence[Document]:
            return list(rows.aggregate(pipeline, session=session))

        return self.store.read(aggregate)


def _due(now: datetime, lane: Lane | None) -> Document:
    reached = {"$lte": micros(now)}
    waiting = {"status": _N.PENDING.value, "due_at": reached}
    left_behind = {"status": _N.PROCESSING.value, "lease_until": reached}
    of_lane = {} if lane is None else {"lane": lane.value}
    return {**WAITING, **of_lane, "$or": [waiting, left_behind]}
