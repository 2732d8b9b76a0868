"""Walks of an agency, story by story, in a browser."""

from datetime import timedelta

import pytest

from astrobookings.domain.identity.roles import Position
from tests.browser.served_world import ServedWorld, Window
from tests.entrypoints.web.agency_scenes import draft, flown, invoiced


def _choose(window: Window, **values: str) -> None:
    """Choose from lists by name."""
    for name, value in values.items():
        window.page.select_option(f"[name='{name}']", value)


def _unfold(window: Window) -> None:
    """Open the filters of a list."""
    window.page.locator("details.filters > summary").click()


@pytest.mark.story("1.1")
def test_an_agency_edits_its_profile(site: ServedWorld) -> None:
    window = site.window(site.world.agency(approved=False))
    window.open("/agency")
    window.check()
    window.follow("Profile")
    window.check()
    window.follow("Edit the profile")
    window.type(contact_phone="12", description="We fly.\nAlways.")
    window.press("Save the profile")
    assert "Is no phone number" in window.text
    window.check()
    window.type(contact_phone="600 123 456")
    window.press("Save the profile")
    assert "Your profile is saved." in window.text
    assert "+34600123456" in window.text
    window.check()


@pytest.mark.story("1.2")
def test_an_agency_builds_its_fleet(site: ServedWorld) -> None:
    window = site.window(site.world.agency())
    window.open("/agency/rockets")
    window.check()
    window.follow("Add the first rocket")
    window.type(name="Heron", model="II", capacity="6")
    _choose(window, range="moon")
    window.check()
    window.press("Add the rocket")
    assert "Heron joined your fleet." in window.text
    window.follow("Edit Heron II")
    window.type(capacity="9")
    window.press("Save the rocket")
    assert "9 seats" in window.text
    window.check()
    window.follow("Delete Heron II")
    window.check()
    window.press("Delete the rocket")
    assert "Your fleet is empty" in window.text


@pytest.mark.story("1.3")
def test_an_agency_plans_a_launch(site: ServedWorld) -> None:
    agency = site.world.agency()
    plan = draft(site.world, agency, launch_at="2027-08-03T09:30")
    window = site.window(agency)
    window.open("/agency/launches")
    window.check()
    window.follow("Plan a launch")
    for name in ("rocket_id", "spaceport_id", "destination"):
        _choose(window, **{name: plan[name]})
    window.type(**{name: plan[name] for name in ("launch_at", "price")}, seats_total="80")
    window.check()
    window.press("Look at the launch")
    assert "Must be 1 to 10." in window.text
    window.check()
    window.type(seats_total="8")
    window.press("Look at the launch")
    assert "3 Aug 2027, 13:30 UTC" in window.text
    window.check()
    window.press("Publish the launch")
    assert "Published: Moon" in window.text
    window.check()
    window.follow("Edit price and sale")
    window.type(price="300000")
    window.check()
    window.press("Save the launch")
    assert "300,000.00 USD" in window.text


@pytest.mark.story("1.4")
def test_an_agency_watches_how_its_launches_fill(site: ServedWorld) -> None:
    agency = site.world.agency()
    launch = site.world.launch(agency)
    window = site.window(agency)
    window.open("/agency/occupancy")
    assert "4 more seats needed" in window.text
    window.check()
    site.world.book(site.world.traveler(), launch.id, 4)
    if site.look.script:
        window.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        window.page.get_by_text("4 of 8").first.wait_for()
        assert not window.violations()
    _unfold(window)
    _choose(window, viable="yes", sort="-rate")
    window.press("Show launches")
    assert "1 of 1" in window.text
    window.check()


@pytest.mark.story("1.5")
def test_an_agency_delays_and_aborts_a_launch(site: ServedWorld) -> None:
    agency = site.world.agency()
    launch = site.world.launch(agency)
    site.world.book(site.world.traveler(), launch.id, 2)
    window = site.window(agency)
    window.open(f"/agency/launches/{launch.id}")
    window.follow("Delay")
    assert "500,000.00 USD in total" in window.text
    window.check()
    window.type(launch_at="2028-03-01T07:00", reason="Weather")
    window.press("Delay the launch")
    assert "New lift-off Wednesday 1 March 2028, 07:00" in window.text
    window.check()
    window.follow("Abort")
    window.check()
    window.type(reason="The engine cracked")
    window.press("Abort the launch")
    assert "that is final" in window.text
    window.check()


@pytest.mark.story("1.5")
@pytest.mark.story("1.6")
@pytest.mark.story("1.7")
def test_an_agency_reports_a_success_and_reads_who_flew(site: ServedWorld) -> None:
    world = site.world
    agency = world.agency()
    launch = world.launch(agency, days=1)
    world.book(world.traveler(), launch.id, 3)
    world.pass_time(timedelta(days=2))
    window = site.window(agency)
    window.open("/agency")
    assert "One launch waits for your word" in window.text
    window.check()
    window.open(f"/agency/launches/{launch.id}")
    window.follow("Report success")
    window.check()
    window.press("Report the success")
    world.settle()
    window.follow("Bookings")
    assert "Completed" in window.text
    window.check()
    window.follow("Report of its bookings")
    assert "12345678Z" in window.text
    window.check()
    with window.page.expect_download() as saved:
        window.page.get_by_role("link", name="Download XLSX").click()
    assert saved.value.suggested_filename.endswith(".xlsx")


@pytest.mark.story("3.3")
def test_an_agency_pays_an_invoice_online(site: ServedWorld) -> None:
    agency = site.world.agency()
    issued = invoiced(site.world, agency)
    window = site.window(agency)
    window.open("/agency/invoices")
    window.check()
    window.follow(issued.number)
    window.check()
    window.follow("Pay online")
    window.type(amount="4000")
    _choose(window, payment_method="pm_declined")
    window.press("Pay now")
    assert "The bank declined the payment" in window.text
    window.check()
    _choose(window, payment_method="pm_ok")
    window.press("Pay now")
    assert "4,000.00 USD received." in window.text
    assert "6,000.00 USD open" in window.text
    window.check()


@pytest.mark.story("3.6")
def test_an_agency_reads_its_year(site: ServedWorld) -> None:
    agency = site.world.agency()
    invoiced(site.world, agency)
    window = site.window(agency)
    window.open("/agency/reports")
    assert "February" in window.text
    window.check()
    _choose(window, by="quarter")
    window.press("Show the report")
    assert "Quarter 1" in window.text
    window.check()
    with window.page.expect_download() as saved:
        window.page.get_by_role("link", name="CSV by launch").click()
    assert saved.value.suggested_filename == "launches-2027.csv"


@pytest.mark.story("4.1")
def test_an_agency_reads_what_it_was_told(site: ServedWorld) -> None:
    world = site.world
    agency = world.agency()
    flown(world, agency)
    world.system.issue_due_invoices(world.employee(Position.FINANCE))
    world.settle()
    window = site.window(agency)
    window.open("/agency")
    window.follow("Messages")
    assert "Invoice issued." in window.text
    window.check()
    window.page.locator("main li button").first.click()
    window.page.wait_for_load_state()
    assert window.heading == "Invoice INV-2027-000001"
