"""One's own profile by pages (story 0.6)."""

import pytest

from astrobookings.domain.identity.roles import Position
from astrobookings.testing.world import PASSWORD
from tests.entrypoints.web.accounts import FRESH, mailed_link, mails_to
from tests.entrypoints.web.guest import Site

pytestmark = pytest.mark.story("0.6")


def test_a_traveler_changes_contact_and_tax_data(site: Site) -> None:
    guest = site.enter(site.world.traveler())
    page = guest.open("/auth/profile")
    assert page.value("tax_id") == "12345678Z"

    done = page.send(
        "Keep the changes",
        first_name="Ada Maria",
        address="Rue de Rivoli 1\r\n75001 Paris",
        country="FR",
        phone="+33 6 12 34 56 78",
        tax_id="40303265045",
    )

    assert done.told == "Your profile is up to date."
    assert done.value("phone") == "+33612345678"
    assert done.value("country") == "FR"
    assert done.value("address").splitlines()[-1] == "75001 Paris"
    assert "Ada Maria" in done.answer.text


def test_faults_stand_beside_their_fields_and_keep_what_was_typed(site: Site) -> None:
    page = site.enter(site.world.traveler()).open("/auth/profile")

    refused = page.send("Keep the changes", first_name="", tax_id="1", phone="12")

    assert refused.status == 422
    assert refused.fault("first_name") == "Must not be empty."
    assert refused.fault("tax_id") == "Is no tax id of Spain."
    assert refused.value("phone") == "12"
    assert page.guest.open("/auth/profile").value("first_name") == "Ada"


def test_phones_are_read_as_the_country_writes_them(site: Site) -> None:
    page = site.enter(site.world.traveler()).open("/auth/profile")

    done = page.send("Keep the changes", country="US", phone="(415) 555-2671")

    assert done.value("phone") == "+14155552671"


def test_nobody_overwrites_what_was_changed_elsewhere(site: Site) -> None:
    guest = site.enter(site.world.traveler())
    old = guest.open("/auth/profile")
    guest.open("/auth/profile").send("Keep the changes", first_name="Ada Maria")

    refused = old.send("Keep the changes", first_name="Augusta")

    assert (refused.status, "changed in between" in refused.told) == (409, True)
    assert refused.value("first_name") == "Augusta"
    fresh = refused.follow("Load your profile as it is now")
    assert fresh.value("first_name") == "Ada Maria"


@pytest.mark.parametrize("version", ["", "x", "-1"])
def test_a_form_without_its_version_is_refused(site: Site, version: str) -> None:
    page = site.enter(site.world.traveler()).open("/auth/profile")

    assert page.send("Keep the changes", version=version).status == 422


def test_an_agency_keeps_names_and_phone_and_finds_its_company_profile(site: Site) -> None:
    page = site.enter(site.world.agency()).open("/auth/profile")

    done = page.send("Keep the changes", last_name="Haddad Ruiz", phone="600 123 457")

    assert done.value("phone") == "+34600123457"
    assert "/agency/profile" in done.links()
    assert done.soup.select_one("[name=tax_id]") is None


def test_an_employee_keeps_names_and_phone(site: Site) -> None:
    page = site.enter(site.world.employee(Position.IT)).open("/auth/profile")
    assert "Operations managers keep position" in page.text

    done = page.send("Keep the changes", first_name="Maja", phone="+34 600 123 456")
    assert done.value("phone") == "+34600123456"
    refused = done.send("Keep the changes", phone="")

    assert refused.fault("phone") == "Must not be empty."


def test_fields_of_others_are_not_smuggled_in(site: Site) -> None:
    guest = site.enter(site.world.agency())
    page = guest.open("/auth/profile")
    sent = {name: [page.value(name)] for name in ("_csrf_token", "version", "first_name")}

    refused = guest.post("/auth/profile", sent | {"tax_id": ["12345678Z"]})

    assert refused.status == 422


def test_a_new_address_waits_for_its_confirmation(site: Site) -> None:
    who = site.world.traveler()
    old, guest = site.email_of(who), site.enter(who)
    form = guest.open("/auth/profile").follow("Change the address")
    assert old in form.text

    wrong = form.send("Send the link", email="new@example.test", password="wrong")
    assert wrong.fault("password") == "This is not your password."
    assert wrong.value("email") == "new@example.test"
    done = wrong.send("Send the link", email="new@example.test", password=PASSWORD)

    assert (done.heading, "new@example.test" in done.told) == ("Profile", True)
    assert "We wait for new@example.test" in done.text
    assert site.email_of(who) == old
    assert mailed_link(site.world, "new@example.test").startswith("/auth/confirm?token=")
    assert mails_to(site.world, old)


@pytest.mark.parametrize(
    ("email", "told"), [("new", "Is no e-mail address."), ("traveler1@example.test", "exists")]
)
def test_an_address_that_will_not_do_is_told_beside_the_field(
    site: Site, email: str, told: str
) -> None:
    form = site.enter(site.world.traveler()).open("/auth/profile/email")

    refused = form.send("Send the link", email=email, password=PASSWORD)

    assert (refused.status, told in refused.fault("email")) == (422, True)


def test_a_changed_password_ends_the_other_sessions(site: Site) -> None:
    who = site.world.traveler()
    here, elsewhere = site.enter(who), site.enter(who)
    form = here.open("/auth/profile").follow("Change the password")

    done = form.send("Change the password", current_password=PASSWORD, new_password=FRESH)

    assert "every other session ended" in done.told
    assert elsewhere.open("/auth/profile").heading == "Sign in"
    assert here.open("/auth/profile").heading == "Profile"
    assert site.guest().sign_in_as(site.email_of(who), FRESH).open("/traveler").status == 200


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"current_password": "wrong"}, "current_password", "This is not your password."),
        ({"new_password": "short"}, "new_password", "Must have 12 to 128 characters."),
        ({"new_password": "a" * 20}, "new_password", "Is too easy to guess"),
    ],
)
def test_a_password_that_will_not_do_is_told_beside_its_field(
    site: Site, typed: dict[str, str], field: str, told: str
) -> None:
    form = site.enter(site.world.traveler()).open("/auth/profile/password")
    good = {"current_password": PASSWORD, "new_password": FRESH}

    refused = form.send("Change the password", **(good | typed))

    assert (refused.status, refused.fault(field).startswith(told)) == (422, True)
    assert FRESH not in refused.answer.text


@pytest.mark.parametrize("path", ["/auth/profile", "/auth/profile/email", "/auth/profile/password"])
def test_visitors_sign_in_first(site: Site, path: str) -> None:
    asked = site.guest().open(path)

    assert (asked.heading, asked.value("next")) == ("Sign in", path)
