"""Accounts from the first form to the last, in a browser (stories 0.1, 0.6, 0.8, 2.2, 4.2, 4.8)."""

import json
from pathlib import Path

import pytest

from astrobookings.testing.world import PASSWORD
from tests.browser.served_world import ServedWorld, Window
from tests.entrypoints.web.accounts import FRESH, STEP, TRAVELER, Device, mailed_link

ADA = TRAVELER["email"]


def fill(window: Window, typed: dict[str, str]) -> None:
    """Fill in a form whose country is chosen of a list."""
    window.page.select_option("[name='country']", typed["country"])
    window.type(**{name: value for name, value in typed.items() if name != "country"})


def email_of(window: Window) -> str:
    window.open("/auth/profile/email")
    return window.page.locator("main strong").inner_text()


@pytest.mark.story("0.1")
@pytest.mark.story("2.2")
def test_a_visitor_becomes_a_traveler(site: ServedWorld) -> None:
    window = site.window()
    window.open("/")
    window.follow("Register")
    fill(window, TRAVELER | {"password": "aaaaaaaaaaaaaaaa", "tax_id": "1"})
    window.press("Register")
    assert "too easy to guess" in window.text
    assert "Is no tax id of Spain." in window.text
    window.check()

    window.type(password=PASSWORD, tax_id=TRAVELER["tax_id"])
    window.press("Register")
    assert window.heading == "Look into your mail"
    assert ADA in window.text
    window.check()
    window.open(mailed_link(site.world, ADA))
    window.press("Confirm my address")
    assert "is confirmed" in window.text
    window.type(email=ADA, password=PASSWORD)
    window.press("Sign in")

    assert window.path == "/traveler"


@pytest.mark.story("0.1")
def test_a_company_becomes_an_agency(site: ServedWorld) -> None:
    window = site.window()
    window.open("/auth/register")
    window.follow("Register as an agency")
    company = {
        "email": ADA,
        "password": PASSWORD,
        "first_name": "Noor",
        "last_name": "Haddad",
        "company_name": "Perigee Lines",
        "legal_address": "Gran Via 1\nMadrid",
        "country": "ES",
        "tax_id": "B58378431",
        "contact_person": "Sam Vega",
        "contact_email": "desk@example.test",
        "contact_phone": "600 123 456",
    }
    fill(window, company)
    window.press("Register the agency")
    assert window.heading == "Look into your mail"

    window.open(mailed_link(site.world, ADA))
    window.check()
    window.press("Confirm my address")

    assert "approved the company" in window.text
    window.check()


@pytest.mark.story("0.8")
def test_a_forgotten_password_is_replaced(site: ServedWorld) -> None:
    traveler = site.world.traveler()
    email = site.world.parts.users.get(traveler.user_id).email  # type: ignore[arg-type]
    window = site.window()
    window.open("/auth/sign-in")
    window.follow("Forgot the password?")
    window.type(email=email)
    window.press("Send the link")
    assert "a link is on its way" in window.text
    window.check()

    window.open(mailed_link(site.world, email))
    window.type(password=FRESH)
    window.press("Set the password")
    window.type(email=email, password=FRESH)
    window.press("Sign in")

    assert window.path == "/traveler"
    window.open("/auth/reset?token=used")
    window.type(password=FRESH)
    window.press("Set the password")
    assert window.heading == "This link no longer works"
    window.check()


@pytest.mark.story("0.6")
def test_the_profile_address_and_password_are_changed(site: ServedWorld) -> None:
    window = site.window(site.world.traveler())
    window.open("/traveler")
    window.follow("Ada")
    window.type(first_name="Augusta", phone="600 999 888")
    window.press("Keep the changes")
    assert "up to date" in window.text
    assert window.page.locator("[name='phone']").input_value() == "+34600999888"
    window.check()

    window.follow("Change the address")
    window.type(email="new@example.test", password=PASSWORD)
    window.press("Send the link")
    assert "We wait for new@example.test" in window.text
    window.check()
    window.open(mailed_link(site.world, "new@example.test"))
    window.press("Confirm my address")
    assert email_of(window) == "new@example.test"
    window.open("/auth/profile")
    window.follow("Change the password")
    window.type(current_password=PASSWORD, new_password=FRESH)
    window.press("Change the password")

    assert "every other session ended" in window.text
    window.check()


@pytest.mark.story("0.6")
def test_a_second_factor_is_set_up(site: ServedWorld) -> None:
    window = site.window(site.world.traveler())
    window.open("/auth/security")
    window.follow("Set it up")
    window.type(password=PASSWORD)
    window.press("Begin")
    assert window.page.get_by_role("img", name="QR code").is_visible()
    window.check()
    if site.look.script:
        assert not window.violations()
    window.page.get_by_text("No camera?").click()
    device = Device(site.world, window.page.locator(".key").inner_text().replace(" ", ""))

    window.type(code=device.code)
    window.press("Switch it on")
    assert window.page.locator(".codes li").count() == 10
    window.check()
    if site.look.script:
        assert not window.violations()
    window.follow("I have kept them")
    assert "10 recovery codes left" in window.text
    window.check()
    site.world.pass_time(STEP)
    window.follow("Switch it off")
    window.type(password=PASSWORD, code=device.code)
    window.press("Switch it off")

    assert "switched off" in window.text


@pytest.mark.story("0.3")
@pytest.mark.story("0.6")
def test_other_devices_are_signed_out(site: ServedWorld) -> None:
    traveler = site.world.traveler()
    lost, window = site.window(traveler), site.window(traveler)
    window.open("/auth/security")
    window.check()
    window.follow("End all others")
    window.check()
    window.press("End the others")
    assert "Every other session ended." in window.text
    lost.open("/traveler")
    assert lost.heading == "Sign in"

    window.follow("Sign out everywhere")
    window.press("Sign out everywhere")

    assert "signed out everywhere" in window.text
    window.check()


@pytest.mark.story("0.6")
def test_a_traveler_takes_the_data_along_and_leaves(site: ServedWorld) -> None:
    window = site.window(site.world.traveler())
    window.open("/auth/privacy")
    window.check()
    with window.page.expect_download() as saved:
        window.page.get_by_role("link", name="Download my data").click()
    assert saved.value.suggested_filename == "astrobookings-my-data.json"
    assert json.loads(Path(saved.value.path()).read_text("utf-8"))["account"]

    window.follow("Close my account")
    window.check()
    window.type(password=PASSWORD)
    window.press("Close my account")

    assert "account is closed" in window.text
    assert window.page.get_by_role("link", name="Sign in").is_visible()


@pytest.mark.story("4.8")
def test_a_traveler_chooses_which_mails_to_get(site: ServedWorld) -> None:
    window = site.window(site.world.traveler())
    window.open("/auth/profile")
    window.follow("Mails")
    assert window.page.get_by_label("A refund was paid out").is_disabled()

    window.page.get_by_label("Do not mail me").check()
    window.press("Keep my choice")

    assert "counts from now on" in window.text
    assert window.page.get_by_label("Do not mail me").is_checked()
    window.check()


@pytest.mark.story("4.2")
def test_a_traveler_reads_a_message(site: ServedWorld) -> None:
    traveler = site.world.traveler()
    site.world.book(traveler, site.world.launch().id)
    site.world.settle()
    window = site.window(traveler)
    window.open("/traveler")
    window.follow("Messages")
    assert "1 unread message" in window.text
    window.check()

    window.press("Open")
    assert window.path.startswith("/traveler/bookings/")
    window.open("/traveler/notifications")

    assert "You have read everything." in window.text
    window.check()
