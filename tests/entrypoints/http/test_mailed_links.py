"""The pages that links of mails lead to, as a browser without scripts walks them."""

import io
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
import structlog
from attrs import define, evolve, field
from httpx import Response
from litestar.testing import TestClient

from astrobookings.entrypoints.http import logs
from astrobookings.entrypoints.http.app import create_app
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import PASSWORD, World

from .conftest import ROOMY, Platform
from .test_identity_routes import AGENCY, AUTH, TRAVELER

FRESH = "orbit lantern quiet meadow 7"
ADA = TRAVELER["email"]


@define
class Form(HTMLParser):
    """The one form of a page: where it goes and what its fields hold."""

    action: str = ""
    values: dict[str, str] = field(factory=dict)
    attributes: dict[str, dict[str, str | None]] = field(factory=dict)
    ids: set[str] = field(factory=set)
    labelled: set[str] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids.add(found.get("id") or "")
        if tag == "form":
            assert found["method"] == "post"
            self.action = str(found["action"])
        elif tag == "input":
            name = str(found["name"])
            self.values[name] = found.get("value") or ""
            self.attributes[name] = found
        elif tag == "label":
            self.labelled.add(str(found["for"]))


def form_of(page: Response) -> Form:
    form = Form()
    form.feed(page.text)
    for name, found in form.attributes.items():
        if found.get("type") != "hidden":
            assert name in form.labelled
            assert set(str(found["aria-describedby"]).split()) <= form.ids
    return form


def mailed_link(platform: Platform, address: str) -> str:
    """Path and query of the link in the newest mail to *address*."""
    platform.world.settle()
    mails = platform.world.parts.mailbox.newest(50)  # type: ignore[union-attr]
    text = next(mail.text for mail in mails if mail.to == address)
    found = re.search(r"http\S+token=\S+", text)
    assert found is not None, text
    link = urlsplit(found[0])
    return f"{link.path}?{link.query}"


def press(platform: Platform, page: Response, **typed: str) -> Response:
    """Fill in the form of *page* and press its button."""
    form = form_of(page)
    return platform.client.post(form.action, data=form.values | typed)


def sign_in(platform: Platform, email: str, password: str) -> int:
    login = {"email": email, "password": password}
    return platform.client.post(f"{AUTH}/login", json=login).status_code


def register(platform: Platform, kind: str = "travelers", body: Any = TRAVELER) -> str:
    """Register over the API; the mailed link."""
    assert platform.client.post(f"{AUTH}/{kind}", json=body).status_code == 201
    return mailed_link(platform, body["email"])


def forget(platform: Platform) -> str:
    """A confirmed traveler forgets the password; the mailed link."""
    press(platform, platform.client.get(register(platform)))
    platform.client.post(f"{AUTH}/password-resets", json={"email": ADA})
    return mailed_link(platform, ADA)


def assert_private(page: Response) -> None:
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert '<meta name="referrer" content="no-referrer">' in page.text
    assert "<script" not in page.text
    assert "style=" not in page.text


@pytest.mark.story("0.1")
@pytest.mark.story("2.2")
def test_a_traveler_follows_the_link_and_signs_in(platform: Platform) -> None:
    link = register(platform)

    looked = [platform.client.get(link) for _ in range(2)]
    assert [page.status_code for page in looked] == [200, 200]
    assert sign_in(platform, ADA, PASSWORD) == 403
    done = press(platform, looked[0])

    assert done.status_code == 200
    assert "Sign in" in done.text
    assert ADA in done.text
    assert sign_in(platform, ADA, PASSWORD) == 200
    for page in (*looked, done):
        assert_private(page)


@pytest.mark.story("0.1")
def test_an_agency_learns_that_it_waits_for_approval(platform: Platform) -> None:
    page = platform.client.get(register(platform, "agencies", AGENCY))

    assert "operations manager" in press(platform, page).text


@pytest.mark.story("0.1")
def test_a_link_works_once_and_another_can_be_asked_for(platform: Platform) -> None:
    first = platform.client.get(register(platform))
    platform.world.pass_time(timedelta(hours=25))

    late = press(platform, first)
    assert (late.status_code, "no longer works" in late.text) == (409, True)
    assert_private(late)
    sent = press(platform, late, email=ADA)
    assert (sent.status_code, "mailbox" in sent.text) == (200, True)
    fresh = platform.client.get(mailed_link(platform, ADA))
    assert press(platform, fresh).status_code == 200
    assert press(platform, fresh).status_code == 409
    assert sign_in(platform, ADA, PASSWORD) == 200


@pytest.mark.story("0.8")
def test_a_forgotten_password_is_replaced(platform: Platform) -> None:
    page = platform.client.get(forget(platform))

    weak = press(platform, page, password="short")
    assert weak.status_code == 422
    assert "12 to 128 characters" in weak.text
    assert form_of(weak).attributes["password"]["aria-invalid"] == "true"
    assert "short" not in str(form_of(weak).values)
    done = press(platform, weak, password=FRESH)

    assert (done.status_code, "Sign in" in done.text) == (200, True)
    assert sign_in(platform, ADA, PASSWORD) == 401
    assert sign_in(platform, ADA, FRESH) == 200
    for shown in (page, weak, done):
        assert_private(shown)


