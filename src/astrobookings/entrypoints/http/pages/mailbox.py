"""Mails that never leave the machine (embedded mode)."""

import re
from datetime import datetime

import msgspec
from attrs import frozen
from litestar import Response, get

from astrobookings.application.ports.mail import Message
from astrobookings.entrypoints.http.pages.loopback import loopback_only
from astrobookings.entrypoints.http.pages.rendering import UNKEPT, page
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["AttachmentShape", "MailShape", "mailbox_json", "mailbox_page"]

_SHOWN = 100
_LINK = re.compile(r"^(?P<says>\S.*):\n(?P<address>https?://\S+)$", re.MULTILINE)
"""How the mails of the platform name what to do, and where."""


class AttachmentShape(msgspec.Struct):
    """What a mail carries, without its content."""

    filename: str
    content_type: str


class MailShape(msgspec.Struct):
    """One mail."""

    to: str
    subject: str
    text: str
    html: str
    attachments: list[AttachmentShape]
    sent_at: datetime


def _mails(request: ApiRequest) -> list[Message]:
    mailbox = request.http.system.mailbox
    return [] if mailbox is None else list(mailbox.newest(_SHOWN))


def _shape(mail: Message) -> MailShape:
    attached = [AttachmentShape(one.filename, one.content_type) for one in mail.attachments]
    return MailShape(mail.to, mail.subject, mail.text, mail.html, attached, mail.at)


@get("/mailbox.json", include_in_schema=False, guards=[loopback_only], sync_to_thread=True)
def mailbox_json(request: ApiRequest) -> Reply[list[MailShape]]:
    """For programs: the last mails, newest first."""
    return Reply([_shape(mail) for mail in _mails(request)], headers=UNKEPT)


@get("/mailbox", include_in_schema=False, guards=[loopback_only], sync_to_thread=True)
def mailbox_page(request: ApiRequest) -> Response[str]:
    """For people: the same, all of them or those to one address."""
    wanted = request.query_params.get("to", "").strip()
    mails = [one for one in _mails(request) if not wanted or wanted.casefold() == one.to.casefold()]
    told = [(mail, _link(mail)) for mail in mails]
    return page("mailbox.html", headers=UNKEPT, mails=told, wanted=wanted, most=_SHOWN)


@frozen
class _Link:
    """What a mail asks for, and where it is done."""

    says: str
    address: str


def _link(mail: Message) -> _Link | None:
    """The first thing that *mail* offers to do."""
    found = _LINK.search(mail.text)
    return None if found is None else _Link(found["says"], found["address"])
