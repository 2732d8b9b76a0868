"""One's own data and the end of an account, by pages (story 0.6)."""

import json

import pytest

from astrobookings.domain.identity.roles import Position
from astrobookings.testing.world import PASSWORD
from tests.entrypoints.web.accounts import mails_to
from tests.entrypoints.web.guest import Site

pytestmark = pytest.mark.story("0.6")


def test_everything_is_told_in_one_file(site: Site) -> None:
    who = site.world.traveler()
    booking = site.world.book(who, site.world.launch().id).booking
    guest = site.enter(who)
    assert "/auth/privacy/data" in guest.open("/auth/privacy").links()

    saved = guest.file("/auth/privacy/data")

    told = json.loads(saved.content)
    assert saved.headers["content-disposition"].startswith("attachment;")
    assert "no-store" in saved.headers["cache-control"]
    assert told["user_id"] == str(who.user_id)
    assert told["business"]["booking"][0]["id"] == str(booking.id)
    assert "password" not in json.dumps(told["account"])


def test_visitors_get_no_file(site: Site) -> None:
    assert site.guest().open("/auth/privacy/data").heading == "Sign in"


def test_an_account_is_closed_after_its_consequences_were_named(site: Site) -> None:
    who = site.world.traveler()
    email, guest = site.email_of(who), site.enter(who)
    asked = guest.open("/auth/privacy").follow("Close my account")
    assert "What goes" in asked.text
    assert "What stays" in asked.text

    wrong = asked.send("Close my account", password="wrong", reason="Too\nfar away")
    assert wrong.fault("password") == "This is not your password."
    assert wrong.value("reason") == "Too\nfar away"
    done = wrong.send("Close my account", password=PASSWORD)

    assert (done.path, "account is closed" in done.told) == ("/", True)
    assert guest.open("/auth/profile").heading == "Sign in"
    refused = site.guest().open("/auth/sign-in").send("Sign in", email=email, password=PASSWORD)
    assert refused.status == 422
    assert "closed" in mails_to(site.world, email)[0]


def test_what_is_open_is_told(site: Site) -> None:
    who = site.world.traveler()
    site.world.book(who, site.world.launch().id)
    asked = site.enter(who).open("/auth/privacy/close")

    refused = asked.send("Close my account", password=PASSWORD)

    assert refused.status == 409
    assert "bookings that are not over: 1" in refused.told
    assert "/traveler/bookings" in refused.links()
    assert refused.guest.open("/auth/profile").heading == "Profile"


def test_an_agency_learns_of_its_open_launches(site: Site) -> None:
    launch = site.world.launch()
    asked = site.enter(site.world.owner_of(launch)).open("/auth/privacy/close")
    assert "invoices" in asked.text

    refused = asked.send("Close my account", password=PASSWORD)

    assert "launches that are not over: 1" in refused.told
    assert "/agency/launches" in refused.links()


def test_a_long_reason_is_told_beside_its_field(site: Site) -> None:
    asked = site.enter(site.world.traveler()).open("/auth/privacy/close")

    refused = asked.send("Close my account", password=PASSWORD, reason="x" * 501)

    assert (refused.status, bool(refused.fault("reason"))) == (422, True)


def test_employees_are_sent_to_an_operations_manager(site: Site) -> None:
    guest = site.enter(site.world.employee(Position.FINANCE))
    page = guest.open("/auth/privacy")
    assert "/auth/privacy/close" not in page.links()

    assert guest.open("/auth/privacy/close").status == 409
    sent = {"_csrf_token": [page.value("_csrf_token")], "password": [PASSWORD]}
    assert guest.post("/auth/privacy/close", sent).status == 409


@pytest.mark.parametrize("path", ["/auth/privacy", "/auth/privacy/close"])
def test_visitors_sign_in_first(site: Site, path: str) -> None:
    assert site.guest().open(path).heading == "Sign in"
