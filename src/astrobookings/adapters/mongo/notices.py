"""In-app copies of notifications."""

from attrs import field, frozen

from astrobookings.adapters.mongo.collections.notifications import NOTICES, UNREAD
from astrobookings.adapters.mongo.mapping import shape_of
from astrobookings.adapters.mongo.store import Document, MongoStore
from astrobookings.adapters.mongo.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.mongo.store.records import Records
from astrobookings.domain.kernel.ids import NotificationId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.notifications.notices import Notice

__all__ = ["MongoNotices"]

NOTICE = shape_of("notice", Notice, NOTICES.name)
_NEWEST = Keyset((by_instant("created_at"), by_id()), descending=True)


@frozen
class MongoNotices:
    store: MongoStore
    _records: Records[Notice] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Notice]:
        return Records(self.store, NOTICE)

    def add(self, notice: Notice) -> bool:
        return self._records.added(notice, ("_id",)) is not None

    def lock(self, notice_id: NotificationId) -> Notice:
        return self._records.lock(notice_id)

    def save(self, notice: Notice) -> Notice:
        return self._records.save(notice)

    def list(self, recipient: UserId, page: PageRequest, *, unread: bool = False) -> Page[Notice]:
        query: Document = {"recipient": recipient, **(UNREAD if unread else {})}
        return _NEWEST.page(self.store, NOTICES.name, query, page, NOTICE.read)

    def unread(self, recipient: UserId) -> int:
        return self.store.count(NOTICES.name, {"recipient": recipient, **UNREAD})
