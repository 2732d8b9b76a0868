"""Registering by pages (stories 0.1, 2.2)."""

from datetime import timedelta

import pytest

from astrobookings.testing.world import PASSWORD
from tests.entrypoints.web.accounts import TRAVELER, mailed_link
from tests.entrypoints.web.guest import Site

AGENCY = {
    "email": "noor@example.test",
    "password": PASSWORD,
    "first_name": "Noor",
    "last_name": "Haddad",
    "company_name": "Perigee Lines",
    "description": "Flights to anywhere up there.",
    "contact_person": "Sam Vega",
    "contact_email": "desk@example.test",
    "contact_phone": "600 123 456",
    "tax_id": "B58378431",
    "legal_address": "Gran Via 1\r\nMadrid",
    "country": "ES",
}


@pytest.mark.story("0.1")
@pytest.mark.story("2.2")
def test_a_traveler_registers_confirms_and_signs_in(site: Site) -> None:
    guest = site.guest()

    sent = guest.open("/auth/register").send("Register", **TRAVELER)
    assert sent.heading == "Look into your mail"
    assert TRAVELER["email"] in sent.told
    assert "24 hours" in sent.text
    confirmed = guest.open(mailed_link(site.world, TRAVELER["email"])).send("Confirm my address")
    landed = confirmed.send("Sign in", email=TRAVELER["email"], password=PASSWORD)

    assert landed.path == "/traveler"
    kept = guest.open("/auth/profile")
    assert kept.value("phone") == "+34600123456"
    assert kept.value("address").split() == ["Calle", "Mayor", "1", "Madrid"]


@pytest.mark.story("0.1")
def test_an_agency_registers_and_learns_that_it_waits_for_approval(site: Site) -> None:
    guest = site.guest()

    sent = guest.open("/auth/register/agency").send("Register the agency", **AGENCY)
    assert sent.heading == "Look into your mail"
    confirmed = guest.open(mailed_link(site.world, AGENCY["email"])).send("Confirm my address")
    assert "once an operations manager approved" in confirmed.told
    landed = confirmed.send("Sign in", email=AGENCY["email"], password=PASSWORD)

    assert landed.path == "/agency"


@pytest.mark.story("2.2")
@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("email", "ada", "Is no e-mail address."),
        ("password", "short", "Must have 12 to 128 characters."),
        ("password", "aaaaaaaaaaaaaaaa", "Is too easy to guess; use several unrelated words."),
        ("password", "ada@example.test", "Must not be your e-mail address or name."),
        ("first_name", " ", "Must not be empty."),
        ("birth_date", "2010-04-12", "Travelers are at least 18 years old."),
        ("birth_date", "12/04/1990", "Is a day such as 1990-04-12."),
        ("phone", "123", "Is no phone number; write it like +34 600 000 000."),
        ("address", "", "Must not be empty."),
        ("country", "", "Must not be empty."),
        ("tax_id", "1", "Is no tax id of Spain."),
    ],
)
def test_a_fault_is_told_beside_its_field(site: Site, name: str, typed: str, told: str) -> None:
    refused = site.guest().open("/auth/register").send("Register", **(TRAVELER | {name: typed}))

    assert refused.status == 422
    assert refused.fault(name) == told
    assert "One field needs another look" in refused.told
    assert refused.value("last_name") == "Moreno"
    assert refused.value("password") == ""


@pytest.mark.story("2.2")
def test_every_fault_is_told_at_once(site: Site) -> None:
    wrong = TRAVELER | {"email": "ada", "password": "short", "tax_id": "1", "phone": "1"}

    refused = site.guest().open("/auth/register").send("Register", **wrong)

    assert all(refused.fault(name) for name in ("email", "password", "tax_id", "phone"))
    assert refused.value("country") == "ES"


@pytest.mark.story("0.1")
def test_faults_of_a_company_stand_beside_their_fields(site: Site) -> None:
    wrong = AGENCY | {"contact_email": "desk", "contact_phone": "1", "tax_id": "1"}

    refused = site.guest().open("/auth/register/agency").send("Register the agency", **wrong)

    assert refused.status == 422
    assert refused.fault("tax_id") == "Is no tax id of Spain."
    assert refused.fault("contact_email")
    assert refused.fault("contact_phone")
    assert refused.value("description") == AGENCY["description"]


@pytest.mark.story("0.1")
@pytest.mark.parametrize("email", [TRAVELER["email"], "ADA@Example.test"])
def test_a_taken_address_leads_to_signing_in_and_to_a_new_password(site: Site, email: str) -> None:
    guest = site.guest()
    guest.open("/auth/register").send("Register", **TRAVELER)

    taken = guest.open("/auth/register").send("Register", **(TRAVELER | {"email": email}))

    assert taken.status == 422
    assert taken.fault("email") == "An account with this e-mail address exists already."
    assert {"/auth/sign-in", "/auth/forgotten"} <= set(taken.links())
    assert taken.value("first_name") == "Ada"


@pytest.mark.story("0.1")
def test_one_address_of_origin_does_not_register_without_end(site: Site) -> None:
    guest, most = site.guest(), site.world.parts.throttle.registrations_per_origin
    for number in range(most):
        asked = TRAVELER | {"email": f"ada{number}@example.test"}
        assert guest.open("/auth/register").send("Register", **asked).status == 200

    late = guest.open("/auth/register").send("Register", **TRAVELER)

    assert (late.status, "Too many attempts" in late.told) == (429, True)
    assert late.value("email") == TRAVELER["email"]
    site.world.pass_time(timedelta(hours=1, minutes=1))
    assert late.send("Register", password=PASSWORD).status == 200


@pytest.mark.story("0.1")
def test_the_same_form_sent_twice_registers_once(site: Site) -> None:
    guest = site.guest()
    form = guest.open("/auth/register")

    assert form.send("Register", **TRAVELER).status == 200
    assert form.send("Register", **TRAVELER).status == 409
