"""Mails are handed to a real server, encrypted where asked, and refusals are told."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from attrs import define, evolve, field
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.adapters.smtp.mail import SmtpMail, letter_of
from astrobookings.application.ports.mail import Attachment, MailRefused, Message
from tests.adapters.smtp.tls import HOST, client_context, server_context, write_certificate
from tests.servers import MailServer, free_port

SENDER = "AstroBookings <no-reply@astrobookings.example>"
CALENDAR = Attachment("AB-1.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
MESSAGE = Message(
    message_id="<0190-7@astrobookings.example>",
    to="ada@example.com",
    subject="You fly to Mars – congratulations",
    text="Hello Ada,\n.\nFrom here to Mars it is far. " + "x" * 2000 + "\n",
    html="<p>Hello Adä</p>\n",
    attachments=(CALENDAR, Attachment("receipt é.pdf", "application/pdf", b"%PDF \0\xff")),
    at=datetime(2027, 1, 15, 12, 30, 15, tzinfo=UTC),
)


def body(letter: EmailMessage, subtype: str) -> str:
    part = letter.get_body((subtype,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_mail_arrives_as_text_html_and_attachments(mail_server: MailServer) -> None:
    SmtpMail(mail_server.url, SENDER).send(MESSAGE)

    (letter,) = mail_server.messages
    assert mail_server.recipients == [("ada@example.com",)]
    assert letter["From"] == SENDER
    assert letter["To"] == "ada@example.com"
    assert letter["Subject"] == MESSAGE.subject
    assert letter["Message-ID"] == MESSAGE.message_id
    assert letter["Date"].datetime == MESSAGE.at
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content_type() == "multipart/mixed"
    assert next(letter.iter_parts()).get_content_type() == "multipart/alternative"
    assert body(letter, "plain") == MESSAGE.text
    assert body(letter, "html") == MESSAGE.html
    found = [
        Attachment(
            part.get_filename() or "",
            part.get_content_type(),
            part.get_payload(decode=True),  # type: ignore[arg-type]  # bytes, once decoded
        )
        for part in letter.iter_attachments()
    ]
    assert tuple(found) == MESSAGE.attachments


def test_a_mail_without_attachments_is_just_text_and_html(mail_server: MailServer) -> None:
    SmtpMail(mail_server.url, SENDER).send(evolve(MESSAGE, attachments=()))

    assert mail_server.messages[0].get_content_type() == "multipart/alternative"


def test_the_same_mail_sent_again_has_the_same_id(mail_server: MailServer) -> None:
    mail = SmtpMail(mail_server.url, SENDER)

    mail.send(MESSAGE)
    mail.send(MESSAGE)

    first, second = mail_server.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]


def test_a_refused_recipient_is_told(mail_server: MailServer) -> None:
    mail_server.answers["ada@example.com"] = "550 no such mailbox"

    with pytest.raises(MailRefused, match="550 no such mailbox"):
        SmtpMail(mail_server.url, SENDER).send(MESSAGE)

    assert mail_server.messages == []


def test_a_refused_mail_is_told(mail_server: MailServer) -> None:
    mail_server.answer_to_data = "451 try again later"

    with pytest.raises(MailRefused, match="451 try again later"):
        SmtpMail(mail_server.url, SENDER).send(MESSAGE)


def test_a_server_that_is_not_there_refuses() -> None:
    with pytest.raises(MailRefused):
        SmtpMail(f"smtp://{HOST}:{free_port()}", SENDER).send(MESSAGE)


def test_a_server_that_says_nothing_refuses_after_the_timeout() -> None:
    with socket.create_server((HOST, 0)) as silent:
        mail = SmtpMail(f"smtp://{HOST}:{silent.getsockname()[1]}", SENDER, timeout=0.2)

        with pytest.raises(MailRefused, match="timed out"):
            mail.send(MESSAGE)


def test_a_mail_that_was_taken_is_sent_however_the_server_says_goodbye() -> None:
    """Otherwise it would be sent a second time."""
    answers = ["250 hello", "250 ok", "250 ok", "354 go on", "250 taken", "500 no idea"]

    def serve(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection, connection.makefile("rwb") as stream:
            for answer in ["220 here", *answers]:
                stream.write(f"{answer}\r\n".encode())
                stream.flush()
                line = stream.readline()
                while answer.startswith("354") and line != b".\r\n":
                    line = stream.readline()

    with socket.create_server((HOST, 0)) as listener:
        server = Thread(target=serve, args=(listener,))
        server.start()
        SmtpMail(f"smtp://{HOST}:{listener.getsockname()[1]}", SENDER, timeout=5).send(MESSAGE)
        server.join(5)


@pytest.mark.parametrize(
    "changes",
    [
        {"to": "ada@example.com\r\nBcc: eve@example.com"},
        {"to": "ada@example.com, eve@example.com"},
        {"to": "ada"},
        {"to": ""},
        {"message_id": "<1@a.example>\r\nBcc: eve@example.com"},
        {"attachments": (Attachment("a\r\nBcc: eve@example.com", "text/plain", b""),)},
        {"attachments": (Attachment("a", "text/plain\r\nBcc: eve@example.com", b""),)},
    ],
)
def test_nothing_adds_a_header_or_a_recipient(
    mail_server: MailServer, changes: dict[str, Any]
) -> None:
    with pytest.raises(MailRefused):
        SmtpMail(mail_server.url, SENDER).send(evolve(MESSAGE, **changes))

    assert mail_server.messages == []


@given(subject=st.text(), text=st.text(), filename=st.text())
def test_whatever_a_mail_holds_its_headers_are_ours(subject: str, text: str, filename: str) -> None:
    attachment = Attachment(filename, "application/pdf", text.encode("utf-8", "replace"))
    told = evolve(MESSAGE, subject=subject, text=text, html=text, attachments=(attachment,))
    try:
        letter = letter_of(told, SmtpMail("smtp://localhost", SENDER)._sender)
        head = letter.as_bytes().partition(b"\r\n\r\n")[0].decode("ascii")
    except ValueError:
        return

    names = [line.partition(":")[0] for line in head.split("\r\n") if line[:1] not in {" ", "\t"}]
    assert names == [
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
        *("MIME-Version", "Content-Type"),
    ]


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("http://localhost", SENDER),
        ("smtp://", SENDER),
        ("smtp:localhost", SENDER),
        ("smtp://localhost", "AstroBookings"),
        ("smtp://localhost", "a@b.example\r\nBcc: eve@example.com"),
        ("smtp://ada:secret@mail.example", SENDER),
        ("smtp://ada:secret@192.0.2.1?starttls=0", SENDER),
        ("smtp+tls://mail.example", SENDER),
    ],
)
def test_a_wrong_address_and_an_open_password_are_refused_at_once(url: str, sender: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        SmtpMail(url, sender)


@define
class _Kept:
    """What aiosmtpd calls: keeps the sessions in which a mail was taken."""

    sessions: list[Session] = field(factory=list)

    async def handle_DATA(  # noqa: N802
        self, smtp: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.sessions.append(session)
        return "250 OK"


def _authenticate(
    smtp: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (
        b"ada@example.com",
        b"s:cr/t",
    )
    return AuthResult(success=good, handled=False)


@contextmanager
def secure_server(certificate: Path, *, wrapped: bool = False) -> Iterator[tuple[_Kept, int]]:
    """A server that takes mail only from those who signed in over TLS."""
    kept, port = _Kept(), free_port()
    context = server_context(certificate)
    options: dict[str, Any] = {"authenticator": _authenticate, "auth_required": True}
    if wrapped:
        options |= {"ssl_context": context, "auth_require_tls": False}
    else:
        options |= {"tls_context": context, "require_starttls": True}
    controller = Controller(kept, hostname=HOST, port=port, **options)
    controller.start()
    try:
        yield kept, port
    finally:
        controller.stop()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_certificate(tmp_path_factory.mktemp("tls"))


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # TLS is around it
@pytest.mark.parametrize("form", ["smtps://{}", "smtp+starttls://{}", "smtp://{}?starttls=1"])
def test_over_tls_user_and_password_are_given(certificate: Path, form: str) -> None:
    wrapped = form.startswith("smtps:")
    with secure_server(certificate, wrapped=wrapped) as (kept, port):
        url = form.format(f"ada%40example.com:s%3Acr%2Ft@{HOST}:{port}")
        answer = SmtpMail(url, SENDER, context=client_context(certificate)).send(MESSAGE)

    (session,) = kept.sessions
    assert answer == "250 OK"
    assert session.authenticated
    assert wrapped or session.ssl is not None


def test_a_wrong_password_is_refused(certificate: Path) -> None:
    with secure_server(certificate) as (kept, port):
        url = f"smtp://ada:wrong@{HOST}:{port}?starttls=1"
        with pytest.raises(MailRefused, match="535") as refusal:
            SmtpMail(url, SENDER, context=client_context(certificate)).send(MESSAGE)

    assert kept.sessions == []
    assert "wrong" not in str(refusal.value)


def test_a_server_that_nobody_vouches_for_gets_neither_password_nor_mail(
    certificate: Path,
) -> None:
    with secure_server(certificate) as (kept, port):
        url = f"smtp://ada:secret@{HOST}:{port}?starttls=1"
        with pytest.raises(MailRefused, match="certificate"):
            SmtpMail(url, SENDER, context=ssl.create_default_context()).send(MESSAGE)

    assert kept.sessions == []


def test_without_starttls_a_server_that_asks_for_it_refuses(certificate: Path) -> None:
    with (
        secure_server(certificate) as (_, port),
        pytest.raises(MailRefused, match="530"),
    ):
        SmtpMail(f"smtp://{HOST}:{port}", SENDER).send(MESSAGE)


def test_nothing_is_sent_in_the_open_when_starttls_was_asked_for(mail_server: MailServer) -> None:
    with pytest.raises(MailRefused, match="STARTTLS"):
        SmtpMail(f"{mail_server.url}?starttls=1", SENDER).send(MESSAGE)

    assert mail_server.messages == []
