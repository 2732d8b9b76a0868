"""Seats changed and bookings cancelled by their traveler (stories 2.5, 2.8)."""

from datetime import timedelta

import pytest

from astrobookings.application.booking.views import BookingView
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.identity.roles import Principal
from tests.entrypoints.web.guest import Sheet, Site


def look(site: Site, by: Principal, view: BookingView, page: str = "") -> Sheet:
    return site.enter(by).open(f"/traveler/bookings/{view.booking.id}{page}")


def booked(
    site: Site, *, method: str | None = "pm_ok", page: str = ""
) -> tuple[Sheet, BookingView, Launch]:
    """The booking of the seats 3 and 4 before its traveler."""
    by, launch = site.world.traveler(), site.world.launch()
    view = site.world.book(by, launch.id, (3, 4), method=method)
    return look(site, by, view, page), view, launch


@pytest.mark.story("2.5")
def test_what_comes_back_is_said_before_anything_is_cancelled(site: Site) -> None:
    page, view, launch = booked(site)
    quote = page.send("Cancel: what comes back?")
    assert quote.heading == f"Cancel {view.booking.reference}?"
    assert "450,000.00 USD" in quote.text
    assert "400 days before lift-off give back 90%" in quote.text
    assert "12:15 UTC" in quote.text
    assert site.world.seats_left(launch.id) == 6

    done = quote.send("Cancel the booking")

    assert done.told == "The booking is cancelled."
    assert "You cancelled this booking." in done.text
    assert "Refund, on its way 450,000.00 USD" in done.text
    assert site.world.seats_left(launch.id) == 8


@pytest.mark.story("2.5")
def test_a_cancellation_that_comes_twice_gives_back_once(site: Site) -> None:
    page, _, _ = booked(site)
    quote = page.send("Cancel: what comes back?")
    quote.send("Cancel the booking")
    again = quote.send("Cancel the booking")
    assert again.status == 200
    assert again.text.count("Refund,") == 1


@pytest.mark.story("2.5")
def test_an_offer_that_ran_out_is_made_anew(site: Site) -> None:
    page, _, _ = booked(site)
    quote = page.send("Cancel: what comes back?")
    site.world.pass_time(timedelta(minutes=16))
    told = quote.send("Cancel the booking")
    assert told.status == 409
    assert "nothing was cancelled" in told.told
    assert told.send("Cancel the booking").told == "The booking is cancelled."


@pytest.mark.story("2.5")
def test_a_hold_is_cancelled_for_nothing(site: Site) -> None:
    page, _, launch = booked(site, method=None)
    quote = page.send("Cancel: what comes back?")
    assert "0.00 USD Nothing was paid" in quote.text
    quote.send("Cancel the booking")
    assert site.world.seats_left(launch.id) == 8


@pytest.mark.story("2.5")
def test_nobody_cancels_the_booking_of_another(site: Site) -> None:
    page, view, _ = booked(site)
    other = site.enter(site.world.traveler())
    token = other.open("/traveler").value("_csrf_token")
    for act in ("quote", "cancel", "seats/drop", "seats/add", "seats/swap"):
        path = f"/traveler/bookings/{view.booking.id}/{act}"
        assert other.post(path, {"_csrf_token": [token]}).status == 404
    assert "Confirmed" in page.guest.open(page.path).text


@pytest.mark.story("2.8")
def test_seats_are_swapped_for_free_ones(site: Site) -> None:
    page, _, launch = booked(site, page="/seats")
    swap = page.follow("Swap seats")
    done = swap.send("Swap the seats", to__3="1", to__4="8")
    assert done.told == "You now have seats 1 and 8."
    assert site.world.seats_left(launch.id) == 6


@pytest.mark.story("2.8")
def test_a_swap_names_a_seat_that_is_free_and_each_once(site: Site) -> None:
    page, _, launch = booked(site, page="/seats/swap")
    assert "choose another seat" in page.send("Swap the seats").told.lower()
    twice = page.send("Swap the seats", to__3="1", to__4="1")
    assert (twice.status, twice.value("to-3")) == (422, "1")
    site.world.book(site.world.traveler(), launch.id, (1,))
    lost = page.send("Swap the seats", to__3="1")
    assert lost.told == "Seat 1 was taken by somebody else a moment ago."