@pytest.mark.story("0.8")
def test_a_reset_ends_sessions_at_once(platform: Platform) -> None:
    page = platform.client.get(forget(platform))
    person = platform.sign_in_as(ADA)
    assert person.get(f"{AUTH}/me").status_code == 200

    press(platform, page, password=FRESH)

    assert person.get(f"{AUTH}/me").json()["code"] == "session-ended"


@pytest.mark.story("0.8")
def test_a_used_reset_link_leads_to_another_one(platform: Platform) -> None:
    page = platform.client.get(forget(platform))
    press(platform, page, password=FRESH)

    again = press(platform, page, password=FRESH)
    assert again.status_code == 409
    assert form_of(again).action == "/auth/reset/again"
    assert press(platform, again, email=ADA).status_code == 200
    fresh = platform.client.get(mailed_link(platform, ADA))
    assert press(platform, fresh, password=PASSWORD).status_code == 200


@pytest.mark.parametrize("kind", ["confirm", "reset"])
def test_asking_again_tells_nobody_who_has_an_account(platform: Platform, kind: str) -> None:
    register(platform)
    texts = {
        platform.client.post(f"/auth/{kind}/again", data={"email": email}).text.replace(email, "")
        for email in (ADA, "nobody@example.test")
    }

    assert len(texts) == 1


@pytest.mark.parametrize("kind", ["confirm", "reset"])
@pytest.mark.parametrize("email", ["", "ada", "\0@x.example", "<b>@x"])
def test_a_wrong_address_is_told_beside_the_field(
    platform: Platform, kind: str, email: str
) -> None:
    page = platform.client.post(f"/auth/{kind}/again", data={"email": email})

    form = form_of(page)
    assert page.status_code == 422
    assert form.action == f"/auth/{kind}/again"
    assert form.attributes["email"]["aria-invalid"] == "true"
    assert "<b>" not in page.text


@pytest.mark.parametrize("kind", ["confirm", "reset"])
@pytest.mark.parametrize("query", ["", "?token=", "?other=1"])
def test_half_a_link_is_explained(platform: Platform, kind: str, query: str) -> None:
    page = platform.client.get(f"/auth/{kind}{query}")

    assert (page.status_code, "not complete" in page.text) == (400, True)
    assert form_of(page).action == f"/auth/{kind}/again"


@pytest.mark.parametrize("kind", ["confirm", "reset"])
@pytest.mark.parametrize(
    "body",
    [
        {"data": {}},
        {"data": {"token": "x"}},
        {"data": {"token": "\0"}},
        {"data": {"token": "0197c3a0-0000-7000-8000-000000000001.secret"}},
        {"data": {"token": ["a", "b"]}},
        {"json": {"token": "x"}},
        {"files": {"token": b"x"}},
        {"content": b"\xff\xfe=%%%"},
    ],
)
def test_odd_forms_are_links_that_do_not_work(
    platform: Platform, kind: str, body: dict[str, Any]
) -> None:
    page = platform.client.post(f"/auth/{kind}", **body)

    assert (page.status_code, "no longer works" in page.text) == (409, True)


def test_what_is_in_the_link_is_shown_as_text(platform: Platform) -> None:
    page = platform.client.get('/auth/confirm?token="><script>alert(1)</script>')

    assert "<script" not in page.text


def test_too_many_requests_are_refused_on_a_page(platform: Platform) -> None:
    answers = [platform.client.post("/auth/confirm/again", data={"email": ADA}) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert_private(answers[-1])


def test_pages_count_as_visits(platform: Platform) -> None:
    world: World = platform.world
    with TestClient(create_app(world.system, settings=evolve(ROOMY, sign_in_rate="1/minute"))) as c:
        statuses = [c.post("/auth/confirm", data={"token": "x"}).status_code for _ in range(2)]

    assert statuses == [409, 429]


def test_the_pages_belong_to_the_service_of_accounts(platform: Platform) -> None:
    with TestClient(create_app(platform.world.system, "booking", settings=ROOMY)) as client:
        assert client.get("/auth/confirm?token=x").status_code == 404


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.BytesIO]:
    """Give what the configured logs write."""
    written = io.BytesIO()
    monkeypatch.setattr(logs, "sys", SimpleNamespace(stderr=SimpleNamespace(buffer=written)))
    logs.configure_logs(cache=False)
    yield written
    structlog.reset_defaults()


def test_tokens_stay_out_of_the_log(lines: io.BytesIO) -> None:
    world = in_memory_world()
    with TestClient(create_app(world.system, settings=HttpSettings())) as client:
        client.get("/auth/confirm?token=query-secret")
        client.post("/auth/confirm", data={"token": "body-secret"})
        client.post("/auth/reset?token=query-secret", data={"token": "body-secret"})

    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    paths = [line["path"] for line in told if line["event"] == "request"]
    assert paths == ["/auth/confirm", "/auth/confirm", "/auth/reset"]
    assert b"secret" not in lines.getvalue()
