"""Waiting for seats, and telling of flights (stories 2.3, 2.4, 2.9)."""

from datetime import timedelta

import pytest

from astrobookings.application.booking.views import BookingView
from astrobookings.application.ports import testimonials as port
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking import testimonials
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.pages import PageRequest
from tests.entrypoints.web.guest import Sheet, Site


def sold_out(site: Site) -> tuple[Launch, Principal, BookingView]:
    """A launch of two seats, and who has them."""
    launch, owner = site.world.launch(seats=2), site.world.traveler()
    return launch, owner, site.world.book(owner, launch.id, 2)


def _rocket(site: Site, launch: Launch) -> str:
    return site.world.parts.rockets.get(launch.rocket_id).name


def wish(site: Site, by: Principal, launch: Launch, seats: str = "2") -> Sheet:
    form = site.enter(by).open(f"/traveler/wishes/new/{launch.slug}")
    return form.send("Join the queue", seats=seats)


@pytest.mark.story("2.3")
def test_who_waits_is_asked_first_and_leads_on_to_the_payment(site: Site) -> None:
    launch, owner, view = sold_out(site)
    by = site.world.traveler()
    waiting = wish(site, by, launch)
    assert "You are in the queue" in waiting.told
    assert "Waiting" in waiting.text

    site.world.cancel(owner, view)
    site.world.settle()

    home = waiting.guest.open("/traveler")
    assert "Your wish came true: Seats 1 and 2 to the Moon are held for you." in home.text
    granted = waiting.guest.open("/traveler/wishes")
    assert "Came true" in granted.text
    pay = granted.follow(f"Take the seats of {_rocket(site, launch)}").send(
        "Continue to the payment"
    )
    assert pay.send("Pay 500,000.00 USD").heading == "Moon"
    assert "See booking" in granted.guest.open("/traveler/wishes").text


@pytest.mark.story("2.3")
def test_a_wish_fits_the_launch_and_the_limit(site: Site) -> None:
    launch, _, _ = sold_out(site)
    by = site.world.traveler()
    odd = wish(site, by, launch, "many")
    assert odd.fault("seats")
    assert odd.value("seats") == "many"
    assert wish(site, by, launch, "3").fault("seats") == "Must be from 1 to 2."
    roomy = site.world.launch()
    told = wish(site, by, roomy, "1")
    assert "8 seats left" in told.told
    assert told.follow("Choose seats now").heading == "Choose your seats"


@pytest.mark.story("2.3")
def test_a_second_wish_for_another_number_is_refused(site: Site) -> None:
    launch, _, _ = sold_out(site)
    by = site.world.traveler()
    wish(site, by, launch, "1")
    assert "You are in the queue" in wish(site, by, launch, "1").told
    assert "withdraw that wish first" in wish(site, by, launch, "2").told


@pytest.mark.story("2.3")
def test_a_place_in_the_queue_is_given_up_after_a_question(site: Site) -> None:
    launch, _, _ = sold_out(site)
    by = site.world.traveler()
    asked = wish(site, by, launch).follow(f"Wait no longer for {_rocket(site, launch)}")
    assert "begin at the end of the queue" in asked.text
    gone = asked.send("Give up my place")
    assert gone.told == "You wait no longer."
    assert "Withdrawn" in gone.text
    assert gone.guest.open(f"/traveler/wishes/withdraw/{launch.slug}").status == 404
    none = gone.send("Show wishes", status="granted")
    assert "No wish fits" in none.text


@pytest.mark.story("2.4")
def test_wishes_of_others_are_not_shown(site: Site) -> None:
    launch, _, _ = sold_out(site)
    wish(site, site.world.traveler(), launch)
    other = site.enter(site.world.traveler())
    assert "You wait for nothing" in other.open("/traveler/wishes").text
    assert other.open(f"/traveler/wishes/withdraw/{launch.slug}").status == 404
    assert other.open("/traveler/wishes/new/nowhere").status == 404


@pytest.mark.story("2.4")
def test_many_wishes_come_page_by_page(site: Site) -> None:
    by, (launch, _, _) = site.world.traveler(), sold_out(site)
    for _ in range(26):
        site.world.system.make_wish(by, launch.id, 1)
        site.world.system.withdraw_wish(by, launch.id)
    first = site.enter(by).open("/traveler/wishes")
    assert len(first.soup.select(".cards > li")) == 25
    assert len(first.follow("Older wishes").soup.select(".cards > li")) == 1


def flown(site: Site) -> tuple[Principal, BookingView, Launch]:
    by, launch = site.world.traveler(), site.world.launch()
    view = site.world.book(by, launch.id, 1)
    site.world.pass_time(timedelta(days=401))
    site.world.system.mark_launch_successful(site.world.owner_of(launch), launch.id)
    site.world.settle()
    return by, view, launch


@pytest.mark.story("2.9")
def test_who_flew_tells_of_it_once(site: Site) -> None:
    by, view, launch = flown(site)
    home = site.enter(by).open("/traveler")
    form = home.follow(
        f"Tell of your flight with {_rocket(site, launch)}, {view.booking.reference}"
    )

    empty = form.send("Tell it", text="")
    assert empty.fault("stars") == "Choose how many stars."
    unsaid = form.send("Tell it", stars="5", text="")
    assert unsaid.fault("text")
    told = form.send("Tell it", stars="5", text="The Earth is small and blue.", name="first_name")

    assert "Thank you" in told.told
    assert "The Earth is small and blue." in told.text
    assert "5 stars as Ada. An employee reads it first." in told.text
    again = told.guest.open(f"/traveler/bookings/{view.booking.id}/testimonial")
    assert again.told == "You told of this flight already."
    assert "How was the Moon?" not in told.guest.open("/traveler").text


@pytest.mark.story("2.9")
def test_the_traveler_hears_why_it_is_not_shown(site: Site) -> None:
    by, view, _ = flown(site)
    guest = site.enter(by)
    page = f"/traveler/bookings/{view.booking.id}"
    guest.open(f"{page}/testimonial").send("Tell it", stars="1", text="Buy my book!")
    clerk = site.world.employee(Position.CUSTOMER_SERVICE)
    pending = port.TestimonialFilter(status=testimonials.TestimonialStatus.PENDING)
    newest, system = port.TestimonialSort.NEWEST, site.world.system
    told = system.list_testimonials(clerk, pending, newest, PageRequest()).items[0]
    system.moderate_testimonial(
        clerk, told.id, testimonials.TestimonialStatus.REJECTED, "It advertises."
    )
    assert "It is not shown: It advertises." in guest.open(page).text


@pytest.mark.story("2.9")
def test_who_did_not_fly_cannot_tell(site: Site) -> None:
    by, launch = site.world.traveler(), site.world.launch()
    view = site.world.book(by, launch.id, 1)
    form = site.enter(by).open(f"/traveler/bookings/{view.booking.id}/testimonial")
    told = form.send("Tell it", stars="5", text="I saw it all.")
    assert told.status == 409
    assert "Only travelers who flew" in told.told
    assert told.value("text") == "I saw it all."
