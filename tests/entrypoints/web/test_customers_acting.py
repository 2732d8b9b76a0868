"""Customer service acts for travelers (story 2.8)."""

from datetime import timedelta

import pytest

from astrobookings.application.booking.views import BookingView
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.identity.roles import Position, Principal
from tests.entrypoints.web.guest import Guest, Sheet, Site

pytestmark = pytest.mark.story("2.8")


@pytest.fixture
def clerk(site: Site) -> Principal:
    """An employee of customer service."""
    return site.world.employee(Position.CUSTOMER_SERVICE)


@pytest.fixture
def guest(site: Site, clerk: Principal) -> Guest:
    """The browser of customer service."""
    return site.enter(clerk)


@pytest.fixture
def held(site: Site) -> BookingView:
    """Seats 3 and 4, not paid."""
    return site.world.book(site.world.traveler(), site.world.launch().id, (3, 4), method=None)


@pytest.fixture
def paid(site: Site) -> BookingView:
    """Seats 3 and 4, paid, 400 days before lift-off."""
    return site.world.book(site.world.traveler(), site.world.launch().id, (3, 4))


def page(guest: Guest, view: BookingView) -> Sheet:
    return guest.open(f"/system/bookings/{view.booking.id}")


def now(site: Site, clerk: Principal, view: BookingView) -> BookingView:
    return site.world.system.view_booking(clerk, view.booking.id)


def test_passengers_are_named_with_a_reason(
    site: Site, clerk: Principal, guest: Guest, paid: BookingView
) -> None:
    form = page(guest, paid).follow("Name passengers")
    ada = {"passengers__0__first_name": "Ada", "passengers__0__last_name": "Moreno"}

    refused = form.send("Save the names", **ada, passengers__0__birth_date="1990-04-12")
    assert refused.status == 422
    assert refused.fault("reason")
    assert refused.value("passengers-0-first_name") == "Ada"

    done = refused.send("Save the names", reason="She called.")
    assert done.told == "The passengers are named."
    assert "Seat 3 Ada Moreno" in done.text
    acting = now(site, clerk, paid).booking.on_behalf
    assert acting is not None
    assert (acting.employee_id, acting.reason) == (clerk.user_id, "She called.")


def test_a_passenger_who_is_too_young_is_said_beside_the_field(
    guest: Guest, paid: BookingView
) -> None:
    refused = (
        page(guest, paid)
        .follow("Name passengers")
        .send(
            "Save the names",
            passengers__1__first_name="Leo",
            passengers__1__last_name="Moreno",
            passengers__1__birth_date="2020-01-01",
            reason="By phone.",
        )
    )

    assert "18 to 70" in refused.fault("passengers-1-birth_date")


def test_a_bank_transfer_confirms_the_hold(
    site: Site, clerk: Principal, guest: Guest, held: BookingView
) -> None:
    today = site.world.clock.now().date().isoformat()
    form = page(guest, held).follow("Record a bank transfer")
    assert form.value("amount") == "500000.00"

    done = form.send(
        "Record the transfer", reference="ES-77", arrived_on=today, reason="Statement of today."
    )

    assert "recorded" in done.told
    assert now(site, clerk, held).status is BookingStatus.CONFIRMED
    assert "Bank transfer" in done.text
    assert "Statement of today." in done.text


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"amount": "a lot"}, "amount", "amount in US dollars"),
        ({"arrived_on": "2999-01-01"}, "arrived_on", "day to come"),
        ({"reference": " "}, "reference", "empty"),
        ({"reason": ""}, "reason", "empty"),
    ],
)
def test_a_transfer_that_says_too_little_is_not_taken(
    site: Site, guest: Guest, held: BookingView, typed: dict[str, str], field: str, said: str
) -> None:
    today = site.world.clock.now().date().isoformat()
    good = {"reference": "ES-77", "arrived_on": today, "reason": "Statement."}

    form = guest.open(f"/system/bookings/{held.booking.id}/transfer")
    refused = form.send("Record the transfer", **{**good, **typed})

    assert refused.status == 422
    assert said in refused.fault(field)


