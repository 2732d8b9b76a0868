"""Mails that never leave the machine (embedded mode)."""

from datetime import datetime

import msgspec
from litestar import Response, get

from astrobookings.application.ports.mail import Message
from astrobookings.entrypoints.http.pages.loopback import loopback_only
from astrobookings.entrypoints.http.pages.rendering import page
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["MailShape", "MailboxShape", "mailbox_json", "mailbox_page"]

_SHOWN = 100
_UNKEPT = {"cache-control": "no-store"}


class MailShape(msgspec.Struct):
    """One mail."""

    message_id: str
    to: str
    subject: str
    at: datetime
    text: str
    html: str
    attachments: list[str]


class MailboxShape(msgspec.Struct):
    """The last mails, newest first."""

    items: list[MailShape]


def _mails(request: ApiRequest) -> list[Message]:
    mailbox = request.http.system.mailbox
    return [] if mailbox is None else list(mailbox.newest(_SHOWN))


def _shape(mail: Message) -> MailShape:
    names = [attachment.filename for attachment in mail.attachments]
    return MailShape(mail.message_id, mail.to, mail.subject, mail.at, mail.text, mail.html, names)


@get("/mailbox.json", include_in_schema=False, guards=[loopback_only], sync_to_thread=True)
def mailbox_json(request: ApiRequest) -> Reply[MailboxShape]:
    """For programs."""
    return Reply(MailboxShape([_shape(mail) for mail in _mails(request)]), headers=_UNKEPT)


@get("/mailbox", include_in_schema=False, guards=[loopback_only], sync_to_thread=True)
def mailbox_page(request: ApiRequest) -> Response[str]:
    """For people."""
    return page("mailbox.html", mails=_mails(request))