@pytest.mark.story("2.8")
def test_seats_are_added_to_a_paid_booking_and_paid_at_once(site: Site) -> None:
    page, _, launch = booked(site, page="/seats")
    add = page.follow("Add seats")
    declined = add.send("Pay and add the seats", seat=[5], payment_method="pm_declined")
    assert declined.status == 402
    assert "Your booking is as it was" in declined.told
    done = declined.send("Pay and add the seats", payment_method="pm_ok")
    assert done.told == "You now have seats 3, 4 and 5."
    assert "750,000.00 USD" in done.text
    assert site.world.seats_left(launch.id) == 5


@pytest.mark.story("2.8")
def test_seats_added_to_a_hold_are_paid_with_the_rest(site: Site) -> None:
    page, _, _ = booked(site, method=None, page="/seats/add")
    pay = page.send("Add the seats", count="1")
    assert pay.heading == "Payment"
    assert "750,000.00 USD" in pay.text


@pytest.mark.story("2.8")
def test_a_bank_may_ask_about_added_seats_too(site: Site) -> None:
    page, _, _ = booked(site, page="/seats/add")
    method = "pm_requires_action"
    waits = page.send("Pay and add the seats", seat=[5], payment_method=method)
    waits.follow("Go to your bank").send("Approve the payment")
    done = waits.follow("I have answered: look again")
    assert "3, 4, 5" in done.text


@pytest.mark.story("2.8")
def test_added_seats_obey_the_limit_and_what_others_took(site: Site) -> None:
    page, _, launch = booked(site, page="/seats/add")
    assert page.send("Pay and add the seats").fault("count") == "Choose seats, or say how many."
    many = page.send("Pay and add the seats", count="3")
    assert "You may hold 4 seats" in many.told
    site.world.book(site.world.traveler(), launch.id, (5,))
    lost = page.send("Pay and add the seats", seat=[5])
    assert lost.told == "Seat 5 was taken by somebody else a moment ago."
    assert lost.send("Add seat 6").told == "You now have seats 3, 4 and 6."


@pytest.mark.story("2.8")
def test_seats_are_given_up_for_what_their_quote_says(site: Site) -> None:
    page, _, launch = booked(site, page="/seats")
    drop = page.follow("Give up seats")
    assert drop.send("See what comes back").fault("seat") == "Tick the seats to give up."
    quote = drop.send("See what comes back", seat=[4])
    assert quote.heading == "Give up seat 4?"
    assert "225,000.00 USD" in quote.text
    done = quote.send("Give up seat 4")
    assert done.told == "You gave up seat 4."
    assert site.world.seats_left(launch.id) == 7


@pytest.mark.story("2.8")
def test_an_offer_for_seats_that_ran_out_is_made_anew(site: Site) -> None:
    page, _, _ = booked(site, page="/seats/drop")
    quote = page.send("See what comes back", seat=[4])
    site.world.pass_time(timedelta(minutes=16))
    told = quote.send("Give up seat 4")
    assert "nothing was given up" in told.told
    assert told.send("Give up seat 4").told == "You gave up seat 4."


@pytest.mark.story("2.8")
def test_to_give_up_every_seat_is_to_cancel(site: Site) -> None:
    page, _, _ = booked(site, page="/seats/drop")
    told = page.send("See what comes back", seat=[3, 4])
    assert told.status == 409
    assert "cancel it instead" in told.told
    assert told.send("Cancel: what comes back?").heading.startswith("Cancel AB-")


@pytest.mark.story("2.8")
def test_seats_of_what_is_over_cannot_be_changed(site: Site) -> None:
    page, _, launch = booked(site)
    site.world.system.abort_launch(site.world.owner_of(launch), launch.id, "The rocket is ill.")
    site.world.settle()
    assert page.guest.open(f"{page.path}/seats").told == "The seats cannot be changed now."
