"""The pages that links of mails lead to (stories 0.1, 0.6, 0.8, 0.9)."""

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
import structlog
from attrs import evolve
from litestar.testing import TestClient

from astrobookings.application.identity.create_employee import EmployeeDetails
from astrobookings.domain.identity.roles import Position
from astrobookings.entrypoints.http import logs
from astrobookings.entrypoints.http.app import APPLICATIONS, create_app
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import PASSWORD
from tests.entrypoints.web.accounts import FRESH, TRAVELER, mailed_link, mails_to
from tests.entrypoints.web.conftest import ROOMY
from tests.entrypoints.web.guest import Guest, Sheet, Site

ADA = TRAVELER["email"]


def register(guest: Guest) -> None:
    assert guest.open("/auth/register").send("Register", **TRAVELER).status == 200


def signs_in(site: Site, email: str, password: str) -> bool:
    page = site.guest().open("/auth/sign-in")
    return page.send("Sign in", email=email, password=password).heading != "Sign in"


def assert_private(page: Sheet) -> None:
    assert page.answer.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in page.answer.headers["content-security-policy"]
    assert page.soup.select_one("meta[name=referrer][content=no-referrer]")
    assert "style=" not in page.answer.text


@pytest.mark.story("0.1")
def test_looking_at_a_link_changes_nothing(site: Site) -> None:
    guest = site.guest()
    register(guest)
    link = mailed_link(site.world, ADA)

    looked = [guest.open(link) for _ in range(2)]
    assert [page.status for page in looked] == [200, 200]
    assert not signs_in(site, ADA, PASSWORD)
    done = looked[0].send("Confirm my address")

    assert done.heading == "Sign in"
    assert ADA in done.told
    assert signs_in(site, ADA, PASSWORD)
    for page in looked:
        assert_private(page)


@pytest.mark.story("0.1")
def test_a_confirmation_works_once_and_another_can_be_asked_for(site: Site) -> None:
    guest = site.guest()
    register(guest)
    first = guest.open(mailed_link(site.world, ADA))
    site.world.pass_time(timedelta(hours=25))

    late = first.send("Confirm my address")
    assert (late.status, late.heading) == (409, "This link no longer works")
    sent = late.send("Send the link", email=ADA)
    assert sent.heading == "Look into your mail"
    fresh = guest.open(mailed_link(site.world, ADA))
    assert fresh.send("Confirm my address").heading == "Sign in"
    assert fresh.send("Confirm my address").status == 409

    assert signs_in(site, ADA, PASSWORD)


@pytest.mark.story("0.8")
def test_a_forgotten_password_is_replaced(site: Site) -> None:
    email = site.email_of(site.world.traveler())
    guest = site.guest()
    asked = guest.open("/auth/sign-in").follow("Forgot the password?")
    sent = asked.send("Send the link", email=email)
    assert (sent.heading, "1 hour" in sent.text) == ("Look into your mail", True)
    page = guest.open(mailed_link(site.world, email))

    weak = page.send("Set the password", password="short")
    assert (weak.status, weak.fault("password")) == (422, "Must have 12 to 128 characters.")
    assert weak.value("password") == ""
    done = weak.send("Set the password", password=FRESH)

    assert (done.heading, "signed out everywhere" in done.told) == ("Sign in", True)
    assert not signs_in(site, email, PASSWORD)
    assert signs_in(site, email, FRESH)
    for shown in (page, weak):
        assert_private(shown)


@pytest.mark.story("0.8")
def test_a_reset_ends_sessions_at_once(site: Site) -> None:
    who = site.world.traveler()
    here, elsewhere = site.enter(who), site.enter(who)
    here.open("/auth/forgotten").send("Send the link", email=site.email_of(who))

    page = here.open(mailed_link(site.world, site.email_of(who)))
    page.send("Set the password", password=FRESH)

    assert elsewhere.open("/auth/profile").heading == "Sign in"
    assert here.open("/auth/profile").heading == "Sign in"


@pytest.mark.story("0.8")
def test_a_used_reset_link_leads_to_another_one(site: Site) -> None:
    email, guest = site.email_of(site.world.traveler()), site.guest()
    guest.open("/auth/forgotten").send("Send the link", email=email)
    page = guest.open(mailed_link(site.world, email))
    page.send("Set the password", password=FRESH)

    again = page.send("Set the password", password=FRESH)
    assert (again.status, again.heading) == (409, "This link no longer works")
    again.send("Send the link", email=email)
    fresh = guest.open(mailed_link(site.world, email))

    assert fresh.send("Set the password", password=PASSWORD).heading == "Sign in"


@pytest.mark.story("0.9")
def test_an_invited_colleague_chooses_the_first_password(site: Site) -> None:
    details = EmployeeDetails(
        email="mae@example.test",
        password=None,
        first_name="Mae",
        last_name="Ito",
        position=Position.FINANCE,
        department="",
        phone="+14155552671",
        country="US",
    )
    site.world.system.create_employee(site.world.employee(Position.OPERATIONS), details)
    page = site.guest().open(mailed_link(site.world, details.email))

    done = page.send("Set the password", password=FRESH)
    landed = done.send("Sign in", email=details.email, password=FRESH)

    assert landed.path == "/system"


@pytest.mark.story("0.6")
def test_a_new_address_counts_once_its_link_was_followed(site: Site) -> None:
    guest = site.enter(site.world.traveler())
    form = guest.open("/auth/profile/email")
    form.send("Send the link", email="new@example.test", password=PASSWORD)

    done = guest.open(mailed_link(site.world, "new@example.test")).send("Confirm my address")

    assert done.heading == "Profile"
    assert "new@example.test is confirmed" in done.told
    assert signs_in(site, "new@example.test", PASSWORD)


