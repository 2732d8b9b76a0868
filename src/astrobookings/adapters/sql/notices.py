"""In-app copies of notifications."""

from attrs import field, frozen
from sqlalchemy import func, select, text

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.system_notices import UNREAD, notices
from astrobookings.domain.kernel.ids import NotificationId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.notifications.notices import Notice

__all__ = ["SqlNotices"]

NOTICE = shape_of("notice", Notice, notices)
_NEWEST = Keyset((by_instant(notices.c.created_at), by_id(notices.c.id)), descending=True)


@frozen
class SqlNotices:
    store: SqlStore
    _records: Records[Notice] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Notice]:
        return Records(self.store, NOTICE)

    def add(self, notice: Notice) -> bool:
        return self._records.added(notice, ["id"]) is not None

    def lock(self, notice_id: NotificationId) -> Notice:
        return self._records.lock(notice_id)

    def save(self, notice: Notice) -> Notice:
        return self._records.save(notice)

    def list(self, recipient: UserId, page: PageRequest, *, unread: bool = False) -> Page[Notice]:
        found = self._records.select().where(notices.c.recipient == recipient)
        if unread:
            found = found.where(text(UNREAD))
        return _NEWEST.page(self.store, found, page, NOTICE.read)

    def unread(self, recipient: UserId) -> int:
        counted = select(func.count()).select_from(notices)
        row = self.store.first(counted.where(notices.c.recipient == recipient, text(UNREAD)))
        return 0 if row is None else int(row[0])
