"""A traveler's way through the pages, in a browser (stories 2.3 to 2.6, 2.8 to 2.11)."""

from datetime import timedelta

import pytest

from astrobookings.application.booking.views import BookingView
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.identity.roles import Principal
from tests.browser.served_world import ServedWorld, Window


def tick(window: Window, *numbers: int) -> None:
    """Choose seats on the map."""
    for number in numbers:
        window.page.locator(f"label[for='seat-{number}']").click()


def booked(site: ServedWorld) -> tuple[Principal, BookingView, Launch]:
    """A traveler who paid for the seats 3 and 4."""
    by, launch = site.world.traveler(), site.world.launch()
    view = site.world.book(by, launch.id, (3, 4))
    site.world.settle()
    return by, view, launch


def looking(site: ServedWorld, by: Principal, view: BookingView) -> Window:
    """A window with the booking before it."""
    window = site.window(by)
    window.open(f"/traveler/bookings/{view.booking.id}")
    return window


@pytest.mark.story("2.3")
def test_a_traveler_books_in_three_steps(site: ServedWorld) -> None:
    launch = site.world.launch()
    window = site.window(site.world.traveler())
    window.open(f"/traveler/book/{launch.slug}")
    window.check()
    tick(window, 3, 4)
    if site.look.script:
        assert window.page.locator("[data-total]").inner_text() == "2 seats: 500,000.00 USD"
    window.press("Hold the seats")
    assert window.heading == "Who travels?"
    window.check()
    window.type(
        passengers__1__first_name="Grace",
        passengers__1__last_name="Hopper",
        passengers__1__birth_date="1980-12-09",
    )
    window.press("Continue to the payment")
    window.check()
    clock = window.page.locator("[data-clock]").inner_text()
    assert clock.startswith("14:") or clock in {"15:00", "15 minutes"}
    window.page.get_by_label("Card without cover").check()
    window.press("Pay 500,000.00 USD")
    assert "not enough money" in window.text
    window.page.get_by_label("Card that pays").check()
    window.press("Pay 500,000.00 USD")
    assert "Paid and confirmed. Next stop: the Moon." in window.text
    assert "Grace Hopper" in window.text
    window.check()
    window.follow("To the booking")
    assert "Confirmed" in window.text
    window.check()
    assert site.world.seats_left(launch.id) == 6


@pytest.mark.story("2.3")
def test_a_bank_asks_and_is_answered(site: ServedWorld) -> None:
    by, launch = site.world.traveler(), site.world.launch()
    view = site.world.book(by, launch.id, 1, method=None)
    window = looking(site, by, view)
    window.follow("Pay 250,000.00 USD")
    window.page.get_by_label("Card whose bank asks").check()
    window.press("Pay 250,000.00 USD")
    assert window.heading == "Your bank asks you first"
    window.check()
    window.follow("Go to your bank")
    window.press("Approve the payment")
    window.follow("Back to your booking")
    assert window.heading == "Moon"
    assert "Confirmed" in window.text


@pytest.mark.story("2.3")
def test_seats_are_chosen_and_held_by_the_keyboard_alone(site: ServedWorld) -> None:
    launch = site.world.launch()
    window = site.window(site.world.traveler())
    window.open(f"/traveler/book/{launch.slug}")
    window.page.locator("#seat-5").focus()
    window.page.keyboard.press("Space")
    window.page.keyboard.press("Tab")
    window.page.keyboard.press("Space")
    window.page.get_by_role("button", name="Hold the seats").focus()
    with window.page.expect_navigation():
        window.page.keyboard.press("Enter")
    assert window.heading == "Who travels?"
    assert "Seats 5 and 6" in window.text


@pytest.mark.story("2.4")
def test_a_delay_is_answered_from_the_dashboard(site: ServedWorld) -> None:
    by, view, launch = booked(site)
    site.world.pass_time(timedelta(minutes=1))
    later, agency = launch.launch_at + timedelta(days=30), site.world.owner_of(launch)
    site.world.system.delay_launch(agency, launch.id, later, "An engine needs a test.")
    window = site.window(by)
    window.open("/traveler")
    assert "in 429 days" in window.text
    window.check()
    window.follow(f"Keep it or refuse it for {view.booking.reference}")
    assert "500,000.00 USD" in window.text
    window.check()
    window.press("Fly at the new date")
    assert "You fly at the new date." in window.text
    assert "An engine needs a test." in window.text
    window.check()


