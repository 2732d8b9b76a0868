"""The queue of notifications in memory."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, instant
from astrobookings.application.ports.notifications import NotificationSort
from astrobookings.domain.kernel.ids import EventId, NotificationId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.notifications.health import SendingFigures
from astrobookings.domain.notifications.kinds import Lane, NotificationKind
from astrobookings.domain.notifications.notification import (
    Notification,
    NotificationStatus,
    is_due,
)

__all__ = ["MemoryNotifications"]

_S = NotificationSort
_SENT = frozenset(
    {NotificationStatus.SENT, NotificationStatus.DELIVERED, NotificationStatus.BOUNCED}
)
_URGENT = attrgetter("priority", "due_at", "id")


def _order(sort: NotificationSort) -> Order[Notification]:
    descending = sort.value.startswith("-")
    mark = (sort.value,)
    match sort:
        case _S.PRIORITY:
            return Order(_URGENT, (int, instant, UUID), mark=mark)
        case _S.ATTEMPTS:
            return Order(attrgetter("attempts", "id"), (int, UUID), descending, mark)
        case _S.DUE | _S.DUE_LAST:
            return Order(attrgetter("due_at", "id"), (instant, UUID), descending, mark)
        case _:
            return Order(attrgetter("created_at", "id"), (instant, UUID), descending, mark)


def _what(notification: Notification) -> tuple[object, ...]:
    return notification.event_id, notification.recipient, notification.kind


class MemoryNotifications:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Notification] = Records(store, "notification")
        self._taken = store.rows("notification-by-event")

    def add(self, notification: Notification) -> bool:
        if self._taken.find(_what(notification)) is not None:
            return False
        self._records.add(notification)
        self._taken.put(_what(notification), notification.id)
        return True

    def get(self, notification_id: NotificationId) -> Notification:
        return self._records.get(notification_id)

    def lock(self, notification_id: NotificationId) -> Notification:
        return self._records.lock(notification_id)

    def save(self, notification: Notification) -> Notification:
        return self._records.save(notification)

    def due(self, now: datetime, limit: int, lane: Lane | None = None) -> Sequence[Notification]:
        return tuple(sorted(self._due(now, lane), key=_URGENT)[:limit])

    def reached(self, event_id: EventId, kind: NotificationKind, lane: Lane) -> UserId | None:
        wanted = event_id, kind, lane
        found = (
            one.recipient
            for one in self._records.all()
            if (one.event_id, one.kind, one.lane) == wanted
        )
        return max(found, default=None)

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
        def wanted(one: Notification) -> bool:
            return (
                status in {None, one.status}
                and kind in {None, one.kind}
                and lane in {None, one.lane}
                and recipient in {None, one.recipient}
            )

        return _order(sort).page(filter(wanted, self._records.all()), page)

    def counts(self) -> Mapping[NotificationStatus, int]:
        found = Counter(one.status for one in self._records.all())
        return {status: found[status] for status in NotificationStatus}

    def count_due(self, now: datetime, lane: Lane | None = None) -> int:
        return sum(1 for _ in self._due(now, lane))

    def oldest_due(self, now: datetime, lane: Lane | None = None) -> datetime | None:
        return min((one.due_at for one in self._due(now, lane)), default=None)

    def sending(self, since: datetime) -> SendingFigures:
        tried = [one for one in self._records.all() if _tried_since(one, since)]
        sent = [one for one in tried if one.status in _SENT]
        missed = [one for one in tried if _missed(one)]
        last = max(missed, key=attrgetter("last_attempt_at", "id"), default=None)
        return SendingFigures(
            sent=len(sent),
            missed=len(missed),
            last_sent_at=max((one.sent_at for one in sent if one.sent_at), default=None),
            last_missed_at=None if last is None else last.last_attempt_at,
            last_failure="" if last is None else last.failure,
        )

    def _due(self, now: datetime, lane: Lane | None) -> Iterator[Notification]:
        return (one for one in self._records.all() if lane in {None, one.lane} and is_due(one, now))


def _tried_since(notification: Notification, since: datetime) -> bool:
    return notification.last_attempt_at is not None and notification.last_attempt_at >= since


def _missed(notification: Notification) -> bool:
    done = notification.status in _SENT or notification.status is NotificationStatus.DELETED
    return bool(notification.failure) and not done
