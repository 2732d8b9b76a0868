"""IT employees look through the queue (story 4.4)."""

from attrs import frozen

from astrobookings.application.ports.notifications import Notifications, NotificationSort
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.notifications.kinds import Lane, NotificationKind
from astrobookings.domain.notifications.notification import Notification, NotificationStatus

__all__ = ["ListNotifications", "NotificationQuery"]


@frozen(kw_only=True)
class NotificationQuery:
    """Which notifications, in which order; None leaves a side open."""

    sort: NotificationSort = NotificationSort.NEWEST
    status: NotificationStatus | None = None
    kind: NotificationKind | None = None
    lane: Lane | None = None
    recipient: UserId | None = None


@frozen
class ListNotifications:
    """List what is queued and what was; never what the mails say."""

    notifications: Notifications

    def __call__(
        self, by: Principal, query: NotificationQuery, page: PageRequest
    ) -> Page[Notification]:
        """A page of what *query* asks for.

        Raises:
            NotSignedIn, NotAllowed: only IT employees look.
            Invalid: the cursor is none of this list.
        """
        authorize(by, Action.MANAGE_NOTIFICATIONS)
        return self.notifications.list(
            page,
            query.sort,
            status=query.status,
            kind=query.kind,
            lane=query.lane,
            recipient=query.recipient,
        )
