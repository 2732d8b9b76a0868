"""Booking by pages: seats, passengers, payment (stories 2.3, 2.10)."""

from datetime import timedelta

import pytest

from astrobookings.application.agencies.edit_launch import LaunchUpdate
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.money import Money
from tests.entrypoints.web.guest import Sheet, Site

pytestmark = pytest.mark.story("2.3")


def choose(site: Site, launch: Launch, by: Principal | None = None) -> Sheet:
    """The seats of *launch*, before a traveler."""
    return site.enter(by or site.world.traveler()).open(f"/traveler/book/{launch.slug}")


def held(site: Site, launch: Launch, by: Principal | None = None) -> Sheet:
    """Step three, with the seats 3 and 4 held."""
    named = choose(site, launch, by).send("Hold the seats", seat=[3, 4])
    return named.send("Continue to the payment")


def test_three_steps_lead_from_seats_to_a_confirmed_booking(site: Site) -> None:
    by, launch = site.world.traveler(), site.world.launch()

    people = choose(site, launch, by).send("Hold the seats", seat=[3, 4])
    assert people.heading == "Who travels?"
    assert people.value("passengers-0-first_name") == "Ada"
    assert "seats 3 and 4" in people.text.lower()
    pay = people.send(
        "Continue to the payment",
        passengers__1__first_name="Grace",
        passengers__1__last_name="Hopper",
        passengers__1__birth_date="1980-12-09",
    )
    assert pay.heading == "Payment"
    assert "12:15 UTC" in pay.text
    assert "500,000.00 USD" in pay.text
    done = pay.send("Pay 500,000.00 USD")

    assert done.heading == "Moon"
    assert done.told == "Paid and confirmed. Next stop: the Moon."
    assert "Boarding pass" in done.text
    assert "Grace Hopper" in done.text
    assert site.world.seats_left(launch.id) == 6


def test_any_free_seats_can_be_had_by_their_number(site: Site) -> None:
    launch = site.world.launch()
    people = choose(site, launch).send("Hold the seats", count="2")
    assert "Seats 1 and 2, 500,000.00 USD" in people.text


@pytest.mark.parametrize("count", ["", "0", "two", "-1", "1000000000000"])
def test_neither_seats_nor_a_number_is_told_beside_the_field(site: Site, count: str) -> None:
    page = choose(site, site.world.launch()).send("Hold the seats", count=count)
    assert page.status == 422
    assert page.fault("count")
    assert page.value("count") == count


def test_more_than_the_limit_is_refused_and_the_ticks_are_kept(site: Site) -> None:
    page = choose(site, site.world.launch()).send("Hold the seats", seat=[1, 2, 3, 4, 5])
    assert page.status == 422
    assert "You may hold 4 seats" in page.told
    assert [one["value"] for one in page.soup.select("input[name=seat][checked]")] == list("12345")


def test_the_limit_counts_what_is_held_already(site: Site) -> None:
    by, launch = site.world.traveler(), site.world.launch()
    site.world.book(by, launch.id, 3)
    page = choose(site, launch, by)
    assert "You have 3 seats of this launch already, so 1 more" in page.text
    site.world.book(by, launch.id, 1)
    assert choose(site, launch, by).heading == "You have all the seats you may have here"


@pytest.mark.story("2.10")
def test_a_vip_is_told_so_and_may_have_more(site: Site) -> None:
    by, launch = site.world.traveler(), site.world.launch()
    for _ in range(2):
        site.world.book(by, site.world.launch().id, 1)
    page = choose(site, launch, by)
    assert "VIP You may have 6 seats per launch" in page.text
    assert page.send("Hold the seats", seat=[1, 2, 3, 4, 5, 6]).heading == "Who travels?"


@pytest.mark.story("2.10")
def test_the_early_sale_is_for_vips_alone(site: Site) -> None:
    by, launch = site.world.traveler(), site.world.launch(vip_days=30)
    page = choose(site, launch)
    assert page.heading == "The sale is not open to everybody yet"
    assert "14 Feb 2027" in page.text
    for _ in range(2):
        site.world.book(by, site.world.launch().id, 1)
    early = choose(site, launch, by)
    assert "before everybody else" in early.text
    assert early.send("Hold the seats", count="1").heading == "Who travels?"


