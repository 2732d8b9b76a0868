"""The queue is emptied into the mail server (stories 4.6, 4.7)."""

import logging
from collections.abc import Callable

from attrs import define, field, frozen

from astrobookings.application.notifications.facts import Outdated
from astrobookings.application.notifications.link_renewal import LinkRenewal
from astrobookings.application.notifications.mail_writer import MailedLink, MailWriter
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.mail import Mail, MailRefused, MailServerAway, Message
from astrobookings.application.ports.notices import Notices
from astrobookings.application.ports.notifications import Notifications
from astrobookings.application.ports.preferences import Preferences
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound, Unavailable
from astrobookings.domain.kernel.ids import LinkId, NotificationId
from astrobookings.domain.notifications.kinds import MANNERS, Lane, Subject
from astrobookings.domain.notifications.notices import Notice
from astrobookings.domain.notifications.notification import (
    DeliveryPolicy,
    Notification,
    claim,
    is_due,
    missed,
    postponed,
    sent,
    undeliverable,
    withheld,
)
from astrobookings.domain.notifications.preferences import wants

__all__ = ["SendNotifications"]

_LONGEST_ANSWER = 500
_UNWANTED = "the recipient does not want mails of this kind"
_log = logging.getLogger(__name__)


@frozen
class _Claimed:
    """A notification in our hands, with its fresh link if it is about one."""

    notification: Notification
    link: MailedLink | None = field(default=None, repr=False)


@frozen
class _Outcome:
    """What became of it, and its in-app copy if one is due."""

    notification: Notification
    notice: Notice | None = None
    taken: bool = False


@define
class _Server:
    """The mail server in one round: once it is away, it is not asked again."""

    mail: Mail
    away: str = ""

    def send(self, message: Message) -> str:
        if self.away:
            raise MailServerAway(self.away)
        try:
            return self.mail.send(message)
        except MailServerAway as error:
            self.away = str(error)
            raise


@frozen
class SendNotifications:
    """Send what is due, each by itself: claim, write, send, mark; one that fails stops no other.

    What fails for lack of the mail server or of a store waits, and is not given up for it.
    """

    notifications: Notifications
    notices: Notices
    preferences: Preferences
    link_renewal: LinkRenewal
    mail_writer: MailWriter
    mail: Mail
    system: Transactions
    clock: Clock
    ids: Ids
    delivery: DeliveryPolicy
    jitter: Callable[[], float]

    def __call__(self, limit: int = 50, *, lane: Lane | None = None) -> int:
        """Try up to *limit* due notifications of *lane*, or of all; how many were sent."""
        by = Principal.system(service="notify", request_id=str(self.ids.new()))
        due = self.notifications.due(self.clock.now(), limit, lane)
        server = _Server(self.mail)
        return sum(self._guarded(by, notification.id, server) for notification in due)

    def _guarded(self, by: Principal, notification_id: NotificationId, server: _Server) -> bool:
        try:
            claimed = self._claim(by, notification_id)
            if claimed is None:
                return False
            outcome = self._deliver(claimed, server)
            self._mark(by, outcome)
        except Exception:
            _log.exception("notification %s stays as it is until its lease ends", notification_id)
            return False
        return outcome.taken

    def _claim(self, by: Principal, notification_id: NotificationId) -> _Claimed | None:
        """The notification in our hands; None if others have it, or it can never be sent."""
        now = self.clock.now()
        with self.system(by.origin("claim-notification", now)):
            waiting = self.notifications.lock(notification_id)
            if not is_due(waiting, now):
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
        if MANNERS[notification.kind].about is not Subject.LINK:
            return None
        return self.link_renewal(LinkId(notification.subject_id))

    def _deliver(self, claimed: _Claimed, server: _Server) -> _Outcome:
        notification, notice = claimed.notification, None
        try:
            written = self.mail_writer(notification, claimed.link)
            notice = written.notice
            if not self._wanted(notification):
                return _Outcome(withheld(notification, _UNWANTED), notice)
            answer = _told(server.send(written.message), claimed.link)
        except Outdated as reason:
            return _Outcome(withheld(notification, str(reason)))
        except NotFound as gone:
            return _Outcome(undeliverable(notification, str(gone)))
        except (MailServerAway, Unavailable) as error:
            return _Outcome(self._postponed(notification, _reason(error)), notice)
        except MailRefused as refusal:
            said = _told(f"refused: {refusal}", claimed.link)
            return _Outcome(self._missed(notification, said), notice)
        except Exception as error:
            _log.exception("notification %s was not sent", notification.id)
            return _Outcome(self._missed(notification, type(error).__name__), notice)
        return _Outcome(sent(notification, self.clock.now(), answer), notice, taken=True)

    def _wanted(self, notification: Notification) -> bool:
        if MANNERS[notification.kind].topic is None:
            return True
        return wants(self.preferences.find(notification.recipient), notification.kind)

    def _missed(self, notification: Notification, failure: str) -> Notification:
        now, jitter = self.clock.now(), self.jitter()
        return missed(notification, failure, now=now, jitter=jitter, policy=self.delivery)

    def _postponed(self, notification: Notification, failure: str) -> Notification:
        now, jitter = self.clock.now(), self.jitter()
        return postponed(notification, failure, now=now, jitter=jitter, policy=self.delivery)

    def _mark(self, by: Principal, outcome: _Outcome) -> None:
        """Keep *outcome*, unless the lease ended and others took the notification over."""
        marked = outcome.notification
        with self.system(by.origin("send-notification", self.clock.now())):
            if self.notifications.lock(marked.id).version == marked.version:
                self.notifications.save(marked)
                if outcome.notice is not None:
                    self.notices.add(outcome.notice)


def _reason(error: Exception) -> str:
    """Why nothing could be sent; what a store says of itself is for its operators alone."""
    if isinstance(error, MailServerAway):
        return _told(f"the mail server is away: {error}", None)
    return type(error).__name__


def _told(answer: str, link: MailedLink | None) -> str:
    """*answer* as it may be kept: a server that quotes a mail would quote its secret."""
    _, _, secret = ("", "", "") if link is None else link.token.partition(".")
    hidden = answer.replace(secret, "***") if secret else answer
    return " ".join(hidden.split())[:_LONGEST_ANSWER]
