"""In-app copies in memory."""

from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, instant
from astrobookings.domain.kernel.ids import NotificationId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.notifications.notices import Notice

__all__ = ["MemoryNotices"]

_NEWEST: Order[Notice] = Order(
    lambda notice: (notice.created_at, notice.id), (instant, UUID), descending=True
)


class MemoryNotices:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Notice] = Records(store, "notice")

    def add(self, notice: Notice) -> bool:
        if self._records.find(notice.id) is not None:
            return False
        self._records.add(notice)
        return True

    def lock(self, notice_id: NotificationId) -> Notice:
        return self._records.lock(notice_id)

    def save(self, notice: Notice) -> Notice:
        return self._records.save(notice)

    def list(self, recipient: UserId, page: PageRequest, *, unread: bool = False) -> Page[Notice]:
        own = (one for one in self._records.all() if one.recipient == recipient)
        return _NEWEST.page((one for one in own if not (unread and one.read_at)), page)

    def unread(self, recipient: UserId) -> int:
        found = self._records.all()
        return sum(one.recipient == recipient and one.read_at is None for one in found)
