"""AgencyWeb: where an agency lands, and what is on record about it (stories 1.1, 4.1)."""

from datetime import timedelta

import pytest

from astrobookings.application.identity.register_agency import AgencyRegistration
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.testing.world import PASSWORD, principal_of
from tests.entrypoints.web.agency_scenes import flown, invoiced
from tests.entrypoints.web.guest import Site


@pytest.mark.story("1.1")
def test_a_new_agency_is_told_what_is_done_and_what_comes_next(site: Site) -> None:
    agency = site.world.agency(approved=False)
    sheet = site.enter(agency).open("/agency")
    assert "steps to your first launch" in sheet.text
    assert "We look at every new agency" in sheet.text
    added = sheet.follow("Add a rocket").send(
        "Add the rocket", name="Heron", model="II", capacity=6, range="moon"
    )
    assert added.status == 200
    assert "Rockets are there to plan with." in site.enter(agency).open("/agency").text


@pytest.mark.story("1.1")
def test_an_approved_agency_is_led_to_its_first_launch(site: Site) -> None:
    agency = site.world.agency()
    guest = site.enter(agency)
    assert "Plan a launch" not in guest.open("/agency").follow("Add a rocket").text
    guest.open("/agency/rockets/new").send(
        "Add the rocket", name="Heron", model="II", capacity=6, range="moon"
    )
    assert guest.open("/agency").follow("Plan a launch").heading == "Plan a launch"


@pytest.mark.story("1.8")
def test_a_suspended_agency_reads_why_and_what_it_means(site: Site) -> None:
    world = site.world
    agency = world.agency()
    launch = world.launch(agency)
    manager = world.employee(Position.OPERATIONS)
    world.system.suspend_agency(manager, AgencyId(launch.agency_id), "The licence has run out.")
    world.settle()
    guest = site.enter(agency)
    overview = guest.open("/agency")
    assert "Your agency is suspended" in overview.text
    assert "The licence has run out." in overview.text
    assert "Not selling" in overview.text
    assert "Not while you are suspended" in guest.open("/agency/launches/new").text


def test_the_overview_names_what_waits_for_the_agency(site: Site) -> None:
    world = site.world
    agency = world.agency()
    issued = invoiced(world, agency)
    late, soon = world.launch(agency, days=1), world.launch(agency, days=60)
    world.pass_time(timedelta(days=2))
    overview = site.enter(agency).open("/agency")
    assert "One launch waits for your word" in overview.text
    assert f"/agency/launches/{late.id}" in overview.links()
    assert f"/agency/launches/{soon.id}" in overview.links()
    assert f"/agency/invoices/{issued.id}" in overview.links()
    assert "1,000,000.00 USD" in overview.text


@pytest.mark.story("1.1")
def test_the_profile_is_shown_and_edited(site: Site) -> None:
    guest = site.enter(site.world.agency())
    form = guest.open("/agency/profile").follow("Edit the profile")
    saved = form.send(
        "Save the profile", company_name="Apogee Lines", description="One line\r\nand another."
    )
    assert saved.path == "/agency/profile"
    assert saved.told == "Your profile is saved."
    assert saved.heading == "Apogee Lines"
    assert "One line and another." in saved.text


@pytest.mark.story("1.1")
def test_faults_of_the_profile_stand_beside_their_fields(site: Site) -> None:
    form = site.enter(site.world.agency()).open("/agency/profile/edit")
    again = form.send("Save the profile", company_name="", contact_phone="12", tax_id="1")
    assert again.status == 422
    assert again.fault("company_name") == "Must not be empty."
    assert "is no phone number" in again.fault("contact_phone").lower()
    assert again.fault("tax_id") == "Is no tax id of ES."
    assert again.value("contact_phone") == "12"


@pytest.mark.story("1.1")
def test_a_profile_that_was_changed_meanwhile_is_told_and_nothing_is_lost(site: Site) -> None:
    agency = site.world.agency()
    mine, hers = site.enter(agency), site.enter(agency)
    form = mine.open("/agency/profile/edit")
    hers.open("/agency/profile/edit").send("Save the profile", company_name="Hers")
    again = form.send("Save the profile", company_name="Mine")
    assert again.status == 409
    assert "Somebody changed this in between." in again.told
    assert "Company name Hers" in again.text
    assert again.value("company_name") == "Mine"
    assert again.send("Save the profile").heading == "Mine"


def test_a_registration_that_nobody_took_over_yet_is_shown_as_it_was_given(site: Site) -> None:
    world = site.world
    registration = AgencyRegistration(
        email="new@example.test",
        password=PASSWORD,
        first_name="Noor",
        last_name="Haddad",
        company_name="Perigee Lines",
        description="",
        contact_person="Noor Haddad",
        contact_email="desk@example.test",
        contact_phone="+34600123456",
        tax_id="B58378431",
        legal_address="Gran Via 1, Madrid",
        country="ES",
    )
    account = world.system.register_agency(world.visitor(), registration, "10.2.0.1")
    agency = principal_of(world.confirm(account))
    guest = site.enter(agency)
    assert "being taken over" in guest.open("/agency").text
    assert "being taken over" in guest.open("/agency/profile").text
    assert "No launch in 2027" in guest.open("/agency/reports").text
    refused = guest.open("/agency/rockets/new").send(
        "Add the rocket", name="Heron", model="II", capacity=6, range="moon"
    )
    assert refused.status == 404
    assert refused.value("name") == "Heron"


@pytest.mark.story("4.1")
def test_the_agency_finds_its_messages(site: Site) -> None:
    world = site.world
    agency = world.agency()
    flown(world, agency)
    messages = site.enter(agency).open("/agency/notifications")
    assert messages.status == 200
    assert "launch" in messages.text.lower()


@pytest.mark.parametrize(
    "path",
    [
        "/agency",
        "/agency/profile",
        "/agency/profile/edit",
        "/agency/rockets",
        "/agency/rockets/new",
        "/agency/launches",
        "/agency/launches/new",
        "/agency/occupancy",
        "/agency/reports",
        "/agency/invoices",
        "/agency/notifications",
    ],
)
def test_pages_of_agencies_are_for_agencies_alone(site: Site, path: str) -> None:
    assert site.guest().open(path).heading == "Sign in"
    assert site.enter(site.world.traveler()).open(path).status == 403
