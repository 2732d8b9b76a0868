"""In-app copies of notifications (SystemDB)."""

from typing import Protocol

from astrobookings.domain.kernel.ids import NotificationId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.notifications.notices import Notice

__all__ = ["Notices"]


class Notices(Protocol):
    """What people find when they sign in; one per notification."""

    def add(self, notice: Notice) -> bool:
        """In a transaction: keep it; False if its notification has one."""
        ...

    def lock(self, notice_id: NotificationId) -> Notice:
        """Raises: NotFound."""
        ...

    def save(self, notice: Notice) -> Notice:
        """Raises: Stale."""
        ...

    def list(self, recipient: UserId, page: PageRequest, *, unread: bool = False) -> Page[Notice]:
        """The recipient's, newest first, by (created_at, id); only the *unread* ones if asked."""
        ...

    def unread(self, recipient: UserId) -> int:
        """How many the recipient has not read."""
        ...
