"""What travelers see of their bookings (stories 2.4, 2.6, 2.11)."""

from datetime import timedelta

import pytest

from astrobookings.application.booking.views import BookingView
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.identity.roles import Position, Principal
from tests.entrypoints.web.guest import Sheet, Site


def booked(site: Site, *, method: str | None = "pm_ok") -> tuple[Principal, BookingView, Launch]:
    by, launch = site.world.traveler(), site.world.launch()
    view = site.world.book(by, launch.id, (3, 4), method=method)
    site.world.settle()
    return by, view, launch


def look(site: Site, by: Principal, view: BookingView, page: str = "") -> Sheet:
    return site.enter(by).open(f"/traveler/bookings/{view.booking.id}{page}")


def delay(site: Site, launch: Launch) -> Launch:
    site.world.pass_time(timedelta(hours=1))
    later, by = launch.launch_at + timedelta(days=30), site.world.owner_of(launch)
    return site.world.system.delay_launch(by, launch.id, later, "An engine needs a test.")


@pytest.mark.story("2.4")
def test_without_a_flight_the_way_to_one_is_shown(site: Site) -> None:
    home = site.enter(site.world.traveler()).open("/traveler")
    assert home.heading == "My journeys"
    assert "No flight ahead" in home.text
    assert home.follow("See the launches").path == "/"


@pytest.mark.story("2.4")
def test_the_next_flight_is_the_soonest_one_that_is_paid(site: Site) -> None:
    by, world = site.world.traveler(), site.world
    world.book(by, world.launch(days=90, destination=Destination.ISS).id, 1, method=None)
    world.book(by, world.launch(days=300).id, 1)
    world.book(by, world.launch(days=200, destination=Destination.MARS).id, 1)
    home = site.enter(by).open("/traveler")
    assert "Your next flight Mars in 200 days" in home.text
    assert "Also booked" in home.text


@pytest.mark.story("2.4")
def test_what_waits_for_an_answer_is_said_first(site: Site) -> None:
    by, view, launch = booked(site)
    delay(site, launch)
    site.world.book(by, site.world.launch().id, 1, method=None)
    home = site.enter(by).open("/traveler")
    name = view.booking.reference
    assert home.follow(f"Keep it or refuse it for {name}").heading == "The launch has a new date"
    assert home.follow(f"Say who travels on {name}").heading == "Who travels?"
    assert "Seat 1 to the Moon is held for you. 250,000.00 USD to pay" in home.text
    assert "13:15 UTC" in home.text


@pytest.mark.story("2.4")
def test_a_new_date_can_be_kept(site: Site) -> None:
    by, view, launch = booked(site)
    moved = delay(site, launch)
    page = look(site, by, view).follow("Keep it or refuse it")
    assert "500,000.00 USD" in page.text
    assert "29 Jan 2027" in page.text
    kept = page.send("Fly at the new date")
    assert kept.told == "You fly at the new date."
    assert "Put off to" in kept.text
    again = look(site, by, view, f"/delays/{moved.delays[0].id}")
    assert again.told == "There is nothing left to answer about that delay."


@pytest.mark.story("2.4")
def test_a_new_date_can_be_refused_for_everything_back(site: Site) -> None:
    by, view, launch = booked(site)
    delay(site, launch)
    page = look(site, by, view).follow("Keep it or refuse it")
    refused = page.send("Cancel and get everything back")
    assert "You refused the new date" in refused.text
    site.world.settle()
    assert "Refund, paid back" in look(site, by, view).text
    assert site.world.seats_left(launch.id) == 8


@pytest.mark.story("2.4")
def test_an_answer_is_one_of_the_two(site: Site) -> None:
    by, view, launch = booked(site)
    moved = delay(site, launch)
    page = look(site, by, view, f"/delays/{moved.delays[0].id}")
    told = page.guest.post(page.path, {"_csrf_token": [page.value("_csrf_token")]})
    assert told.told == "Choose one of the two."


@pytest.mark.story("2.4")
def test_a_booking_tells_what_became_of_its_launch(site: Site) -> None:
    by, view, launch = booked(site)
    site.world.system.abort_launch(site.world.owner_of(launch), launch.id, "The rocket is ill.")
    site.world.settle()
    page = look(site, by, view)
    assert "Called off" in page.text
    assert "The rocket is ill." in page.text
    assert "The launch was called off, so everything you paid comes back." in page.text
    assert not page.soup.select("main form")


@pytest.mark.story("2.4")
def test_only_what_can_be_done_is_offered(site: Site) -> None:
    by, view, _ = booked(site, method=None)
    held = look(site, by, view)
    assert "Pay 500,000.00 USD" in held.text
    assert "Boarding pass" not in held.text
    site.world.pass_time(timedelta(minutes=16))
    lapsed = look(site, by, view)
    assert "The hold ran out" in lapsed.text
    for offer in ("Pay 500", "Change seats", "Cancel:", "Boarding pass", "Say who travels"):
        assert offer not in lapsed.text


