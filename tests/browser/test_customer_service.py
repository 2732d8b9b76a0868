"""Customer service at work, in a browser (stories 2.7, 2.8, 2.9)."""

import pytest

from astrobookings.application.booking.views import BookingView
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.identity.roles import Position
from tests.browser.places.customers import told
from tests.browser.served_world import ServedWorld, Window


def at_the_desk(site: ServedWorld) -> Window:
    return site.window(site.world.employee(Position.CUSTOMER_SERVICE))


def booked(site: ServedWorld, *, method: str | None = "pm_ok") -> BookingView:
    """Seats 3 and 4 of a traveler."""
    view = site.world.book(site.world.traveler(), site.world.launch().id, (3, 4), method=method)
    site.world.settle()
    return view


def status_of(site: ServedWorld, view: BookingView) -> BookingStatus:
    return site.world.parts.bookings.get(view.booking.id).status


def in_order(window: Window) -> None:
    """Look at a page that only a form leads to."""
    window.check()
    if window.look.script:
        assert not window.violations()


@pytest.mark.story("2.7")
def test_a_booking_is_found_by_its_reference(site: ServedWorld) -> None:
    view = booked(site)
    window = at_the_desk(site)
    window.open("/system")
    window.follow("Bookings")
    window.type(reference=view.booking.reference)
    window.press("Find")
    window.check()
    window.follow(view.booking.reference)
    assert window.heading == f"Booking {view.booking.reference}"
    assert "What happened" in window.text
    window.check()


@pytest.mark.story("2.8")
def test_a_transfer_that_arrived_confirms_a_hold(site: ServedWorld) -> None:
    view = booked(site, method=None)
    window = at_the_desk(site)
    window.open(f"/system/bookings/{view.booking.id}")
    window.follow("Record a bank transfer")
    window.type(reference="ES-77", reason="Statement of today.", amount="1.00")
    window.type(arrived_on=site.world.clock.now().date().isoformat())
    window.press("Record the transfer")
    assert "500,000.00 USD" in window.text
    window.check()
    window.type(amount="500000.00")
    window.press("Record the transfer")
    assert "is paid" in window.text
    assert status_of(site, view) is BookingStatus.CONFIRMED


@pytest.mark.story("2.8")
def test_a_seat_is_dropped_after_its_quote(site: ServedWorld) -> None:
    view = booked(site)
    window = at_the_desk(site)
    window.open(f"/system/bookings/{view.booking.id}")
    window.follow("Drop seats")
    window.page.get_by_label("Seat 4").check()
    window.type(reason="One stays at home.")
    window.press("What comes back?")
    assert "225,000.00 USD" in window.text
    in_order(window)
    window.press("Drop it")
    assert "has given up seat 4" in window.text
    window.check()


@pytest.mark.story("2.8")
def test_a_booking_is_cancelled_with_another_refund(site: ServedWorld) -> None:
    view = booked(site)
    window = at_the_desk(site)
    window.open(f"/system/bookings/{view.booking.id}")
    window.press("Cancel: what comes back?")
    in_order(window)
    window.type(percent="100", reason="The family is ill.")
    window.press("See what that comes to")
    assert "50,000.00 USD more, which the agency does not get" in window.text
    in_order(window)
    window.press("Cancel and give back 500,000.00 USD")
    assert "is cancelled" in window.text
    assert status_of(site, view) is BookingStatus.CANCELLED


@pytest.mark.story("2.8")
def test_seats_are_booked_in_the_name_of_a_traveler(site: ServedWorld) -> None:
    traveler, launch = site.world.traveler(), site.world.launch()
    window = at_the_desk(site)
    window.open("/system/travelers")
    window.type(text="Ada")
    window.press("Find")
    window.page.get_by_role("link", name="Moreno").click()
    window.check()
    window.follow("Book seats for Ada")
    window.check()
    window.page.get_by_role("link", name="Choose").click()
    window.page.locator("label[for='seat-2']").click()
    window.type(reason="She called.")
    window.page.get_by_role("button", name="Hold the seats for").click()
    assert "is held for Ada" in window.text
    window.check()
    assert site.world.seats_left(launch.id) == 7
    assert traveler.user_id is not None


@pytest.mark.story("2.9")
def test_testimonials_are_approved_and_rejected(site: ServedWorld) -> None:
    told(site.world, times=2)
    window = at_the_desk(site)
    window.open("/system/testimonials")
    window.check()
    window.page.get_by_role("button", name="Approve").first.click()
    assert "shown to everybody" in window.text
    window.page.get_by_role("link", name="Reject").click()
    window.check()
    window.type(reason="Names another passenger.")
    window.press("Reject it")
    assert "Nothing waits" in window.text
