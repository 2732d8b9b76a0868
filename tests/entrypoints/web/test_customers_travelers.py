"""Customer service finds travelers and books in their name (stories 2.7, 2.8)."""

import pytest

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.pages import PageRequest
from tests.entrypoints.web.guest import Guest, Sheet, Site


@pytest.fixture
def clerk(site: Site) -> Principal:
    """An employee of customer service."""
    return site.world.employee(Position.CUSTOMER_SERVICE)


@pytest.fixture
def guest(site: Site, clerk: Principal) -> Guest:
    """The browser of customer service."""
    return site.enter(clerk)


@pytest.mark.story("2.7")
def test_a_traveler_is_found_by_name_or_address(site: Site, guest: Guest) -> None:
    first, second = site.world.traveler(), site.world.traveler()

    found = guest.open("/system/travelers").send("Find", text=site.email_of(first))

    assert site.email_of(first) in found.text
    assert site.email_of(second) not in found.text
    assert "Nobody is called like that" in found.send("Find", text="Zaphod").text


@pytest.mark.story("2.7")
def test_a_list_of_many_travelers_goes_on(site: Site, guest: Guest) -> None:
    for _ in range(26):
        site.world.traveler()

    first = guest.open("/system/travelers").send("Find", text="Ada")

    assert len(first.soup.select("tbody tr")) == 25
    assert len(first.follow("More travelers").soup.select("tbody tr")) == 1


def test_without_travelers_the_list_says_so(guest: Guest) -> None:
    assert "No travelers yet" in guest.open("/system/travelers").text


@pytest.mark.story("2.7")
def test_a_traveler_s_page_has_data_and_bookings(site: Site, guest: Guest) -> None:
    traveler = site.world.traveler()
    here = f"/system/travelers/{traveler.user_id}"
    assert "has not booked anything yet" in guest.open(here).text
    booked = site.world.book(traveler, site.world.launch().id)

    sheet = guest.open(here)

    assert "12345678Z" in sheet.text
    assert booked.booking.reference in sheet.text
    among = sheet.follow("Look among these bookings")
    assert booked.booking.reference in among.text
    assert "Only bookings of Ada Moreno" in among.text


@pytest.mark.story("2.8")
def test_seats_are_booked_in_the_name_of_a_traveler(
    site: Site, clerk: Principal, guest: Guest
) -> None:
    traveler = site.world.traveler()
    launch = site.world.launch(destination=Destination.MARS)
    site.world.launch(destination=Destination.ISS)
    page = guest.open(f"/system/travelers/{traveler.user_id}").follow("Book seats for Ada")
    assert len(page.soup.select("tbody tr")) == 2
    shown = page.send("Find", destination="mars", seats="2")
    assert len(shown.soup.select("tbody tr")) == 1
    form = guest.open(next(one for one in shown.links() if one.endswith(launch.slug)))

    refused = form.send(_button(form), seat=[2, 3])
    assert refused.fault("reason")
    done = refused.send(_button(refused), seat=[2, 3], reason="She called.")

    assert "is held for Ada Moreno" in done.told
    assert "Seats 2, 3" in done.text
    assert "Helped by Mae Ito: She called." in done.text
    (mine,) = site.world.parts.bookings.list(
        PageRequest(), traveler_id=traveler.user_id, now=site.world.clock.now()
    ).items
    assert mine.status is BookingStatus.HELD
    assert mine.on_behalf is not None
    assert mine.on_behalf.employee_id == clerk.user_id


@pytest.mark.story("2.8")
def test_the_limits_of_the_traveler_hold(site: Site, guest: Guest) -> None:
    traveler, launch = site.world.traveler(), site.world.launch()
    form = guest.open(f"/system/travelers/{traveler.user_id}/book/{launch.slug}")

    refused = form.send(_button(form), count="5", reason="A family.")
    assert "4" in refused.told
    assert refused.value("count") == "5"

    for typed in ("", "0", "many"):
        assert form.send(_button(form), count=typed, reason="A family.").fault("count")


@pytest.mark.story("2.8")
def test_a_dearer_launch_is_said_before_anything_is_held(site: Site, guest: Guest) -> None:
    traveler, launch = site.world.traveler(), site.world.launch()
    form = guest.open(f"/system/travelers/{traveler.user_id}/book/{launch.slug}")

    refused = form.send(_button(form), price="1.00", count="1", reason="A bargain.")

    assert refused.status == 409
    assert "250,000.00 USD" in refused.told


@pytest.mark.story("2.8")
def test_nothing_is_booked_for_an_account_that_may_not_sign_in(site: Site, guest: Guest) -> None:
    traveler, launch = site.world.traveler(), site.world.launch()
    operations = site.enter(site.world.employee(Position.OPERATIONS))
    operations.open(f"/system/users/{traveler.user_id}/deactivation").send(
        "Deactivate the account", reason="Fraud."
    )
    site.world.settle()

    sheet = guest.open(f"/system/travelers/{traveler.user_id}")
    assert "may not sign in" in sheet.text
    assert "Book seats" not in sheet.text
    form = guest.open(f"/system/travelers/{traveler.user_id}/book/{launch.slug}")
    assert form.send(_button(form), count="1", reason="He called.").status == 409


def test_filters_that_are_no_days_are_said(site: Site, guest: Guest) -> None:
    traveler = site.world.traveler()
    sheet = guest.open(f"/system/travelers/{traveler.user_id}/book?from_date=soon")
    assert sheet.fault("from_date")
    assert "No launch is on sale" not in sheet.text


def test_only_customer_service_looks_for_travelers(site: Site, guest: Guest) -> None:
    traveler = site.world.traveler()
    agency = site.world.agency()
    for position in (Position.FINANCE, Position.OPERATIONS, Position.IT):
        other = site.enter(site.world.employee(position))
        assert other.open("/system/travelers").status == 403
        assert other.open(f"/system/travelers/{traveler.user_id}").status == 403
    assert guest.open(f"/system/travelers/{agency.user_id}").status == 404
    assert guest.open(f"/system/travelers/{agency.user_id}/book").status == 404
    assert guest.open(f"/system/travelers/{traveler.user_id}/book/nowhere").status == 404


def _button(form: Sheet) -> str:
    """The button that holds the seats; it names the traveler."""
    found = [one.get_text(strip=True) for one in form.soup.select("main button")]
    return next(one for one in found if one.startswith("Hold the seats for"))
