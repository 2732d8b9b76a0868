"""Mail by SMTP."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from astrobookings.application.ports.mail import (
    Attachment,
    MailRefused,
    MailServerAway,
    Message,
)

__all__ = ["SmtpMail", "letter_of"]

_ASCII = SMTP.clone(cte_type="7bit")
"""Lines end in CR LF, and nothing needs a server that takes more than ASCII."""


class SmtpMail:
    """Hands mails to the server at `smtp://[user:password@]host[:port]`.

    `smtp+starttls://` (or `?starttls=1`) turns to TLS before anything is said, `smtps://` speaks
    it from the start. User and password are percent-encoded. Each mail is a connection of its own;
    the server has `timeout` seconds for each answer. `context` says whom to trust, by default the
    authorities of the machine.

    Raises:
        ValueError: no such URL, no address in *sender*, or a password that would go unencrypted
            over a network.
    """

    def __init__(
        self,
        url: str,
        sender: str,
        *,
        timeout: float = 10,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._server = _checked(urlsplit(url))
        self._starttls = _starttls(self._server)
        self._sender = _address(sender)
        self._timeout = timeout
        self._context = context or ssl.create_default_context()

    def send(self, message: Message) -> str:
        try:
            letter = letter_of(message, self._sender).as_bytes()
        except (ValueError, IndexError) as error:  # IndexError: an empty address
            raise MailRefused(f"it cannot be written as a mail: {error}") from error
        try:
            with self._connected() as client:
                # not send_message: it writes ">From" where a line begins with "From"
                client.sendmail(self._sender.addr_spec, [message.to], letter)
                return _answer(*client.answer)
        except (OSError, ValueError) as error:  # what smtplib raises is an OSError
            raise MailRefused(_told(error)) from error

    def check(self) -> None:
        """Greet the server, and sign in if the URL has a user.

        Raises:
            MailRefused: it does not answer, or not to us.
        """
        try:
            with self._connected() as client:
                client.noop()
        except (OSError, ValueError) as error:
            raise MailRefused(_told(error)) from error

    @contextmanager
    def _connected(self) -> Iterator["_Client"]:
        client = self._let_in()
        try:
            yield client
            with suppress(OSError):  # the mail is theirs, whatever they say to our leaving
                client.quit()
        finally:
            client.close()

    def _let_in(self) -> "_Client":
        client = None
        try:
            client = self._connect()
            if self._starttls:
                client.starttls(context=self._context)
            if self._server.username:
                client.login(unquote(self._server.username), unquote(self._server.password or ""))
        except (OSError, ValueError) as error:
            if client is not None:
                client.close()
            raise MailServerAway(_told(error)) from error
        return client

    def _connect(self) -> "_Client":
        host, port = self._server.hostname or "", self._server.port
        if self._server.scheme == "smtps":
            return _TlsClient(host, port or 465, timeout=self._timeout, context=self._context)
        return _Client(host, port or (587 if self._starttls else 25), timeout=self._timeout)


class _Client(smtplib.SMTP):
    """Remembers what the server said to the mail it took."""

    answer: tuple[int, bytes] = (0, b"")

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.answer = super().data(msg)
        return self.answer


class _TlsClient(_Client, smtplib.SMTP_SSL):
    """The same over TLS."""


def letter_of(message: Message, sender: Address) -> EmailMessage:
    """*message* as it travels: text and HTML as alternatives, then the attachments.

    Raises:
        ValueError: an address is none, or a line break would end a header early.
    """
    letter = EmailMessage(policy=_ASCII)
    letter["From"] = sender
    letter["To"] = Address(addr_spec=message.to)
    letter["Subject"] = " ".join(message.subject.split())
    letter["Date"] = format_datetime(message.at)
    letter["Message-ID"] = _one_line(message.message_id)
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.text)
    letter.add_alternative(message.html, subtype="html")
    for attachment in message.attachments:
        _attach(letter, attachment)
    return letter


def _attach(letter: EmailMessage, attachment: Attachment) -> None:
    kind = _one_line(attachment.content_type).partition(";")[0]
    main, _, sub = kind.strip().partition("/")
    letter.add_attachment(
        attachment.content,
        maintype=main,
        subtype=sub,
        filename=_one_line(attachment.filename),
    )


def _one_line(text: str) -> str:
    if len(text.splitlines()) > 1 or text != text.strip():
        raise ValueError(f"{text!r} is no single line")
    return text


def _address(text: str) -> Address:
    """The address of *text*, such as `AstroBookings <no-reply@astrobookings.example>`."""
    name, spec = parseaddr(_one_line(text))
    if "@" not in spec:
        raise ValueError(f"{text!r} has no address to send mails from")
    return Address(name, addr_spec=spec)


def _checked(url: SplitResult) -> SplitResult:
    if url.scheme not in {"smtp", "smtp+starttls", "smtps"} or not url.hostname:
        raise ValueError("write it like smtp://host:25 or smtps://user:password@host")
    open_ = url.scheme == "smtp" and not _starttls(url)
    if url.username and open_ and not _is_here(url.hostname):
        raise ValueError("a password goes to another machine only with smtps or smtp+starttls")
    return url


def _starttls(url: SplitResult) -> bool:
    return url.scheme == "smtp+starttls" or parse_qs(url.query).get("starttls") == ["1"]


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _told(error: Exception) -> str:
    """What the server, or the network, said."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(_answer(code, text) for code, text in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def _answer(code: int, text: bytes | str) -> str:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {said}"
