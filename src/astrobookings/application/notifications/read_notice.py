"""Somebody has read what they were told (story 4.2)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.notices import Notices
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import NotificationId
from astrobookings.domain.notifications.notices import Notice, read

__all__ = ["ReadNotice"]


@frozen
class ReadNotice:
    """Mark one's own in-app copy as read; again changes nothing."""

    notices: Notices
    system: Transactions
    clock: Clock

    def __call__(self, by: Principal, notice_id: NotificationId) -> Notice:
        """The copy, read.

        Raises:
            NotSignedIn: nobody is signed in.
            NotFound: no such copy, or another's.
        """
        authorize(by, Action.READ_OWN_NOTIFICATIONS)
        now, missing = self.clock.now(), NotFound("notification", str(notice_id))
        with self.system(by.origin("read-notification", now)):
            try:
                notice = self.notices.lock(notice_id)
            except NotFound:
                raise missing from None
            only_own(by, Action.READ_OWN_NOTIFICATIONS, notice.recipient, otherwise=missing)
            if notice.read_at is not None:
                return notice
            return self.notices.save(read(notice, now))