def test_a_transfer_of_another_amount_is_refused_with_both_amounts(
    site: Site, guest: Guest, held: BookingView
) -> None:
    today = site.world.clock.now().date().isoformat()
    form = guest.open(f"/system/bookings/{held.booking.id}/transfer")

    refused = form.send(
        "Record the transfer", amount="1.00", reference="R", arrived_on=today, reason="Statement."
    )

    assert refused.status == 409
    assert "500,000.00 USD" in refused.told
    assert refused.value("reference") == "R"


def test_a_hold_is_extended_within_its_bound(
    site: Site, clerk: Principal, guest: Guest, held: BookingView
) -> None:
    until = held.booking.expires_at + timedelta(days=2)
    form = page(guest, held).follow("Hold the seats longer")

    refused = form.send("Hold them longer", expires_at="2199-01-01T00:00", reason="Bank is slow.")
    assert refused.status == 409
    assert "at most" in refused.told
    done = refused.send("Hold them longer", expires_at=f"{until:%Y-%m-%dT%H:%M}")

    assert "held until" in done.told
    assert now(site, clerk, held).booking.expires_at == until


def test_seats_are_added_to_a_hold_and_paid_with_it(
    site: Site, clerk: Principal, guest: Guest, held: BookingView
) -> None:
    form = page(guest, held).follow("Add seats")
    assert form.soup.select("[name=payment_method]") == []

    done = form.send("Add the seats", seat=[6], reason="A friend comes along.")

    assert done.told == "The booking has seats 3, 4 and 6 now."
    assert now(site, clerk, held).booking.seat_numbers == (3, 4, 6)


def test_seats_added_to_a_paid_booking_are_paid_at_once(
    site: Site, clerk: Principal, guest: Guest, paid: BookingView
) -> None:
    form = page(guest, paid).follow("Add seats")

    declined = form.send(
        "Add the seats", count="1", payment_method="pm_declined", reason="By phone."
    )
    assert declined.status == 402
    assert "declined" in declined.told
    assert now(site, clerk, paid).booking.seat_numbers == (3, 4)

    done = declined.send("Add the seats", payment_method="pm_ok")
    assert "now" in done.told
    assert len(now(site, clerk, paid).booking.seats) == 3


def test_more_seats_than_a_traveler_may_have_are_refused(guest: Guest, held: BookingView) -> None:
    form = page(guest, held).follow("Add seats")

    refused = form.send("Add the seats", count="3", reason="A family.")

    assert refused.status in {409, 422}
    assert "4" in refused.told
    assert refused.value("count") == "3"
    assert refused.send("Add the seats", count="").fault("count")


def test_seats_are_dropped_after_a_quote(
    site: Site, clerk: Principal, guest: Guest, paid: BookingView
) -> None:
    form = page(guest, paid).follow("Drop seats")
    assert "tick at least one seat" in form.send("What comes back?", reason="x").text.lower()

    quoted = form.send("What comes back?", seat=[4], reason="One stays at home.")
    assert quoted.heading == "Drop seat 4?"
    assert "225,000.00 USD" in quoted.text
    assert now(site, clerk, paid).booking.seat_numbers == (3, 4)

    done = quoted.send("Drop it")
    assert done.told == "The booking has given up seat 4."
    assert now(site, clerk, paid).booking.seat_numbers == (3,)


def test_whoever_drops_all_seats_is_told_to_cancel(guest: Guest, paid: BookingView) -> None:
    form = guest.open(f"/system/bookings/{paid.booking.id}/seats/drop")

    refused = form.send("What comes back?", seat=[3, 4], reason="All stay at home.")

    assert refused.status == 409
    assert "cancel" in refused.told.lower()