@pytest.mark.story("2.5")
def test_a_booking_is_cancelled_for_what_was_said_before(site: ServedWorld) -> None:
    by, view, _ = booked(site)
    window = looking(site, by, view)
    window.press("Cancel: what comes back?")
    assert "450,000.00 USD" in window.text
    window.check()
    window.press("Cancel the booking")
    assert "The booking is cancelled." in window.text
    assert "on its way" in window.text
    window.check()


@pytest.mark.story("2.6")
def test_the_history_is_looked_through(site: ServedWorld) -> None:
    by, view, _ = booked(site)
    site.world.cancel(by, view)
    other = site.world.book(by, site.world.launch().id, 1)
    window = site.window(by)
    window.open("/traveler/bookings")
    assert view.booking.reference in window.text
    window.check()
    window.page.get_by_text("Which bookings").click()
    window.page.get_by_label("Which", exact=True).select_option("Cancelled and lapsed")
    window.press("Show bookings")
    assert other.booking.reference not in window.text
    window.check()
    window.follow(view.booking.reference)
    assert "You cancelled this booking." in window.text


@pytest.mark.story("2.8")
def test_seats_are_swapped_added_and_given_up(site: ServedWorld) -> None:
    by, view, _ = booked(site)
    window = looking(site, by, view)
    window.follow("Change seats")
    window.check()
    window.follow("Swap seats")
    window.check()
    window.page.get_by_label("Seat 3").select_option("seat 1")
    window.press("Swap the seats")
    assert "You now have seats 1 and 4." in window.text
    window.follow("Change seats")
    window.follow("Add seats")
    window.check()
    tick(window, 5)
    window.press("Pay and add the seats")
    assert "You now have seats 1, 4 and 5." in window.text
    window.follow("Change seats")
    window.follow("Give up seats")
    window.check()
    window.page.get_by_label("Seat 4").check()
    window.press("See what comes back")
    assert "225,000.00 USD" in window.text
    window.check()
    window.press("Give up seat 4")
    assert "You gave up seat 4." in window.text


@pytest.mark.story("2.9")
def test_a_traveler_tells_of_a_flight(site: ServedWorld) -> None:
    by, view, launch = booked(site)
    site.world.pass_time(timedelta(days=401))
    site.world.system.mark_launch_successful(site.world.owner_of(launch), launch.id)
    site.world.settle()
    window = looking(site, by, view)
    window.check()
    window.follow("Tell of your flight")
    window.check()
    window.page.get_by_label("5 stars").check()
    window.type(text="The Earth is small and blue.")
    window.press("Tell it")
    assert "An employee reads it first." in window.text
    window.check()


@pytest.mark.story("2.10")
def test_a_vip_books_before_others_do(site: ServedWorld) -> None:
    vip, launch = site.world.traveler(), site.world.launch(vip_days=30)
    for _ in range(2):
        site.world.book(vip, site.world.launch().id, 1)
    other = site.window(site.world.traveler())
    other.open(f"/traveler/book/{launch.slug}")
    assert other.heading == "The sale is not open to everybody yet"
    other.check()
    window = site.window(vip)
    window.open(f"/traveler/book/{launch.slug}")
    assert "VIP" in window.text
    window.check()
    tick(window, 1, 2, 3, 4, 5, 6)
    window.press("Hold the seats")
    assert window.heading == "Who travels?"


@pytest.mark.story("2.11")
def test_a_receipt_and_the_boarding_pass_are_saved(site: ServedWorld) -> None:
    by, view, _ = booked(site)
    window = looking(site, by, view)
    for words, name in (
        ("RC-2027-000001", "RC-2027-000001.txt"),
        ("Boarding pass as PDF", f"{view.booking.reference}-boarding-pass.txt"),
        ("Calendar file", f"{view.booking.reference}.ics"),
    ):
        with window.page.expect_download() as saved:
            window.page.get_by_role("link", name=words).click()
        assert saved.value.suggested_filename == name
    window.check()


@pytest.mark.story("2.3")
def test_a_wish_comes_true(site: ServedWorld) -> None:
    launch, owner = site.world.launch(seats=2), site.world.traveler()
    view = site.world.book(owner, launch.id, 2)
    window = site.window(site.world.traveler())
    window.open(f"/traveler/book/{launch.slug}")
    window.check()
    window.follow("Wait for seats")
    window.check()
    window.type(seats="2")
    window.press("Join the queue")
    assert "You are in the queue" in window.text
    window.check()
    site.world.cancel(owner, view)
    window.open("/traveler")
    assert "Your wish came true" in window.text
    window.check()
    window.page.get_by_role("link", name="Pay for AB-").click()
    assert window.heading == "Payment"
    window.press("Pay 500,000.00 USD")
    assert "Paid and confirmed" in window.text
