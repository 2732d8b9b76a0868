"""A notification becomes a mail."""

from datetime import datetime
from urllib.parse import urlsplit

from attrs import frozen

from astrobookings.application.notifications.facts import Facts, Matter
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.letters import Letters
from astrobookings.application.ports.mail import Attachment, Message
from astrobookings.application.ports.papers import Paper, Papers
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.notifications.kinds import MANNERS, NotificationKind
from astrobookings.domain.notifications.notices import Notice
from astrobookings.domain.notifications.notification import Notification

__all__ = ["MailWriter", "MailedLink", "Written"]

_K = NotificationKind
_WITH_CALENDAR = frozenset({_K.BOOKING_CONFIRMED, _K.DELAY_ACCEPTED})
_WITH_INVOICE = frozenset({_K.INVOICE_ISSUED, _K.INVOICE_REMINDER})
_TO_THE_CLOSED = frozenset({_K.ACCOUNT_CLOSED})
_ELSEWHERE = frozenset({_K.EMAIL_CHANGE_REQUESTED, _K.ACCOUNT_CLOSED})
"""Sent to the address that their details name, not to the account's."""


@frozen
class MailedLink:
    """What the mail of a link says: the token `<link id>.<secret>` and until when it works."""

    token: str
    expires_at: datetime


@frozen
class Written:
    """A mail, and its in-app copy unless the mail is all that matters."""

    message: Message
    notice: Notice | None


@frozen
class MailWriter:
    """Writes letters with the facts as they are now."""

    users: Users
    facts: Facts
    letters: Letters
    papers: Papers
    clock: Clock
    public_url: str

    def __call__(self, notification: Notification, link: MailedLink | None) -> Written:
        """The mail; its id is the same at every attempt.

        Raises:
            NotFound: there is nobody, or nothing, left to write to or about.
            Outdated: it does not matter any more.
        """
        account = self.users.get(notification.recipient)
        closed = account.status is AccountStatus.CLOSED
        if closed and notification.kind not in _TO_THE_CLOSED:
            raise NotFound("open account", str(account.id))
        matter = self.facts(notification, account)
        facts: dict[str, object] = {
            "first_name": account.first_name,
            "public_url": self.public_url,
            "may_be_turned_off": MANNERS[notification.kind].topic is not None,
            "url": f"{self.public_url}{matter.path}",
            **matter.facts,
        }
        if link is not None:
            facts |= self._link_facts(notification.kind, link)
        letter = self.letters.write(notification.kind, facts)
        message = Message(
            message_id=f"<{notification.id}@{urlsplit(self.public_url).hostname}>",
            to=_address(account, notification),
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            attachments=self._attachments(notification.kind, matter),
            at=self.clock.now(),
        )
        kept = letter.notice and link is None and not closed
        return Written(message, _notice(notification, letter.notice, matter) if kept else None)

    def _link_facts(self, kind: NotificationKind, link: MailedLink) -> dict[str, object]:
        page = "reset" if kind in {_K.RESET_PASSWORD, _K.INVITATION} else "confirm"
        address = f"{self.public_url}/auth/{page}?token={link.token}"
        return {"link": address, "expires_at": link.expires_at}

    def _attachments(self, kind: NotificationKind, matter: Matter) -> tuple[Attachment, ...]:
        if kind in _WITH_CALENDAR and matter.booking is not None:
            return (_attached(self.papers.calendar(*matter.booking)),)
        if kind in _WITH_INVOICE and matter.invoice is not None:
            return (_attached(self.papers.invoice(matter.invoice)),)
        return ()


def _attached(paper: Paper) -> Attachment:
    return Attachment(paper.filename, paper.content_type, paper.content)


def _notice(notification: Notification, text: str, matter: Matter) -> Notice:
    return Notice(
        id=notification.id,
        recipient=notification.recipient,
        kind=notification.kind,
        text=text,
        path=matter.path,
        created_at=notification.created_at,
        updated_at=notification.created_at,
    )


def _address(account: Account, notification: Notification) -> str:
    if notification.kind in _ELSEWHERE:
        return notification.details["address"]
    if notification.kind is not _K.CHANGE_EMAIL:
        return account.email
    if account.pending_email is None:
        raise NotFound("pending address", str(account.id))
    return account.pending_email