def test_seats_are_swapped_at_no_cost(
    site: Site, clerk: Principal, guest: Guest, paid: BookingView
) -> None:
    form = page(guest, paid).follow("Swap seats")

    refused = form.send("Swap the seats", to__3="7", to__4="7", reason="A window.")
    assert refused.status == 422
    assert refused.fault("swap") or "different" in refused.text
    done = refused.send("Swap the seats", to__4="")

    assert done.told == "The booking has seats 4 and 7 now."
    assert now(site, clerk, paid).booking.seat_numbers == (4, 7)


def test_a_booking_is_cancelled_by_its_quote(
    site: Site, clerk: Principal, guest: Guest, paid: BookingView
) -> None:
    quoted = page(guest, paid).send("Cancel: what comes back?")
    assert "450,000.00 USD" in quoted.text
    assert "90%" in quoted.text

    done = quoted.send("Cancel the booking")

    assert "450,000.00 USD back" in done.told
    assert now(site, clerk, paid).status is BookingStatus.CANCELLED


@pytest.mark.parametrize("typed", [{"percent": "100"}, {"amount": "500,000.00"}])
def test_an_override_names_what_it_costs_before_it_is_done(
    site: Site, clerk: Principal, guest: Guest, paid: BookingView, typed: dict[str, str]
) -> None:
    quoted = page(guest, paid).send("Cancel: what comes back?")

    weighed = quoted.send("See what that comes to", **typed, reason="The family is ill.")
    assert "50,000.00 USD more, which the agency does not get" in weighed.text
    assert now(site, clerk, paid).status is BookingStatus.CONFIRMED

    done = weighed.send("Cancel and give back 500,000.00 USD")
    assert "500,000.00 USD back" in done.told
    assert "The family is ill." in done.text


def test_an_amount_is_given_back_to_the_cent(guest: Guest, paid: BookingView) -> None:
    quoted = page(guest, paid).send("Cancel: what comes back?")

    weighed = quoted.send("See what that comes to", amount="123456.79", reason="Goodwill.")
    done = weighed.send("Cancel and give back 123,456.79 USD")

    assert "123,456.79 USD back" in done.told


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"reason": "Why"}, "percent"),
        ({"reason": "Why", "percent": "10", "amount": "1"}, "percent"),
        ({"reason": "Why", "percent": "101"}, "percent"),
        ({"reason": "Why", "percent": "much"}, "percent"),
        ({"reason": "Why", "amount": "500000.01"}, "amount"),
        ({"percent": "50"}, "reason"),
    ],
)
def test_an_override_that_says_too_little_or_too_much_is_refused(
    guest: Guest, paid: BookingView, typed: dict[str, str], field: str
) -> None:
    quoted = page(guest, paid).send("Cancel: what comes back?")

    refused = quoted.send("See what that comes to", **typed)

    assert refused.status == 422
    assert refused.fault(field)


def test_a_hold_gives_nothing_back_and_knows_no_override(guest: Guest, held: BookingView) -> None:
    quoted = page(guest, held).send("Cancel: what comes back?")

    assert "Nothing was paid" in quoted.text
    assert not quoted.has_button("See what that comes to")
    assert "Nothing comes back" in quoted.send("Cancel the booking").told


def test_a_quote_past_its_time_is_made_anew(site: Site, guest: Guest, paid: BookingView) -> None:
    quoted = page(guest, paid).send("Cancel: what comes back?")
    site.world.pass_time(timedelta(minutes=16))

    refused = quoted.send("Cancel the booking")

    assert refused.status == 409
    assert refused.heading == f"Cancel {paid.booking.reference}?"
    assert "cancelled" in refused.send("Cancel the booking").told


def test_what_can_no_longer_be_done_is_said(site: Site, guest: Guest, held: BookingView) -> None:
    today = site.world.clock.now().date().isoformat()
    form = page(guest, held).follow("Record a bank transfer")
    site.world.pass_time(timedelta(hours=1))

    refused = form.send("Record the transfer", reference="R", arrived_on=today, reason="Late.")

    assert refused.status == 409
    assert "For the traveler" not in page(guest, held).text
