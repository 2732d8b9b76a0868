"""People read what they were told (stories 4.1, 4.2)."""

from attrs import frozen

from astrobookings.application.ports.notices import Notices
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.notifications.notices import Notice

__all__ = ["ListNotices", "NoticeList"]


@frozen
class NoticeList:
    """A page of in-app copies, and how many in all are not read yet."""

    page: Page[Notice]
    unread: int


@frozen
class ListNotices:
    """List one's own in-app copies, newest first."""

    notices: Notices

    def __call__(self, by: Principal, page: PageRequest, *, unread: bool = False) -> NoticeList:
        """All of them, or only the *unread* ones.

        Raises:
            NotSignedIn: nobody is signed in.
            Invalid: the cursor is none of this list.
        """
        authorize(by, Action.READ_OWN_NOTIFICATIONS)
        reader = signed_in(by)
        found = self.notices.list(reader, page, unread=unread)
        return NoticeList(found, self.notices.unread(reader))
