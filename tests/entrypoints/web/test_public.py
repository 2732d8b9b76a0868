"""What everybody sees: the board, launches, voices, who we are (stories 2.1, 2.4, 2.9)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

import pytest
from attrs import evolve
from litestar.testing import TestClient

from astrobookings.domain.agencies.agency import AgencyStatus
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.policies import (
    BookingPolicies,
    HoldPolicy,
    PassengerPolicy,
    SeatLimitPolicy,
    WishPolicy,
)
from astrobookings.domain.booking.refund_policy import RefundPolicy, RefundTier
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.entrypoints.http.app import APPLICATIONS, create_app
from astrobookings.testing.faults import Outage, cut_off
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World
from tests.entrypoints.web.conftest import ROOMY
from tests.entrypoints.web.flights import flown, told_of
from tests.entrypoints.web.guest import BASE, Sheet, Site


@contextmanager
def opened(world: World) -> Iterator[Site]:
    """Pages of *world* as it is built now."""
    with TestClient(create_app(world.system, *APPLICATIONS, settings=ROOMY)) as client:
        yield Site(world, client)


def slugs(sheet: Sheet) -> list[str]:
    """The launches that a page leads to, in order."""
    found = [one.removeprefix("/launches/") for one in sheet.links() if "/launches/" in one]
    return list(dict.fromkeys(found))


def page_of(site: Site, launch: Launch) -> Sheet:
    return site.guest().open(f"/launches/{launch.slug}")


def structured(sheet: Sheet) -> dict[str, object]:
    """What search engines read of a launch."""
    script = sheet.soup.find("script", type="application/ld+json")
    assert script is not None
    found: dict[str, object] = json.loads(script.get_text())
    return found


# The board


@pytest.mark.story("2.1")
def test_a_card_tells_what_one_chooses_by(site: Site) -> None:
    launch = site.world.launch(seats=8)
    site.world.book(site.world.traveler(), launch.id, 2)

    (card,) = site.guest().open("/").soup.select(".card.launch")

    said = " ".join(card.get_text(" ").split())
    assert "Moon" in said
    assert "Heron" in said
    assert "Sat 19 Feb 2028, 07:00 EST" in said
    assert "250,000.00 USD" in said
    assert "6 seats left" in said


@pytest.mark.story("2.1")
@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("destination=mars", {"mars"}),
        ("to_date=2027-02-28", {"near"}),
        ("from_date=2027-03-01", {"mars", "big"}),
        ("seats=20", {"big"}),
        ("max_price=90,000", {"near"}),
        ("min_price=90000.01&max_price=$900000", {"mars", "big"}),
        ("destination=mars&seats=20", set()),
        ("", {"near", "mars", "big"}),
    ],
)
def test_filters_are_in_the_address(site: Site, query: str, fits: set[str]) -> None:
    world = site.world
    launches = {
        "near": world.launch(days=20, price="90000.00"),
        "mars": world.launch(days=400, destination=Destination.MARS),
        "big": world.launch(days=500, seats=30),
    }

    shown = site.guest().open(f"/?{query}")

    assert set(slugs(shown)) == {launches[name].slug for name in fits}
    assert ("No launch fits" in shown.text) == (not fits)


@pytest.mark.story("2.1")
def test_the_form_of_the_filters_leads_to_such_an_address(site: Site) -> None:
    site.world.launch()
    mars = site.world.launch(destination=Destination.MARS)

    shown = site.guest().open("/?sort=price").send("Show launches", destination="mars", seats=2)

    assert "sort=price" in shown.path
    assert slugs(shown) == [mars.slug]
    assert shown.value("destination") == "mars"
    assert shown.value("seats") == "2"


@pytest.mark.story("2.1")
def test_a_filter_can_be_taken_away_alone(site: Site) -> None:
    moon, mars = site.world.launch(seats=8), site.world.launch(destination=Destination.MARS)
    guest = site.guest()

    shown = guest.open("/?destination=mars&seats=3&view=table")
    wider = shown.follow("Without the filter Mars ×")

    assert slugs(shown) == [mars.slug]
    assert wider.path == "/?seats=3&view=table"
    assert set(slugs(wider)) == {moon.slug, mars.slug}


@pytest.mark.story("2.1")
@pytest.mark.parametrize(
    ("query", "field", "says"),
    [
        ("seats=many", "seats", "whole number"),
        ("seats=0", "seats", "from 1 to 1,000"),
        ("max_price=cheap", "max_price", "amount"),
        ("from_date=soon", "from_date", "day"),
        ("from_date=0001-01-01", "from_date", "between 1970 and 2999"),
        ("from_date=2028-01-01&to_date=2027-01-01", "to_date", "before the first day"),
        ("min_price=5&max_price=4", "max_price", "below the lowest"),
        ("destination=pluto", "destination", "list"),
    ],
)
def test_a_fault_stands_beside_its_field_and_nothing_is_lost(
    site: Site, query: str, field: str, says: str
) -> None:
    site.world.launch()

    refused = site.guest().open(f"/?{query}&text=heron")

    assert refused.status == 422
    assert says in refused.fault(field)
    assert refused.value("text") == "heron"
    assert refused.soup.select_one("details.filters[open]")
    typed = dict(one.split("=") for one in query.split("&"))[field]
    assert refused.value(field) == ("" if field == "destination" else typed)


@pytest.mark.story("2.1")
def test_both_ends_of_a_faulty_range_are_told_at_once(site: Site) -> None:
    refused = site.guest().open("/?seats=x&max_price=y")

    assert refused.fault("seats")
    assert refused.fault("max_price")


@pytest.mark.story("2.1")
def test_the_filters_do_not_shout_while_nothing_is_wrong(site: Site) -> None:
    site.world.launch()

    assert site.guest().open("/?destination=moon").soup.select_one("details.filters[open]") is None


@pytest.mark.story("2.1")
@pytest.mark.parametrize(
    ("choice", "order"),
    [
        ("Soonest", ["near", "dear", "far"]),
        ("Latest", ["far", "dear", "near"]),
        ("Cheapest", ["far", "near", "dear"]),
        ("Dearest", ["dear", "near", "far"]),
    ],
)
def test_launches_come_in_the_order_that_was_chosen(
    site: Site, choice: str, order: list[str]
) -> None:
    world = site.world
    launches = {
        "near": world.launch(days=20, price="200000.00"),
        "dear": world.launch(days=30, price="300000.00"),
        "far": world.launch(days=40, price="100000.00"),
    }

    shown = site.guest().open("/").follow(choice)

    assert slugs(shown) == [launches[name].slug for name in order]
    assert shown.soup.select_one(".choices [aria-current]").get_text() == choice  # type: ignore[union-attr]


@pytest.mark.story("2.1")
def test_the_same_launches_fit_in_a_table(site: Site) -> None:
    launch = site.world.launch()

    table = site.guest().open("/").follow("Table")

    assert table.soup.select_one("table") is not None
    assert slugs(table) == [launch.slug]
    assert "250,000.00 USD" in table.text


@pytest.mark.story("2.1")
def test_a_long_board_goes_on_with_the_same_filters(site: Site) -> None:
    agency = site.world.agency()
    made = [site.world.launch(agency, days=100 + day, seats=4).slug for day in range(26)]
    site.world.launch(days=50, destination=Destination.MARS)
    first = site.guest().open("/?destination=moon")

    rest = first.follow("More launches")

    assert slugs(first) == made[:24]
    assert slugs(rest) == made[24:]
    assert "destination=moon" in rest.path
    assert slugs(rest.follow("First page")) == made[:24]


@pytest.mark.story("2.1")
def test_a_cursor_that_was_tampered_with_leads_to_the_front(site: Site) -> None:
    launch = site.world.launch()

    assert slugs(site.guest().open("/?after=abc")) == [launch.slug]


@pytest.mark.story("2.1")
def test_an_empty_board_says_what_to_do(site: Site) -> None:
    nothing = site.guest().open("/")

    assert "No launch is on sale right now" in nothing.text
    assert "/testimonials" in nothing.links()


@pytest.mark.story("2.1")
def test_all_launches_of_an_agency_are_one_click_from_its_launch(site: Site) -> None:
    agency = site.world.agency()
    one, other = site.world.launch(agency), site.world.launch(agency, days=500)
    site.world.launch()
    name = site.world.parts.board.get(one.id, now=site.world.clock.now()).agency_name

    shown = page_of(site, one).follow(f"All launches of {name}")

    assert slugs(shown) == [one.slug, other.slug]
    assert f"of {name}" in shown.text
    everything = shown.follow(f"Without the filter of {name} ×")
    assert len(slugs(everything)) == 3


@pytest.mark.story("2.1")
def test_the_agency_is_named_also_when_other_filters_hide_all_of_it(site: Site) -> None:
    launch = site.world.launch()
    name = site.world.parts.board.get(launch.id, now=site.world.clock.now()).agency_name

    shown = site.guest().open(f"/?agency_id={launch.agency_id}&destination=mars")

    assert "No launch fits" in shown.text
    assert f"of {name}" in shown.text


@pytest.mark.story("2.1")
def test_an_agency_that_cannot_be_is_no_page(site: Site) -> None:
    assert site.guest().open("/?agency_id=somebody").status == 404


@pytest.mark.story("2.10")
def test_an_early_sale_is_marked(site: Site) -> None:
    site.world.launch(vip_days=30)
    site.world.launch()

    marked = site.guest().open("/").soup.select(".badge.accent")

    assert [one.get_text() for one in marked] == ["VIP early sale"]


@pytest.mark.story("5.4")
def test_while_launches_are_away_the_board_says_as_of_when_it_is(site: Site) -> None:
    launch = site.world.launch()
    site.world.system.sync_due(site.world.operator)
    site.world.settle()
    outage = Outage()
    site.world.restart(cut_off(site.world.parts, outage))
    outage.down = True

    with opened(site.world) as late:
        board, page = late.guest().open("/"), page_of(late, launch)

    assert slugs(board) == [launch.slug]
    assert "how things stood at 15 Jan 2027" in board.told
    assert "how things stood at 15 Jan 2027" in page.told
    assert "cannot be shown for the moment" in page.text


# A launch


@pytest.mark.story("2.1")
def test_a_launch_page_tells_everything_one_decides_by(site: Site) -> None:
    launch = site.world.launch(seats=8)
    site.world.book(site.world.traveler(), launch.id, (2, 3, 4))

    page = page_of(site, launch)

    assert page.heading == "Moon"
    assert "Saturday 19 February 2028, 07:00 EST (America/New_York)" in page.text
    assert "19 Feb 2028, 12:00 UTC" in page.text
    assert "in 400 days" in page.text
    assert "at least 4 seats of 8 are sold. 3 are taken so far." in page.text
    assert "250,000.00 USD" in page.text
    assert f"/traveler/book/{launch.slug}" in page.links()


@pytest.mark.story("2.1")
def test_the_cabin_is_told_in_words_too(site: Site) -> None:
    launch = site.world.launch(seats=8)
    site.world.book(site.world.traveler(), launch.id, (2, 3, 5))

    cabin = page_of(site, launch).soup.select_one(".cabin")

    assert cabin is not None
    assert cabin["role"] == "img"
    assert cabin["aria-label"] == "The cabin. Free seats: 1, 4 and 6 to 8. Taken seats: 2, 3 and 5."
    assert [one.get_text() for one in cabin.select(".taken")] == ["2", "3", "5"]


@pytest.mark.story("2.1")
def test_a_launch_is_found_by_its_id_under_its_name(site: Site) -> None:
    launch = site.world.launch()

    assert site.guest().open(f"/launches/{launch.id}").path == f"/launches/{launch.slug}"


@pytest.mark.parametrize("slug", ["heron-nowhere", "%C3%A9", "x" * 500, "%00"])
def test_what_is_no_launch_is_no_page(site: Site, slug: str) -> None:
    missing = site.guest().open(f"/launches/{slug}")

    assert missing.status == 404
    assert missing.heading == "There is no such page"


@pytest.mark.story("2.5")
def test_the_terms_are_those_in_force_and_no_others() -> None:
    world = in_memory_world()
    policies = BookingPolicies(
        seats=SeatLimitPolicy(regular=3, vip=7, vip_launches=5),
        holds=HoldPolicy(lasts=timedelta(minutes=21)),
        passengers=PassengerPolicy(youngest=21, oldest=66),
        refunds=RefundPolicy(
            (
                RefundTier(timedelta(days=300), Decimal("0.85")),
                RefundTier(timedelta(days=10), Decimal("0.125")),
            )
        ),
        wishes=WishPolicy(timedelta(hours=30)),
    )
    world.restart(evolve(world.parts, policies=policies))
    launch = world.launch(days=400)
    full = world.launch(days=410, seats=2)
    world.book(world.traveler(), full.id, 2)

    with opened(world) as site:
        page, wish = page_of(site, launch), page_of(site, full)
        about = site.guest().open("/about")

    assert "held for 21 minutes while you pay" in page.text
    assert "25 April 2027 85 % 212,500.00 USD" in page.text
    assert "9 February 2028 12.5 % 31,250.00 USD" in page.text
    assert "3 seats per launch; 7 once you booked 5 launches" in page.text
    assert "21 to 66 years" in page.text
    assert "held for 30 hours" in wish.text
    for told in ("21 minutes", "300 days or more before lift-off 85 %", "12.5 %", "21 to 66"):
        assert told in about.text


@pytest.mark.story("2.5")
def test_steps_that_have_passed_are_not_offered(site: Site) -> None:
    near, soon = site.world.launch(days=100), site.world.launch(days=20)

    page = page_of(site, near)

    assert "70 %" in page.text
    assert "90 %" not in page.text
    assert "nothing comes back if you cancel" in page_of(site, soon).text


@pytest.mark.story("2.4")
def test_the_history_is_told_with_its_reasons_the_latest_first(site: Site) -> None:
    world, launch = site.world, site.world.launch()
    world.pass_time(timedelta(days=1))
    owner, later = world.owner_of(launch), launch.launch_at + timedelta(days=30)
    world.system.delay_launch(owner, launch.id, later, "The <b>engine</b> needs a test.")

    page = page_of(site, launch)
    changes = [one.get_text(" ").split()[0] for one in page.soup.select(".timeline li")]

    assert changes == ["Delayed", "Scheduled"]
    assert "“The <b>engine</b> needs a test.”" in page.text
    assert "New lift-off: 20 March 2028, 08:00 EDT (America/New_York)" in page.text
    assert structured(page)["previousStartDate"] == ["2028-02-19T12:00:00Z"]


@pytest.mark.story("2.10")
def test_an_early_sale_says_for_whom_and_until_when(site: Site) -> None:
    page = page_of(site, site.world.launch(vip_days=30))

    assert "Until 14 February 2027, 07:00 EST (America/New_York) only VIP travelers" in page.text
    assert "have booked 2 launches" in page.text
    assert page.soup.find("a", string="Book early") is not None


@pytest.mark.story("2.1")
def test_a_launch_that_is_sold_out_offers_to_wait_and_its_neighbours(site: Site) -> None:
    world = site.world
    launch, other = world.launch(seats=2), world.launch(days=410)
    world.launch(destination=Destination.MARS)
    world.book(world.traveler(), launch.id, 2)

    page = page_of(site, launch)

    assert f"/traveler/wishes/new/{launch.slug}" in page.links()
    assert f"/traveler/book/{launch.slug}" not in page.links()
    assert slugs(page) == [other.slug]
    assert "SoldOut" in str(structured(page)["offers"])


@pytest.mark.story("1.5")
def test_a_launch_that_was_called_off_cannot_be_booked(site: Site) -> None:
    world, launch = site.world, site.world.launch()
    other = world.launch(days=390)
    world.system.abort_launch(world.owner_of(launch), launch.id, "A cracked valve.")

    page = page_of(site, launch)

    assert "called off" in page.text
    assert "A cracked valve." in page.text
    assert slugs(page) == [other.slug]
    assert not [one for one in page.links() if one.startswith("/traveler")]
    assert structured(page)["eventStatus"] == "https://schema.org/EventCancelled"
    assert page.soup.select_one("[data-countdown]") is None


@pytest.mark.story("2.9")
def test_a_launch_that_flew_shows_who_was_aboard(site: Site) -> None:
    told = told_of(site.world, stars=4, text="Quiet, and very dark.")

    page = site.guest().open(f"/launches/{told.flight.slug}")

    assert "This launch has flown." in page.text
    assert "Quiet, and very dark." in page.text
    assert "4 of 5 stars" in page.text


@pytest.mark.story("1.8")
def test_launches_of_a_suspended_agency_are_not_on_sale(site: Site) -> None:
    world, launch = site.world, site.world.launch()
    world.system.suspend_agency(world.operator, AgencyId(launch.agency_id), "Papers are missing.")
    world.settle()
    assert world.parts.agencies.get(launch.agency_id).status is AgencyStatus.SUSPENDED

    assert "not on sale for the moment" in page_of(site, launch).text
    assert slugs(site.guest().open("/")) == []


@pytest.mark.story("1.5")
def test_after_lift_off_time_the_page_waits_for_the_report(site: Site) -> None:
    launch = site.world.launch(days=1)
    site.world.pass_time(timedelta(days=1, minutes=1))

    page = page_of(site, launch)

    assert "the agency has yet to report" in page.text
    assert "has passed" in page.text


@pytest.mark.story("2.1")
def test_names_do_not_break_out_of_the_structured_data(site: Site) -> None:
    world, launch = site.world, site.world.launch()
    nasty = "</script><script>alert(1)</script><!--"
    with world.parts.operations(world.operator.origin("rename", world.clock.now())):
        agency = world.parts.agencies.lock(launch.agency_id)
        world.parts.agencies.save(evolve(agency, company_name=nasty))

    page = page_of(site, launch)

    assert structured(page)["organizer"] == {"@type": "Organization", "name": nasty}
    inside = [one for one in page.soup.find_all("script") if not one.get("src")]
    assert [one["type"] for one in inside] == ["application/ld+json"]
    assert page.heading == "Moon"


@pytest.mark.story("2.1")
def test_search_engines_are_told_what_a_page_is(site: Site) -> None:
    launch = site.world.launch()
    page = page_of(site, launch)
    named = {str(one.get("property") or one.get("name")): one for one in page.soup("meta")}
    canonical = page.soup.find("link", rel="canonical")

    assert canonical is not None
    assert canonical["href"] == f"{BASE}/launches/{launch.slug}"
    assert "Launch to the Moon" in str(named["description"]["content"])
    assert str(named["og:title"]["content"]).startswith("Moon with Heron")
    assert named["og:url"]["content"] == canonical["href"]
    assert structured(page)["url"] == canonical["href"]
    assert structured(page)["startDate"] == "2028-02-19T12:00:00Z"


def test_the_map_of_the_site_names_every_launch_on_sale(site: Site) -> None:
    agency = site.world.agency()
    made = [site.world.launch(agency, days=100 + day, seats=4).slug for day in range(3)]
    client = site.guest().client

    told = client.get("/sitemap.xml")
    robots = client.get("/robots.txt")

    assert told.headers["content-type"].startswith("application/xml")
    for slug in made:
        assert f"<loc>{BASE}/launches/{slug}</loc>" in told.text
    assert f"Sitemap: {BASE}/sitemap.xml" in robots.text
    assert "Disallow: /traveler" in robots.text


# Voices, and who we are


@pytest.mark.story("2.9")
def test_testimonials_name_traveler_launch_and_stars_in_words(site: Site) -> None:
    told = told_of(site.world, stars=3)

    page = site.guest().open("/testimonials")

    assert told.text in page.text
    assert told.shown_name in page.text
    assert "Moreno" not in page.text
    assert "3 of 5 stars" in page.text
    assert slugs(page) == [told.flight.slug]


@pytest.mark.story("2.9")
def test_nobody_reads_here_what_was_not_approved(site: Site) -> None:
    told_of(site.world, text="Not read yet.", approved=False)
    reader = site.world.employee(Position.CUSTOMER_SERVICE)

    for page in (site.guest().open("/testimonials"), site.enter(reader).open("/testimonials")):
        assert "Nobody has told of a flight yet" in page.text


@pytest.mark.story("2.9")
def test_testimonials_of_one_destination(site: Site) -> None:
    told_of(site.world, text="The far side.")
    told_of(site.world, text="Red dust.", destination=Destination.MARS)

    page = site.guest().open("/testimonials")
    mars = page.send("Show", destination="mars")
    iss = page.send("Show", destination="iss")

    assert "Red dust." in mars.text
    assert "The far side." not in mars.text
    assert "Nobody has told of a flight there yet" in iss.text
    assert "/testimonials" in iss.links()


@pytest.mark.story("2.9")
def test_testimonials_go_on_page_by_page(site: Site) -> None:
    for number in range(13):
        told_of(site.world, text=f"Story {number}.")

    first = site.guest().open("/testimonials")
    rest = first.follow("More testimonials")

    assert len(first.soup.select(".voice")) == 12
    assert [one.get_text() for one in rest.soup.select(".quote")] == ["Story 0."]


@pytest.mark.story("2.9")
def test_the_page_about_us_counts_what_was_flown(site: Site) -> None:
    told_of(site.world, stars=4)
    flown(site.world, site.world.traveler())

    page = site.guest().open("/about")
    figures = {
        " ".join(one.dt.get_text(" ").split()): one.dd.get_text(" ").split()[0]  # type: ignore[union-attr]
        for one in page.soup.select(".figures > div")
    }

    assert figures["Launches flown"] == "2"
    assert figures["Travelers aboard"] == "4"
    assert figures["Average of 1 testimonial"] == "4.00"
    assert ROOMY.contact in page.text


@pytest.mark.story("2.9")
def test_while_nobody_can_count_the_rules_are_told_all_the_same(site: Site) -> None:
    outage = Outage(down=True)
    site.world.restart(cut_off(site.world.parts, outage))

    with opened(site.world) as late:
        page = late.guest().open("/about")

    assert page.status == 200
    assert "cannot be counted for the moment" in page.told
    assert "15 minutes" in page.text