def test_seats_that_somebody_else_took_are_told_with_the_nearest_free_ones(site: Site) -> None:
    launch = site.world.launch()
    site.world.launch(days=410)
    page = choose(site, launch)
    site.world.book(site.world.traveler(), launch.id, (3,))

    lost = page.send("Hold the seats", seat=[3, 4])

    assert lost.status == 409
    assert lost.told == "Seat 3 was taken by somebody else a moment ago."
    assert "Still free and ticked below: seat 4." in lost.text
    assert "Other launches with free seats" in lost.text
    assert [one["value"] for one in lost.soup.select("input[name=seat][checked]")] == ["4"]
    taken = lost.send("Hold seats 2 and 4")
    assert taken.heading == "Who travels?"
    assert "Seats 2 and 4" in taken.text


def test_fewer_seats_than_wanted_are_told_in_words(site: Site) -> None:
    launch = site.world.launch(seats=4)
    page = choose(site, launch)
    site.world.book(site.world.traveler(), launch.id, 3)
    short = page.send("Hold the seats", count="2")
    assert short.told == "You asked for 2 seats, and only one is left."


def test_a_launch_that_is_sold_out_leads_to_its_queue(site: Site) -> None:
    launch = site.world.launch(seats=2)
    site.world.book(site.world.traveler(), launch.id, 2)
    page = choose(site, launch)
    assert page.heading == "Every seat of this launch is taken"
    assert page.follow("Wait for seats").heading == "Wait for seats"


def test_a_launch_that_is_over_sells_nothing(site: Site) -> None:
    launch = site.world.launch()
    site.world.system.abort_launch(site.world.owner_of(launch), launch.id, "The rocket is ill.")
    assert choose(site, launch).heading == "This launch is not on sale"


def test_a_price_that_changed_is_told_and_not_charged(site: Site) -> None:
    by, launch = site.world.traveler(), site.world.launch()
    page = choose(site, launch, by)
    dearer = LaunchUpdate(price=Money.of("300000.00"))
    site.world.system.edit_launch(site.world.owner_of(launch), launch.id, dearer)

    told = page.send("Hold the seats", seat=[1])

    assert told.status == 409
    assert "the total is now 300,000.00 USD, it was 250,000.00 USD" in told.told
    assert told.send("Hold the seats").heading == "Who travels?"


def test_a_form_that_comes_twice_holds_once(site: Site) -> None:
    by, launch = site.world.traveler(), site.world.launch()
    page = choose(site, launch, by)
    first = page.send("Hold the seats", seat=[1, 2])
    again = page.send("Hold the seats", seat=[1, 2])
    assert again.path == first.path
    assert site.world.seats_left(launch.id) == 6


def test_the_same_page_with_other_seats_is_another_wish(site: Site) -> None:
    launch = site.world.launch()
    page = choose(site, launch)
    first = page.send("Hold the seats", seat=[1])
    assert page.send("Hold the seats", seat=[2]).path != first.path


def test_a_traveler_who_was_confirmed_just_now_books_at_once(site: Site) -> None:
    newcomer = site.world.newcomer()
    page = choose(site, site.world.launch(), newcomer).send("Hold the seats", count="1")
    assert page.heading == "Who travels?"


def test_passengers_may_be_named_later(site: Site) -> None:
    people = choose(site, site.world.launch()).send("Hold the seats", seat=[3, 4])
    assert people.follow("Name them later").heading == "Payment"


def test_every_passenger_is_old_enough_and_none_is_too_old(site: Site) -> None:
    people = choose(site, site.world.launch()).send("Hold the seats", seat=[3, 4])
    assert "18 to 70 years old" in people.text

    told = people.send(
        "Continue to the payment",
        passengers__0__birth_date="2020-01-01",
        passengers__1__first_name="Grace",
    )
    assert told.status == 422
    assert "day such as" in told.fault("passengers-1-birth_date")
    told = told.send("Continue to the payment", passengers__1__birth_date="1940-01-01")

    assert "18 to 70" in told.fault("passengers-0-birth_date")
    assert "18 to 70" in told.fault("passengers-1-birth_date")
    assert told.fault("passengers-1-last_name")
    assert told.value("passengers-1-first_name") == "Grace"
    assert "Seat 4, last name" in told.told


