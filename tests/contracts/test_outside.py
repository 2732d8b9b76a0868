"""Mail, papers and payments keep their contracts."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from astrobookings.adapters.documents.letters import JinjaLetters
from astrobookings.adapters.documents.papers import DocumentPapers
from astrobookings.adapters.documents.sheets import DocumentSheets
from astrobookings.adapters.gateway.gateway import SandboxGateway
from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.memory.gateway import MemoryGateway, ProcessDied
from astrobookings.adapters.memory.letters import MemoryLetters
from astrobookings.adapters.memory.mail import MemoryMail
from astrobookings.adapters.memory.papers import MemoryPapers
from astrobookings.adapters.memory.payment_signals import MemoryPaymentSignals
from astrobookings.adapters.memory.sheets import MemorySheets
from astrobookings.adapters.smtp.mail import SmtpMail
from astrobookings.application.ports.gateway import Gateway, GatewayState
from astrobookings.application.ports.letters import Letters
from astrobookings.application.ports.mail import Attachment, Message
from astrobookings.application.ports.papers import Papers
from astrobookings.application.ports.sheets import Sheets
from astrobookings.domain.kernel.ids import ChargeId
from astrobookings.testing.builders import NOW, PRICE, numbered
from astrobookings.testing.contracts.gateway import (
    FaultyGatewayContract,
    GatewayContract,
    PayableGateway,
)
from astrobookings.testing.contracts.letters import LettersContract
from astrobookings.testing.contracts.mail import MailContract, Post
from astrobookings.testing.contracts.papers import PapersContract
from astrobookings.testing.contracts.payment_signals import PaymentSignalsContract, SigningGateway
from astrobookings.testing.contracts.sheets import SheetsContract
from tests.servers import MailServer


class TestGateway(GatewayContract):
    @pytest.fixture(params=["memory", "sandbox"])
    def gateway(self, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PayableGateway]:
        if request.param == "memory":
            yield MemoryGateway()
            return
        with closing(SandboxGateway(tmp_path / "gateway.db")) as gateway:
            yield gateway


class TestFaultyGateway(FaultyGatewayContract):
    @pytest.fixture(params=["memory", "sandbox"])
    def faulty_gateway(self, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Gateway]:
        if request.param == "memory":
            yield MemoryGateway(faults=True)
            return
        with closing(SandboxGateway(tmp_path / "gateway.db", faults=True)) as gateway:
            yield gateway


def test_the_process_dies_once_the_memory_gateway_has_authorized() -> None:
    gateway = MemoryGateway(faults=True)
    charge = gateway.open(ChargeId(numbered(1)), PRICE, "pm_crash_after_charge")

    with pytest.raises(ProcessDied):
        gateway.confirm(charge.provider_id)

    assert gateway.confirm(charge.provider_id).state is GatewayState.AUTHORIZED


class TestPaymentSignals(PaymentSignalsContract):
    @pytest.fixture
    def signing(self) -> SigningGateway:
        clock = MemoryClock(NOW)
        signals = MemoryPaymentSignals("secret", clock)

        def sign(body: bytes, seconds: int) -> str:
            then = MemoryClock(clock.now() - timedelta(seconds=seconds))
            return MemoryPaymentSignals("secret", then).sign(body)

        return SigningGateway(
            signals, lambda charge: json.dumps({"provider_id": charge}).encode(), sign
        )


class TestLetters(LettersContract):
    @pytest.fixture(params=[MemoryLetters, JinjaLetters])
    def letters(self, request: pytest.FixtureRequest) -> Letters:
        made: Letters = request.param()
        return made


class TestPapers(PapersContract):
    @pytest.fixture(params=[MemoryPapers, DocumentPapers])
    def papers(self, request: pytest.FixtureRequest) -> Papers:
        made: Papers = request.param()
        return made


class TestSheets(SheetsContract):
    @pytest.fixture(params=[MemorySheets, DocumentSheets])
    def sheets(self, request: pytest.FixtureRequest) -> Sheets:
        made: Sheets = request.param()
        return made


class TestMemoryMail(MailContract):
    @pytest.fixture
    def post(self) -> Post:
        mail = MemoryMail()
        return Post(mail, lambda: mail.mailbox, mail.refuse)


class TestSmtpMail(MailContract):
    @pytest.fixture
    def post(self, mail_server: MailServer) -> Post:
        def refuse() -> None:
            mail_server.answer_to_data = "451 try again later"

        return Post(
            SmtpMail(mail_server.url, "AstroBookings <no-reply@astrobookings.example>"),
            lambda: [read(letter) for letter in mail_server.messages],
            refuse,
        )


def read(letter: EmailMessage) -> Message:
    """Return the message that *letter* was made of."""
    return Message(
        message_id=str(letter["Message-ID"]),
        to=str(letter["To"]),
        subject=str(letter["Subject"]),
        text=body(letter, "plain"),
        html=body(letter, "html"),
        attachments=tuple(attachment(part) for part in letter.iter_attachments()),
        at=parsedate_to_datetime(str(letter["Date"])),
    )


def body(letter: EmailMessage, subtype: str) -> str:
    part = letter.get_body((subtype,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def attachment(part: EmailMessage) -> Attachment:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return Attachment(str(part.get_filename()), part.get_content_type(), content)
