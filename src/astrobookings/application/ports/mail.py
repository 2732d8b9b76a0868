"""Sending mail."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from attrs import field, frozen

__all__ = ["Attachment", "Mail", "MailRefused", "MailServerAway", "Mailbox", "Message"]


@frozen
class Attachment:
    filename: str
    content_type: str
    content: bytes = field(repr=False)


@frozen(kw_only=True)
class Message:
    """One mail to one person; `message_id` is the same for every attempt."""

    message_id: str
    to: str
    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)
    attachments: tuple[Attachment, ...] = ()
    at: datetime


class MailRefused(Exception):
    """The server did not take the mail; it may later."""


class MailServerAway(MailRefused):
    """The server cannot be reached, or does not let us in: no mail would be taken now."""


class Mail(Protocol):
    """Hands mails to a server."""

    def send(self, message: Message) -> str:
        """Hand it over; what the server answered, such as `250 queued as 7F3A`.

        Raises: MailRefused, MailServerAway.
        """
        ...


class Mailbox(Protocol):
    """Where mails land that never leave the machine."""

    def newest(self, limit: int) -> Sequence[Message]:
        """Up to *limit* mails, the last one sent first."""
        ...
