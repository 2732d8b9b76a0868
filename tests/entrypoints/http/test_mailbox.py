"""Mails of embedded mode, for people at this machine."""

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace

import httpx
import pytest
from attrs import evolve
from bs4 import BeautifulSoup

from astrobookings.application.ports.mail import Attachment, Message
from astrobookings.entrypoints.http.app import create_app

from .stub import QUIET, stub_system

MAIL = Message(
    message_id="<1@example.test>",
    to="ada@example.test",
    subject="Confirm <your> address",
    text="Follow http://127.0.0.1:8000/x?token=1.abc",
    html="<p>Follow</p>",
    attachments=(Attachment("launch.ics", "text/calendar", b"BEGIN"),),
    at=datetime(2027, 1, 15, 12, tzinfo=UTC),
)


def asked(
    path: str,
    *,
    client: str = "127.0.0.1",
    host: str = "127.0.0.1:8000",
    mails: tuple[Message, ...] = (MAIL,),
    headers: dict[str, str] | None = None,
) -> httpx.Response:
    system = stub_system(mailbox=SimpleNamespace(newest=lambda limit: mails[:limit]))
    transport = httpx.ASGITransport(create_app(system, settings=QUIET), client=(client, 50_000))  # type: ignore[arg-type]  # ASGI types differ

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as browser:
            return await browser.get(path, headers=headers)

    return asyncio.run(ask())


@pytest.mark.parametrize("client", ["127.0.0.1", "127.8.9.1", "::1"])
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
def test_programs_here_read_mails(client: str, host: str) -> None:
    answer = asked("/mailbox.json", client=client, host=host)

    assert answer.json() == [
        {
            "to": MAIL.to,
            "subject": MAIL.subject,
            "text": MAIL.text,
            "html": MAIL.html,
            "attachments": [{"filename": "launch.ics", "content_type": "text/calendar"}],
            "sent_at": "2027-01-15T12:00:00Z",
        }
    ]
    assert answer.headers["cache-control"] == "no-store"


def test_the_newest_mail_comes_first() -> None:
    older = evolve(MAIL, subject="Older", attachments=())
    mails = asked("/mailbox.json", mails=(MAIL, older)).json()

    assert [mail["subject"] for mail in mails] == [MAIL.subject, "Older"]
    assert asked("/mailbox.json", mails=()).json() == []


def test_people_here_read_mails() -> None:
    page = asked("/mailbox").text

    assert "Confirm &lt;your&gt; address" in page
    assert 'href="http://127.0.0.1:8000/x?token=1.abc"' in page
    assert "launch.ics" in page


CONFIRM = evolve(
    MAIL,
    to="noor@example.test",
    text="Hello Noor,\n\nwelcome.\n\nConfirm my <address>:\nhttp://127.0.0.1:8000/a?b=1&c=2\n\nBye",
)


def test_what_a_mail_offers_to_do_is_a_button() -> None:
    page = BeautifulSoup(asked("/mailbox", mails=(CONFIRM, MAIL)).text, "html.parser")

    (button,) = page.select("article a.button")
    assert button["href"] == "http://127.0.0.1:8000/a?b=1&c=2"
    assert button.get_text().startswith("Confirm my <address>")


def test_mails_to_one_address_are_found_whatever_its_case() -> None:
    page = asked("/mailbox?to=Noor@Example.test", mails=(CONFIRM, MAIL)).text
    nobody = asked("/mailbox?to=<b>", mails=(CONFIRM, MAIL)).text

    assert "To <a" in page
    assert "ada@example.test" not in page
    assert "No mail to &lt;b&gt;" in nobody


def test_an_empty_mailbox_says_what_to_do() -> None:
    page = asked("/mailbox", mails=())

    assert "There is no mail yet" in page.text
    assert 'href="/auth/register"' in page.text
    assert page.headers["cache-control"] == "no-store"


def test_others_do_not() -> None:
    assert asked("/mailbox.json", client="10.0.0.5").status_code == 404
    assert asked("/mailbox.json", host="evil.example").status_code == 404
    assert asked("/mailbox", headers={"x-forwarded-for": "127.0.0.1"}).status_code == 404