@pytest.mark.parametrize(
    ("method", "why"),
    [
        ("pm_declined", "the bank gave no reason"),
        ("pm_insufficient_funds", "not enough money"),
    ],
)
def test_a_declined_payment_is_told_and_the_seats_stay_held(
    site: Site, method: str, why: str
) -> None:
    launch = site.world.launch()
    pay = held(site, launch)
    told = pay.send("Pay 500,000.00 USD", payment_method=method)
    assert told.status == 402
    assert why in told.told
    assert site.world.seats_left(launch.id) == 6
    assert told.send("Pay 500,000.00 USD", payment_method="pm_ok").heading == "Moon"


def test_a_payment_needs_a_method(site: Site) -> None:
    told = held(site, site.world.launch()).send("Pay 500,000.00 USD", payment_method="")
    assert told.status == 422
    assert told.fault("payment_method") == "Choose how to pay."


def test_a_payment_that_comes_twice_is_made_once(site: Site) -> None:
    pay = held(site, site.world.launch())
    pay.send("Pay 500,000.00 USD")
    again = pay.send("Pay 500,000.00 USD").follow("To the booking")
    assert len(again.soup.select("section[aria-labelledby=money] tbody tr")) == 1


def test_a_bank_that_asks_is_answered_on_its_page(site: Site) -> None:
    waits = held(site, site.world.launch()).send(
        "Pay 500,000.00 USD", payment_method="pm_requires_action"
    )
    assert waits.heading == "Your bank asks you first"
    assert waits.follow("I have answered: look again").heading == "Your bank asks you first"

    done = waits.follow("Go to your bank").send("Approve the payment")

    assert "Confirmed" in done.follow("Back to your booking").text


def test_a_payment_that_was_refused_at_the_bank_can_be_made_in_another_way(site: Site) -> None:
    waits = held(site, site.world.launch()).send(
        "Pay 500,000.00 USD", payment_method="pm_requires_action"
    )
    waits.follow("Go to your bank").send("Refuse it")
    again = waits.follow("I have answered: look again")
    assert again.heading == "Payment"
    assert "it was refused on the page of the bank" in again.text
    assert again.send("Pay 500,000.00 USD", payment_method="pm_ok").heading == "Moon"


def test_a_silent_gateway_keeps_the_seats_until_it_answers(site: Site) -> None:
    world = site.world
    waits = held(site, world.launch()).send(
        "Pay 500,000.00 USD", payment_method="pm_timeout_then_ok"
    )
    assert waits.heading == "Your payment is under way"
    world.pass_time(timedelta(minutes=2))
    world.settle()
    assert waits.follow("Look again").heading == "Moon"


def test_a_hold_that_ran_out_is_told_and_leads_back_to_the_seats(site: Site) -> None:
    launch = site.world.launch()
    pay = held(site, launch)
    site.world.pass_time(timedelta(minutes=16))
    told = pay.send("Pay 500,000.00 USD")
    assert "The hold ran out" in told.text
    assert told.follow("Choose seats anew").heading == "Choose your seats"
    assert site.world.seats_left(launch.id) == 8


def test_a_launch_that_is_called_off_meanwhile_takes_no_money(site: Site) -> None:
    launch = site.world.launch()
    pay = held(site, launch)
    site.world.system.abort_launch(site.world.owner_of(launch), launch.id, "The rocket is ill.")
    site.world.settle()
    told = pay.send("Pay 500,000.00 USD")
    assert told.heading == "Moon"
    assert "The launch was called off" in told.text
    assert not told.soup.select("section[aria-labelledby=money]")


def test_nobody_but_travelers_books(site: Site) -> None:
    launch = site.world.launch()
    path = f"/traveler/book/{launch.slug}"
    assert site.guest().open(path).heading == "Sign in"
    for other in (site.world.agency(), site.world.employee(Position.CUSTOMER_SERVICE)):
        assert site.enter(other).open(path).status == 403


def test_a_launch_that_is_not_there_is_not_found(site: Site) -> None:
    assert site.enter(site.world.traveler()).open("/traveler/book/nowhere").status == 404


def test_others_see_nothing_of_a_booking(site: Site) -> None:
    view = site.world.book(site.world.traveler(), site.world.launch().id, method=None)
    other = site.enter(site.world.traveler())
    for step in ("", "/passengers", "/pay", "/pass", "/seats", "/seats/add", "/testimonial"):
        assert other.open(f"/traveler/bookings/{view.booking.id}{step}").status == 404
