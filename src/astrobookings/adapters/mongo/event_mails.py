"""What people were told because of events."""

from collections.abc import Collection, Sequence

from attrs import field, frozen

from astrobookings.adapters.mongo.notifications import NOTIFICATION
from astrobookings.adapters.mongo.store import MongoStore
from astrobookings.adapters.mongo.store.records import Records
from astrobookings.domain.kernel.ids import EventId
from astrobookings.domain.notifications.notification import Notification

__all__ = ["MongoEventMails"]

_OLDEST = (("created_at", 1), ("_id", 1))


@frozen
class MongoEventMails:
    """By the index that keeps notifications one per event, recipient and kind."""

    store: MongoStore
    _records: Records[Notification] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Notification]:
        return Records(self.store, NOTIFICATION)

    def of(self, events: Collection[EventId]) -> Sequence[Notification]:
        return self._records.all({"event_id": {"$in": list(events)}}, sort=_OLDEST)
