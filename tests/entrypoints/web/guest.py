"""Somebody who looks at pages and fills in forms, without a browser."""

from collections.abc import Iterator, Mapping
from typing import Any, Self

import httpx
from attrs import define, field
from bs4 import BeautifulSoup, Tag
from litestar.testing import TestClient

from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import UserId
from astrobookings.testing.world import PASSWORD, World

__all__ = ["ABSENT", "BASE", "Guest", "Sheet", "Site"]

BASE = "http://testserver.local"
ABSENT = "01a31938-0a00-7000-8000-000000000000"
"""The id of no record."""


@define
class Sheet:
    """A page as it came, and what can be done on it."""

    guest: "Guest"
    answer: httpx.Response
    soup: BeautifulSoup = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.soup = BeautifulSoup(self.answer.text, "html.parser")

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def path(self) -> str:
        """The address after redirects, with its query."""
        return self.answer.url.raw_path.decode()

    @property
    def heading(self) -> str:
        return _text(self.soup.find("h1"))

    @property
    def text(self) -> str:
        """What `main` says, with single spaces."""
        return _text(self.soup.find("main"))

    @property
    def told(self) -> str:
        """The notice on top: what was done, or why not."""
        return _text(self.soup.select_one("[role=status], [role=alert]"))

    def fault(self, name: str) -> str:
        """What stands beside the field *name*."""
        return _text(self.soup.find(id=f"{name}-fault"))

    def value(self, name: str) -> str:
        """What the field *name* holds."""
        return _value(self._found(f"[name='{name}']"))

    def links(self) -> list[str]:
        return [str(one["href"]) for one in self.soup.select("main a[href]")]

    def has_button(self, words: str) -> bool:
        return any(_text(one) == words for one in self.soup.select("main button"))

    def follow(self, words: str) -> "Sheet":
        """Click the link that says *words*."""
        for one in self.soup.select("a[href]"):
            if _text(one) == words:
                return self.guest.open(str(one["href"]))
        raise AssertionError(f"no link says {words!r}: {[_text(a) for a in self.soup('a')]}")

    def send(self, button: str, **values: Any) -> "Sheet":
        """Fill in *values* and press *button*; a list ticks boxes, None leaves a field out.

        Two underscores in a name stand for a hyphen.
        """
        pressed = self._button(button)
        form = pressed.find_parent("form")
        assert form is not None, f"{button!r} is in no form"
        sent = dict(_as_it_stands(form))
        for name, value in values.items():
            spelled = name.replace("__", "-")
            assert form.select(f"[name='{spelled}']"), f"there is no field {spelled!r}"
            if value is None:
                sent.pop(spelled, None)
            else:
                many = value if _many(value) else [value]
                sent[spelled] = [str(one).replace("\n", "\r\n") for one in many]  # as browsers do
        if pressed.get("name"):
            sent[str(pressed["name"])] = [str(pressed.get("value", ""))]
        action = str(form.get("action") or self.answer.url.path)
        if str(form.get("method", "get")).lower() == "post":
            return self.guest.post(action, sent, referer=str(self.answer.url))
        pairs = [(name, one) for name, many in sent.items() for one in many]
        return self.guest.open(str(httpx.URL(action, params=pairs)))

    def _button(self, words: str) -> Tag:
        found = [one for one in self.soup.select("button") if _text(one) == words]
        assert found, f"no button says {words!r}: {[_text(b) for b in self.soup('button')]}"
        return found[0]

    def _found(self, selector: str) -> Tag:
        found = self.soup.select_one(selector)
        assert found is not None, f"there is no {selector}"
        return found


@define
class Guest:
    """A browser of its own: cookies, no script."""

    client: httpx.Client

    def open(self, path: str) -> Sheet:
        return self._checked(self.client.get(path))

    def post(self, path: str, sent: Mapping[str, list[str]], *, referer: str = f"{BASE}/") -> Sheet:
        """Send a form as it is, whatever pages offer."""
        return self._checked(self.client.post(path, data=dict(sent), headers={"referer": referer}))

    def file(self, path: str) -> httpx.Response:
        """A file to save."""
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text[:300]
        return answer

    def _checked(self, answer: httpx.Response) -> Sheet:
        assert answer.status_code < 500, answer.text[:2000]
        assert answer.headers["content-type"].startswith("text/html"), answer.headers
        return Sheet(self, answer)

    def sign_in_as(self, email: str, password: str = PASSWORD) -> Self:
        landed = self.open("/auth/sign-in").send("Sign in", email=email, password=password)
        assert landed.status == 200, landed.text
        return self


@define
class Site:
    """A world behind its pages."""

    world: World
    client: TestClient[Any]

    def guest(self) -> Guest:
        """A visitor."""
        transport = self.client._transport
        people = {"accept": "text/html,*/*;q=0.8"}
        return Guest(
            httpx.Client(transport=transport, base_url=BASE, headers=people, follow_redirects=True)
        )

    def enter(self, by: Principal) -> Guest:
        """Somebody who signed in."""
        return self.guest().sign_in_as(self.email_of(by))

    def email_of(self, by: Principal) -> str:
        assert by.user_id is not None
        return self.world.parts.users.get(UserId(by.user_id)).email


def _text(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag is not None else ""


def _many(value: object) -> bool:
    return isinstance(value, list | tuple | set)


def _value(tag: Tag) -> str:
    if tag.name == "textarea":
        return tag.get_text()
    if tag.name == "select":
        chosen = tag.select_one("option[selected]") or tag.select_one("option")
        return str(chosen.get("value", "")) if chosen is not None else ""
    return str(tag.get("value", ""))


def _as_it_stands(form: Tag) -> Iterator[tuple[str, list[str]]]:
    """What a browser would send if nobody changed anything."""
    sent: dict[str, list[str]] = {}
    for one in form.select("input[name], select[name], textarea[name]"):
        if one.get("type") in {"checkbox", "radio"}:
            if one.has_attr("checked"):
                sent.setdefault(str(one["name"]), []).append(str(one.get("value", "on")))
        else:
            sent.setdefault(str(one["name"]), []).append(_value(one))
    yield from sent.items()