@pytest.mark.story("0.6")
def test_an_address_that_another_took_meanwhile_is_refused(site: Site) -> None:
    guest = site.enter(site.world.traveler())
    guest.open("/auth/profile/email").send("Send the link", email=ADA, password=PASSWORD)
    page = guest.open(mailed_link(site.world, ADA))
    register(site.guest())

    taken = page.send("Confirm my address")

    assert (taken.status, "exists already" in taken.told) == (409, True)


@pytest.mark.parametrize("path", ["/auth/confirm/again", "/auth/reset/again", "/auth/forgotten"])
@pytest.mark.story("0.8")
def test_asking_again_tells_nobody_who_has_an_account(site: Site, path: str) -> None:
    register(site.guest())

    answers = {
        site.guest().open(path).send("Send the link", email=email).text.replace(email, "")
        for email in (ADA, "nobody@example.test")
    }

    assert len(answers) == 1
    assert not mails_to(site.world, "nobody@example.test")


@pytest.mark.parametrize("path", ["/auth/confirm/again", "/auth/forgotten"])
@pytest.mark.parametrize("email", ["", "ada", "\0@x.example", "<b>@x"])
def test_a_wrong_address_is_told_beside_the_field(site: Site, path: str, email: str) -> None:
    refused = site.guest().open(path).send("Send the link", email=email)

    assert refused.status == 422
    assert refused.fault("email")
    assert refused.has_button("Send the link")
    assert "<b>" not in refused.answer.text


@pytest.mark.parametrize("path", ["/auth/confirm", "/auth/reset"])
@pytest.mark.parametrize("query", ["", "?token=", "?other=1"])
def test_half_a_link_is_explained(site: Site, path: str, query: str) -> None:
    page = site.guest().open(f"{path}{query}")

    assert (page.status, page.heading) == (400, "The link is not complete")
    assert page.has_button("Send the link")


@pytest.mark.parametrize(
    ("path", "button"),
    [("/auth/confirm", "Confirm my address"), ("/auth/reset", "Set the password")],
)
@pytest.mark.parametrize(
    "token", ["", "x", "\0", "é", "0197c3a0-0000-7000-8000-000000000001.secret", "9" * 3000]
)
def test_odd_tokens_are_links_that_do_not_work(
    site: Site, path: str, button: str, token: str
) -> None:
    typed = {"password": FRESH} if "reset" in path else {}
    page = site.guest().open(f"{path}?token=x").send(button, token=token, **typed)

    assert (page.status, page.heading) == (409, "This link no longer works")


@pytest.mark.parametrize("path", ["/auth/confirm", "/auth/reset", "/auth/forgotten"])
def test_forms_of_other_sites_are_refused(site: Site, path: str) -> None:
    page = site.guest().post(path, {"token": ["x"], "email": [ADA], "password": [FRESH]})

    assert (page.status, page.heading) == (403, "This form is too old")


def test_what_is_in_the_link_is_shown_as_text(site: Site) -> None:
    page = site.guest().open('/auth/confirm?token="><script>alert(1)</script>')

    assert "<script>" not in page.answer.text
    assert page.value("token") == '"><script>alert(1)</script>'


@pytest.mark.story("0.8")
def test_mailboxes_are_not_flooded(site: Site) -> None:
    guest, most = site.guest(), site.world.parts.throttle.links_per_account
    for _ in range(most):
        assert guest.open("/auth/forgotten").send("Send the link", email=ADA).status == 200

    late = guest.open("/auth/forgotten").send("Send the link", email=ADA)

    assert (late.status, late.value("email")) == (429, ADA)
    assert int(late.answer.headers["retry-after"]) > 0


def test_pages_of_visitors_count_as_visits() -> None:
    world, few = in_memory_world(), evolve(ROOMY, sign_in_rate="1/minute")
    with TestClient(create_app(world.system, *APPLICATIONS, settings=few)) as client:
        page = Site(world, client).guest().open("/auth/confirm?token=x")
        statuses = [page.send("Confirm my address").status for _ in range(2)]

    assert statuses == [409, 429]


def test_the_pages_belong_to_the_application_of_accounts() -> None:
    with TestClient(create_app(in_memory_world().system, "public-web", settings=ROOMY)) as client:
        assert client.get("/auth/confirm?token=x").status_code == 404


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.BytesIO]:
    """Give what the configured logs write."""
    written = io.BytesIO()
    monkeypatch.setattr(logs, "sys", SimpleNamespace(stderr=SimpleNamespace(buffer=written)))
    logs.configure_logs(cache=False)
    yield written
    structlog.reset_defaults()


def test_tokens_and_passwords_stay_out_of_the_log(lines: io.BytesIO) -> None:
    world, settings = in_memory_world(), HttpSettings(public_url=ROOMY.public_url)
    with TestClient(create_app(world.system, *APPLICATIONS, settings=settings)) as client:
        guest = Site(world, client).guest()
        guest.open("/auth/confirm?token=query-secret").send("Confirm my address")
        page = guest.open("/auth/reset?token=query-secret")
        page.send("Set the password", password="body-secret")
        page = guest.open("/auth/sign-in?next=%2Fquery-secret")
        page.send("Sign in", email="ada@example.test", password="body-secret")

    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    paths = [line["path"] for line in told if line["event"] == "request"]
    assert paths == [
        path for path in ("/auth/confirm", "/auth/reset", "/auth/sign-in") for _ in "gp"
    ]
    assert b"secret" not in lines.getvalue()
