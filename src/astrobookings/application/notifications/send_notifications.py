"""The queue is emptied into the mail server (stories 4.6, 4.7)."""

import logging
from collections.abc import Callable
from datetime import datetime

from attrs import field, frozen

from astrobookings.application.notifications.link_renewal import LinkRenewal
from astrobookings.application.notifications.mail_writer import MailedLink, MailWriter
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.mail import Mail, MailRefused
from astrobookings.application.ports.notifications import Notifications
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import LinkId, NotificationId
from astrobookings.domain.notifications.notification import (
    DeliveryPolicy,
    Notification,
    NotificationKind,
    NotificationStatus,
    claim,
    missed,
    sent,
    undeliverable,
)

__all__ = ["SendNotifications"]

_LINK_KINDS = {
    NotificationKind.CONFIRM_EMAIL,
    NotificationKind.CHANGE_EMAIL,
    NotificationKind.RESET_PASSWORD,
}
_log = logging.getLogger(__name__)


@frozen
class _Claimed:
    """A notification in our hands, with its fresh link if it is about one."""

    notification: Notification
    link: MailedLink | None = field(default=None, repr=False)


@frozen
class SendNotifications:
    """Send what is due, each by itself: claim, write, send, mark; one that fails stops no other."""

    notifications: Notifications
    link_renewal: LinkRenewal
    mail_writer: MailWriter
    mail: Mail
    system: Transactions
    clock: Clock
    ids: Ids
    delivery: DeliveryPolicy
    jitter: Callable[[], float]

    def __call__(self, limit: int = 50) -> int:
        """Try up to *limit* due notifications; how many the mail server took."""
        by = Principal.system(service="notify", request_id=str(self.ids.new()))
        due = self.notifications.due(self.clock.now(), limit)
        return sum(self._guarded(by, notification.id) for notification in due)

    def _guarded(self, by: Principal, notification_id: NotificationId) -> bool:
        try:
            claimed = self._claim(by, notification_id)
            return claimed is not None and self._deliver(by, claimed)
        except Exception:
            _log.exception("notification %s stays as it is until its lease ends", notification_id)
            return False

    def _claim(self, by: Principal, notification_id: NotificationId) -> _Claimed | None:
        """The notification in our hands; None if others have it, or it can never be sent."""
        now = self.clock.now()
        with self.system(by.origin("claim-notification", now)):
            waiting = self.notifications.lock(notification_id)
            if not _is_due(waiting, now):
                return None
            if waiting.attempts >= self.delivery.attempts:
                self.notifications.save(undeliverable(waiting, "the last attempt never ended"))
                return None
            try:
                link = self._renewed(waiting)
            except NotFound as gone:
                self.notifications.save(undeliverable(waiting, str(gone)))
                return None
            return _Claimed(self.notifications.save(claim(waiting, now, self.delivery)), link)

    def _renewed(self, notification: Notification) -> MailedLink | None:
        if notification.kind not in _LINK_KINDS:
            return None
        return self.link_renewal(LinkId(notification.subject_id))

    def _deliver(self, by: Principal, claimed: _Claimed) -> bool:
        notification = claimed.notification
        try:
            self.mail.send(self.mail_writer(notification, claimed.link))
        except NotFound as gone:
            self._mark(by, undeliverable(notification, str(gone)))
        except MailRefused as refusal:
            self._mark(by, self._missed(notification, f"refused: {refusal}"))
        except Exception as error:
            _log.exception("notification %s was not sent", notification.id)
            self._mark(by, self._missed(notification, type(error).__name__))
        else:
            self._mark(by, sent(notification, self.clock.now()))
            return True
        return False

    def _missed(self, notification: Notification, failure: str) -> Notification:
        now, jitter = self.clock.now(), self.jitter()
        return missed(notification, failure, now=now, jitter=jitter, policy=self.delivery)

    def _mark(self, by: Principal, outcome: Notification) -> None:
        """Keep *outcome*, unless the lease ended and others took the notification over."""
        with self.system(by.origin("send-notification", self.clock.now())):
            if self.notifications.lock(outcome.id).version == outcome.version:
                self.notifications.save(outcome)


def _is_due(notification: Notification, now: datetime) -> bool:
    if notification.status is NotificationStatus.PROCESSING:
        return notification.lease_until is None or now >= notification.lease_until
    return notification.status is NotificationStatus.PENDING and now >= notification.due_at