@pytest.mark.story("2.6")
def test_the_history_is_filtered_by_part_status_and_dates(site: Site) -> None:
    by, world = site.world.traveler(), site.world
    flies = world.book(by, world.launch(days=100).id, 1).booking.reference
    gone = world.book(by, world.launch(days=200).id, 1)
    world.cancel(by, gone)
    guest = site.enter(by)

    everything = guest.open("/traveler/bookings")
    assert flies in everything.text
    assert gone.booking.reference in everything.text
    cancelled = everything.send("Show bookings", when="cancelled")
    assert flies not in cancelled.text
    assert gone.booking.reference in cancelled.text
    assert cancelled.value("when") == "cancelled"
    early = everything.send("Show bookings", to_date="2027-05-01")
    assert flies in early.text
    assert gone.booking.reference not in early.text
    nothing = everything.send("Show bookings", status="completed")
    assert "No booking fits" in nothing.text
    world.pass_time(timedelta(days=101))
    assert flies in site.enter(by).open("/traveler/bookings?when=past").text


@pytest.mark.story("2.6")
def test_a_filter_that_makes_no_sense_is_told(site: Site) -> None:
    guest = site.enter(site.world.traveler())
    assert guest.open("/traveler/bookings?from_date=soon").fault("from_date")
    assert guest.open("/traveler/bookings?status=lost").fault("status")


@pytest.mark.story("2.6")
def test_without_bookings_the_history_says_what_to_do(site: Site) -> None:
    assert "Nothing booked yet" in site.enter(site.world.traveler()).open("/traveler/bookings").text


@pytest.mark.story("2.6")
def test_a_long_history_comes_page_by_page(site: Site) -> None:
    by, launch = site.world.traveler(), site.world.launch(seats=30)
    references = set()
    for _ in range(27):
        view = site.world.book(by, launch.id, 1)
        references.add(view.booking.reference)
        site.world.cancel(by, view)
    first = site.enter(by).open("/traveler/bookings?when=cancelled")
    assert len(first.soup.select("tbody tr")) == 25
    rest = first.follow("Older bookings")
    assert len(rest.soup.select("tbody tr")) == 2
    shown = {one.get_text() for page in (first, rest) for one in page.soup.select("tbody th a")}
    assert shown == references


@pytest.mark.story("2.3")
def test_the_boarding_pass_shows_everybody_and_a_code(site: Site) -> None:
    by, view, _ = booked(site)
    page = look(site, by, view, "/pass")
    assert page.heading == "Moon"
    assert view.booking.reference in page.text
    assert "Seat 3 not named yet" in page.text
    assert page.soup.select_one(".qr svg path") is not None
    file = page.guest.file(f"/traveler/bookings/{view.booking.id}/boarding-pass")
    assert view.booking.reference in file.headers["content-disposition"]


@pytest.mark.story("2.3")
def test_there_is_no_boarding_pass_before_the_payment(site: Site) -> None:
    by, view, _ = booked(site, method=None)
    assert look(site, by, view, "/pass").status == 409
    assert look(site, by, view, "/boarding-pass").status == 409


@pytest.mark.story("2.11")
def test_receipts_and_the_calendar_file_can_be_saved(site: Site) -> None:
    by, view, _ = booked(site)
    page = look(site, by, view)
    address = next(link for link in page.links() if "/receipts/" in link)
    receipt = page.guest.file(address)
    assert "500,000.00 USD" in receipt.text
    calendar = page.guest.file(f"/traveler/bookings/{view.booking.id}/calendar.ics")
    assert calendar.headers["content-type"].startswith("text/calendar")
    other = site.enter(site.world.traveler())
    assert other.open(address).status == 404


@pytest.mark.story("2.8")
def test_what_customer_service_did_is_told_to_the_traveler(site: Site) -> None:
    by, view, _ = booked(site)
    clerk = site.world.employee(Position.CUSTOMER_SERVICE)
    people = view.booking.passengers
    site.world.system.name_passengers(clerk, view.booking.id, people, reason="Asked by phone.")
    assert "Customer service acted for you: “Asked by phone.”" in look(site, by, view).text


@pytest.mark.story("2.3")
def test_passengers_change_until_lift_off(site: Site) -> None:
    by, view, launch = booked(site)
    page = look(site, by, view, "/passengers").send("Save the passengers")
    assert page.told == "The passengers are noted."
    assert "Seat 3 Ada Moreno" in page.text
    site.world.system.abort_launch(site.world.owner_of(launch), launch.id, "The rocket is ill.")
    site.world.settle()
    assert look(site, by, view, "/passengers").told == "Names can no longer be changed."


@pytest.mark.story("2.4")
def test_messages_of_the_traveler_are_a_part_of_the_application(site: Site) -> None:
    by, _, _ = booked(site)
    assert site.enter(by).open("/traveler/notifications").status == 200
