"""A platform as people meet it: by HTTP and by mail."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any, Protocol, TypeVar
from uuid import uuid4

import httpx
from attrs import define, field, frozen

from tests.full_stack import Stack
from tests.servers import MailServer

__all__ = ["Letter", "LocalMails", "Mails", "Person", "Platform", "SentMails", "eventually"]

PASSWORD = "orbit-velvet-cinnamon-42"
_PATIENCE = 60.0
"""Seconds until what must happen in the background counts as not happening."""
T = TypeVar("T")


def eventually(look: Callable[[], T | None], what: str) -> T:
    """What *look* finds once it finds something."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError(f"{what} did not happen within {_PATIENCE:.0f} s")


@frozen
class Letter:
    """A mail as its reader sees it."""

    subject: str
    text: str
    attachments: tuple[str, ...]


class Mails(Protocol):
    """Where sent mails are."""

    def to(self, address: str) -> Sequence[Letter]:
        """All mails to *address*, the oldest first."""


@frozen
class LocalMails:
    """The mailbox of a platform that keeps its mails."""

    base: str

    def to(self, address: str) -> Sequence[Letter]:
        mails = httpx.get(f"{self.base}/mailbox.json", timeout=30).json()
        return [
            Letter(
                mail["subject"],
                mail["text"],
                tuple(attached["filename"] for attached in mail["attachments"]),
            )
            for mail in reversed(mails)
            if mail["to"] == address
        ]


@frozen
class SentMails:
    """What a mail server was given."""

    server: MailServer

    def to(self, address: str) -> Sequence[Letter]:
        return [
            Letter(
                str(mail["Subject"]),
                text.get_content() if (text := mail.get_body(("plain",))) else "",
                tuple(str(part.get_filename()) for part in mail.iter_attachments()),
            )
            for mail, recipients in zip(self.server.messages, self.server.recipients, strict=True)
            if address in recipients
        ]


@frozen
class Person:
    """Somebody with an account, signed in."""

    base: str
    email: str
    token: str
    address: str
    """Whence the requests come, as a proxy tells it."""

    def get(self, path: str, **query: Any) -> Any:
        """What is at *path*."""
        return self._answer("GET", path, params=query)

    def post(self, path: str, body: Any = None) -> Any:
        """What becomes of *body*, sent under a key of its own."""
        return self._answer("POST", path, json=body)

    def try_to_post(self, path: str, body: Any = None) -> httpx.Response:
        """The answer, whatever it is."""
        return self._send("POST", path, json=body)

    def try_to_patch(self, path: str, body: Any) -> httpx.Response:
        """The answer, whatever it is."""
        return self._send("PATCH", path, json=body)

    def _answer(self, method: str, path: str, **more: Any) -> Any:
        answer = self._send(method, path, **more)
        assert answer.status_code < 300, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    def _send(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {
            "Authorization": f"Bearer {self.token}",
            "X-Forwarded-For": self.address,
            "Idempotency-Key": str(uuid4()),
        }
        url = f"{self.base}/api/v1{path}"
        return httpx.request(method, url, headers=headers, timeout=30, **more)


@define
class Platform:
    """What runs, and who is there."""

    stack: Stack
    mails: Mails
    _numbers: Iterator[int] = field(factory=lambda: count(1))

    @property
    def base(self) -> str:
        return self.stack.base

    def visit(self, path: str, **query: Any) -> Any:
        """What anybody sees at *path*."""
        answer = httpx.get(f"{self.base}/api/v1{path}", params=query, timeout=30)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()

    def sign_in(self, email: str, address: str = "10.0.0.1") -> Person:
        """Whoever has an account, with everybody's password."""
        body = {"email": email, "password": PASSWORD}
        answer = self._send("/system/auth/login", body, address)
        assert answer.status_code == 200, answer.text
        return Person(self.base, email, answer.json()["access_token"], address)

    def traveler(self) -> Person:
        """A new traveler who confirmed the address by the link of the mail."""
        return self._registered(
            "/system/auth/travelers",
            f"traveler{next(self._numbers)}@example.test",
            {
                "birth_date": "1990-04-12",
                "phone": "+34600123456",
                "address": "Calle Mayor 1, Madrid",
                "country": "ES",
                "tax_id": "12345678Z",
            },
        )

    def agency(self) -> Person:
        """A new agency that waits for approval."""
        email = f"agency{next(self._numbers)}@example.test"
        return self._registered(
            "/system/auth/agencies",
            email,
            {
                "company_name": f"Perigee Lines {email[6:-13]}",
                "contact_person": "Noor Haddad",
                "contact_email": email,
                "contact_phone": "+34600123456",
                "tax_id": "B58378431",
                "legal_address": "Gran Via 1, Madrid",
                "country": "ES",
            },
        )

    def employee(self, position: str) -> Person:
        """A new employee, created at the command line."""
        email = f"{position}{next(self._numbers)}@example.test"
        names = ("--first-name", "Mae", "--last-name", "Ito")
        self.stack.must(
            *("employee", "create", "--email", email, "--position", position, *names),
            *("--password", PASSWORD),
        )
        return self.sign_in(email)

    def mail(self, person: Person | str, about: str) -> Letter:
        """The mail to *person* with *about* in its subject, once it came."""
        address = person if isinstance(person, str) else person.email

        def found() -> Letter | None:
            wanted = (mail for mail in self.mails.to(address) if about in mail.subject.lower())
            return next(wanted, None)

        return eventually(found, f"a mail to {address} about {about!r}")

    def _registered(self, path: str, email: str, more: dict[str, str]) -> Person:
        names = {"first_name": "Ada", "last_name": "Moreno"}
        body = {"email": email, "password": PASSWORD, **names, **more}
        address = f"10.1.0.{next(self._numbers)}"
        answer = self._send(path, body, address)
        assert answer.status_code == 201, answer.text
        link = re.search(r"token=([A-Za-z0-9._-]+)", self.mail(email, "confirm").text)
        assert link is not None
        token = {"token": link[1]}
        confirmed = self._send("/system/auth/email-confirmations", token, address)
        assert confirmed.status_code < 300, confirmed.text
        return self.sign_in(email, address)

    def _send(self, path: str, body: Any, address: str) -> httpx.Response:
        headers = {"X-Forwarded-For": address}
        return httpx.post(f"{self.base}/api/v1{path}", json=body, headers=headers, timeout=30)
