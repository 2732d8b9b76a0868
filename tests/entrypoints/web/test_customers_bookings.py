"""Employees look for bookings and read all about one (stories 2.7, 2.8, 2.11)."""

from datetime import timedelta

import pytest

from astrobookings.application.booking.record_transfer import TransferSeen
from astrobookings.domain.identity.roles import Position, Principal
from tests.entrypoints.web.guest import Guest, Site

LOOKING = [Position.CUSTOMER_SERVICE, Position.FINANCE, Position.OPERATIONS]


@pytest.fixture
def clerk(site: Site) -> Principal:
    """An employee of customer service."""
    return site.world.employee(Position.CUSTOMER_SERVICE)


@pytest.fixture
def guest(site: Site, clerk: Principal) -> Guest:
    """The browser of customer service."""
    return site.enter(clerk)


@pytest.mark.story("2.7")
@pytest.mark.parametrize("position", LOOKING)
def test_who_may_see_bookings_finds_one_by_its_reference(site: Site, position: Position) -> None:
    booked = site.world.book(site.world.traveler(), site.world.launch().id)
    other = site.world.book(site.world.traveler(), site.world.launch().id)

    sheet = site.enter(site.world.employee(position)).open("/system/bookings")
    found = sheet.send("Find", reference=booked.booking.reference.lower())

    assert booked.booking.reference in found.text
    assert other.booking.reference not in found.text
    assert found.follow(booked.booking.reference).heading == f"Booking {booked.booking.reference}"


@pytest.mark.story("2.7")
def test_bookings_are_found_by_person_launch_status_and_dates(site: Site, guest: Guest) -> None:
    launch = site.world.launch()
    traveler = site.world.traveler()
    booked = site.world.book(traveler, launch.id).booking
    other = site.world.book(site.world.traveler(), site.world.launch(days=100).id, method=None)
    email = site.email_of(traveler)
    day = launch.launch_at.date().isoformat()

    for asked in (
        {"text": email},
        {"launch": launch.slug},
        {"launch": f"https://example.test/launches/{launch.slug}/"},
        {"status": "confirmed"},
        {"launch_from": day, "launch_to": day},
    ):
        found = guest.open("/system/bookings").send("Find", **asked)
        assert booked.reference in found.text, asked
        assert other.booking.reference not in found.text, asked

    tomorrow = (site.world.clock.now() + timedelta(days=1)).date().isoformat()
    none = guest.open("/system/bookings").send("Find", booked_from=tomorrow)
    assert "No booking fits" in none.text


@pytest.mark.story("2.7")
def test_what_is_no_launch_and_no_day_is_said_beside_the_field(guest: Guest) -> None:
    sheet = guest.open("/system/bookings?launch=nowhere&text=Ada")

    assert sheet.status == 422
    assert sheet.fault("launch") == "No launch has this name."
    assert sheet.value("text") == "Ada"
    assert "day" in guest.open("/system/bookings?booked_from=someday").fault("booked_from")


@pytest.mark.story("2.7")
def test_a_long_list_goes_on_with_its_filters(site: Site, guest: Guest) -> None:
    launch = site.world.launch(seats=30)
    for _ in range(27):
        site.world.book(site.world.traveler(), launch.id, 1)

    first = guest.open("/system/bookings").send("Find", status="confirmed")
    second = first.follow("Older bookings")

    assert len(first.soup.select("tbody tr")) == 25
    assert len(second.soup.select("tbody tr")) == 2
    assert "status=confirmed" in second.path
    assert second.follow("First page").path == "/system/bookings?status=confirmed"


def test_without_bookings_the_list_says_so(guest: Guest) -> None:
    assert "Nobody has booked yet" in guest.open("/system/bookings").text


@pytest.mark.story("2.7")
@pytest.mark.story("2.8")
def test_a_booking_shows_everything_about_it(site: Site, clerk: Principal, guest: Guest) -> None:
    traveler = site.world.traveler()
    launch = site.world.launch()
    held = site.world.book(traveler, launch.id, (3, 4), method=None)
    seen = TransferSeen(held.booking.total_price, "ES-1", "Seen on the statement.")
    site.world.system.record_transfer(clerk, held.booking.id, seen)
    site.world.settle()

    sheet = guest.open(f"/system/bookings/{held.booking.id}")

    assert "Seats 3, 4" in sheet.text
    assert "500,000.00 USD" in sheet.text
    assert site.email_of(traveler) in sheet.text
    assert "Helped by Mae Ito: Seen on the statement." in sheet.text
    assert "Bank transfer recorded by Mae Ito for Ada Moreno" in sheet.text
    assert "Mail “Booking confirmed” to Ada Moreno" in sheet.text
    assert "status held → confirmed" in sheet.text


@pytest.mark.story("2.11")
@pytest.mark.parametrize("position", LOOKING)
def test_receipts_are_downloaded(site: Site, position: Position) -> None:
    booked = site.world.book(site.world.traveler(), site.world.launch().id)
    guest = site.enter(site.world.employee(position))

    sheet = guest.open(f"/system/bookings/{booked.booking.id}")
    path = next(one for one in sheet.links() if "/receipts/" in one)

    assert b"Receipt RC-" in guest.file(path).content


@pytest.mark.story("2.8")
@pytest.mark.parametrize("position", [Position.FINANCE, Position.OPERATIONS])
def test_others_than_customer_service_are_offered_no_acts(site: Site, position: Position) -> None:
    held = site.world.book(site.world.traveler(), site.world.launch().id, method=None)
    guest = site.enter(site.world.employee(position))
    here = f"/system/bookings/{held.booking.id}"

    sheet = guest.open(here)

    assert "For the traveler" not in sheet.text
    assert "What happened" not in sheet.text
    for act in ("passengers", "transfer", "hold", "seats/add", "seats/drop", "seats/swap"):
        assert guest.open(f"{here}/{act}").status == 403


@pytest.mark.story("2.7")
def test_it_travelers_and_visitors_see_no_bookings_of_others(site: Site) -> None:
    held = site.world.book(site.world.traveler(), site.world.launch().id)

    for by in (site.world.employee(Position.IT), site.world.traveler(), site.world.agency()):
        guest = site.enter(by)
        assert guest.open("/system/bookings").status == 403
        assert guest.open(f"/system/bookings/{held.booking.id}").status == 403
    assert site.guest().open("/system/bookings").heading == "Sign in"


def test_a_booking_that_there_is_not_is_not_found(site: Site, guest: Guest) -> None:
    stranger = site.world.agency().user_id
    assert guest.open(f"/system/bookings/{stranger}").status == 404


@pytest.mark.story("2.8")
def test_a_cancelled_booking_says_by_whom_and_offers_nothing(site: Site, guest: Guest) -> None:
    traveler = site.world.traveler()
    booked = site.world.book(traveler, site.world.launch().id)
    site.world.cancel(traveler, booked)
    site.world.settle()

    sheet = guest.open(f"/system/bookings/{booked.booking.id}")

    assert "by the traveler" in sheet.text
    assert "Refund: cancellation" in sheet.text
    assert "For the traveler" not in sheet.text
