"""What everybody sees, in a browser (stories 2.1, 2.4, 2.9)."""

from datetime import timedelta

import pytest

from astrobookings.domain.agencies.destinations import Destination
from tests.browser.served_world import ServedWorld
from tests.entrypoints.web.flights import told_of


@pytest.mark.story("2.1")
@pytest.mark.story("2.10")
def test_a_visitor_finds_a_launch(site: ServedWorld) -> None:
    world = site.world
    world.launch(days=30)
    mars = world.launch(destination=Destination.MARS, seats=12)
    world.launch(destination=Destination.MARS, vip_days=40)
    window = site.window()
    page = window.open("/")
    window.check()
    assert page.locator(".card.launch").count() == 3
    assert "VIP early sale" in window.text

    page.locator("summary", has_text="Filter").click()
    page.locator("[name='destination']").select_option("mars")
    window.type(seats="a few")
    window.press("Show launches")
    assert "Is a whole number" in window.text
    window.check()
    window.type(seats="11")
    window.press("Show launches")
    assert page.locator(".card.launch").count() == 1
    window.follow("Table")
    window.check()
    page.locator("tbody a").click()
    page.wait_for_load_state()
    assert window.path == f"/launches/{mars.slug}"
    window.check()


@pytest.mark.story("2.4")
def test_a_launch_tells_what_happened_to_it(site: ServedWorld) -> None:
    world, launch = site.world, site.world.launch(seats=34)
    world.book(world.traveler(), launch.id, (2, 3, 11))
    later = launch.launch_at + timedelta(days=9)
    world.system.delay_launch(world.owner_of(launch), launch.id, later, "An engine needs a test.")
    window = site.window()
    page = window.open(f"/launches/{launch.slug}")

    assert "An engine needs a test." in window.text
    assert "Taken seats: 2, 3 and 11." in str(page.locator(".cabin").get_attribute("aria-label"))
    clock = page.locator(".clock")
    if site.look.script:
        clock.filter(has_text="in 408 days, 23:59:").wait_for()  # it ticks
    else:
        assert clock.inner_text() == "in 409 days"
    window.check()
    window.follow("Book seats")
    assert window.heading == "Sign in"


@pytest.mark.story("2.1")
def test_a_sold_out_launch_leads_on(site: ServedWorld) -> None:
    world = site.world
    launch, other = world.launch(seats=2), world.launch(days=410)
    world.book(world.traveler(), launch.id, 2)
    window = site.window()
    page = window.open(f"/launches/{launch.slug}")

    assert page.get_by_role("link", name="Wait for seats").is_visible()
    window.check()
    page.locator(".card.launch a").click()
    page.wait_for_url(f"**/launches/{other.slug}")


@pytest.mark.story("2.9")
def test_a_visitor_reads_what_travelers_tell_and_who_we_are(site: ServedWorld) -> None:
    told = told_of(site.world, text="Earthrise, with my children beside me.")
    window = site.window()
    window.open("/")
    window.follow("Voices")
    assert told.text in window.text
    window.check()
    window.follow("About")
    assert "15 minutes" in window.text
    window.check()


def test_a_newcomer_follows_the_link_in_the_mailbox(site: ServedWorld) -> None:
    site.world.newcomer()
    site.world.settle()
    window = site.window()
    page = window.open("/mailbox")
    window.check()
    first = page.locator("article").first
    subject = first.locator("h2").inner_text()
    assert subject
    first.locator("summary").click()
    first.locator("summary").click()
    assert first.locator(".letter").is_visible()
    window.type(to="nobody@example.test")
    window.press("Show")
    assert "No mail to nobody@example.test" in window.text
    window.check()


def test_the_bank_page_leads_back_to_the_booking(site: ServedWorld) -> None:
    world = site.world
    traveler, launch = world.traveler(), world.launch()
    view = world.book(traveler, launch.id, method="pm_requires_action")
    window = site.window(traveler)
    window.open(f"/sandbox/actions/{view.charges[0].provider_id}")
    window.check()
    window.press("Approve the payment")
    assert window.heading == "Payment approved"
    window.check()
    window.follow("Back to your booking")
    assert window.path == f"/traveler/bookings/{view.booking.id}"
    assert "Confirmed" in window.text


def test_a_wrong_address_leads_back_to_the_launches(site: ServedWorld) -> None:
    window = site.window()
    window.open("/nowhere")
    assert window.heading == "There is no such page"
    window.check()
    window.follow("To the launches")
    assert window.path == "/"
