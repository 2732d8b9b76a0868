"""AgencyWeb: planning launches and finding them again (story 1.3)."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.entrypoints.web.agency_scenes import draft, first_rocket
from tests.entrypoints.web.guest import Sheet, Site

pytestmark = pytest.mark.story("1.3")


def _planned(site: Site, **others: str) -> Sheet:
    """The plan of a launch, filled in and sent to be looked at."""
    agency = site.world.agency()
    values = draft(site.world, agency, **others)
    form = site.enter(agency).open("/agency/launches/new")
    return form.send("Look at the launch", **values)


def test_a_launch_is_looked_at_and_published(site: Site) -> None:
    look = _planned(site, launch_at="2027-08-03T09:30")
    assert "Nothing is published yet." in look.text
    assert "Tuesday 3 August 2027, 09:30 EDT (America/New_York)" in look.text
    assert "3 Aug 2027, 13:30 UTC" in look.text
    assert "2,000,000.00 USD" in look.text
    published = look.send("Publish the launch")
    assert published.told.startswith("Published: Moon with Heron")
    assert published.path.startswith("/agency/launches/")
    slug = next(link for link in published.links() if link.startswith("/launches/"))
    assert slug.endswith("-moon-2027-08-03")
    assert slug in look.text


def test_what_was_typed_can_be_changed_before_publishing(site: Site) -> None:
    form = _planned(site, price="1250000").follow("Change something")
    assert form.value("price") == "1250000"
    assert "1,300,000.00 USD" in form.send("Look at the launch", price="1,300,000").text


def test_every_fault_of_a_plan_is_told_at_once(site: Site) -> None:
    form = _planned(
        site,
        rocket_id="",
        spaceport_id="0b5f1c1e-0000-7000-8000-000000000000",
        destination="sun",
        launch_at="soon",
        price="much",
        seats_total="all",
        minimum_occupancy="120",
        general_sale_at="9999-12-31T23:59",
    )
    assert form.status == 422
    assert form.heading == "Plan a launch"
    for name in ("rocket_id", "spaceport_id", "destination"):
        assert form.fault(name) == "Choose one of the list."
    assert form.fault("launch_at") == "Is a day and time such as 2027-04-12T09:30."
    assert "US dollars" in form.fault("price")
    assert form.fault("seats_total") == "Is a whole number such as 4."
    assert form.fault("minimum_occupancy") == "Is a percentage from 0 to 100 such as 62.5."
    assert form.value("seats_total") == "all"


def test_a_date_that_no_calendar_has_is_a_fault_of_the_field(site: Site) -> None:
    assert _planned(site, launch_at="9999-12-31T23:59").fault("launch_at")


def test_rules_of_the_rocket_stand_beside_their_fields(site: Site) -> None:
    form = _planned(site, seats_total="11", launch_at="2027-01-10T10:00", price="0")
    assert form.fault("seats_total") == "Must be 1 to 10."
    assert form.fault("launch_at") == "Must be in the future."
    assert form.fault("price")


def test_a_destination_beyond_the_range_is_told_in_words(site: Site) -> None:
    agency = site.world.agency()
    guest = site.enter(agency)
    guest.open("/agency/rockets/new").send(
        "Add the rocket", name="Egret", model="I", capacity=8, range="low_earth_orbit"
    )
    values = draft(site.world, agency, destination="mars")
    form = guest.open("/agency/launches/new").send("Look at the launch", **values)
    assert form.fault("destination") == "Egret flies as far as Low Earth orbit."


def test_an_overlapping_flight_is_named(site: Site) -> None:
    agency = site.world.agency()
    launch = site.world.launch(agency, days=90)
    values = draft(site.world, agency, launch_at="2027-04-15T10:00")
    form = site.enter(agency).open("/agency/launches/new").send("Look at the launch", **values)
    assert launch.launch_at == datetime(2027, 4, 15, 12, 0, tzinfo=UTC)
    assert "flies to Moon on 15 April 2027, 08:00" in form.fault("launch_at")
    assert "24 hours" in form.fault("launch_at")


def test_a_flight_planned_meanwhile_refuses_the_publishing(site: Site) -> None:
    look = _planned(site)
    again = look.guest.open(look.path)
    assert look.send("Publish the launch").status == 200
    refused = again.send("Publish the launch")
    assert refused.status == 422
    assert "24 hours" in refused.fault("launch_at")


def test_the_sale_may_open_to_vips_first(site: Site) -> None:
    look = _planned(site, launch_at="2027-08-03T09:30", general_sale_at="2027-03-01T12:00")
    assert "until then VIP travelers alone book" in look.text
    assert "VIP travelers alone book" in look.send("Publish the launch").text
    late = _planned(site, launch_at="2027-08-03T09:30", general_sale_at="2027-09-01T12:00")
    assert late.fault("general_sale_at") == "Must be before the launch."


def test_an_agency_that_waits_for_approval_cannot_publish(site: Site) -> None:
    agency = site.world.agency(approved=False)
    assert "Not yet" in site.enter(agency).open("/agency/launches/new").text


def test_an_agency_without_rockets_is_led_to_its_fleet(site: Site) -> None:
    form = site.enter(site.world.agency()).open("/agency/launches/new")
    assert "A rocket comes first" in form.text


def test_a_launch_is_edited(site: Site) -> None:
    agency = site.world.agency()
    launch = site.world.launch(agency)
    form = site.enter(agency).open(f"/agency/launches/{launch.id}").follow("Edit price and sale")
    saved = form.send(
        "Save the launch",
        price="300,000",
        minimum_occupancy="62.5",
        general_sale_at="2027-06-01T10:00",
    )
    assert saved.told == "The launch is saved."
    assert "300,000.00 USD" in saved.text
    assert "Viable from 5 seats on." in saved.text
    form = saved.follow("Edit price and sale")
    assert form.value("minimum_occupancy") == "62.5"
    assert form.value("general_sale_at") == "2027-06-01T10:00"
    opened = form.send("Save the launch", general_sale_at="")
    assert "VIP" not in opened.text
    faulty = opened.follow("Edit price and sale").send("Save the launch", price="free")
    assert "US dollars" in faulty.fault("price")
    assert faulty.value("price") == "free"


def test_a_launch_that_was_changed_meanwhile_is_told(site: Site) -> None:
    agency = site.world.agency()
    launch = site.world.launch(agency)
    form = site.enter(agency).open(f"/agency/launches/{launch.id}/edit")
    site.enter(agency).open(form.path).send("Save the launch", price="260000.00")
    again = form.send("Save the launch", price="270000.00")
    assert again.status == 409
    assert "Price per seat 260000.00" in again.text
    assert "270,000.00 USD" in again.send("Save the launch").text


def test_a_final_launch_is_not_edited(site: Site) -> None:
    agency = site.world.agency()
    launch = site.world.launch(agency)
    site.world.system.abort_launch(agency, launch.id, "weather")
    assert site.enter(agency).open(f"/agency/launches/{launch.id}/edit").status == 409


def test_a_launch_can_be_planned_like_another(site: Site) -> None:
    agency = site.world.agency()
    launch = site.world.launch(agency)
    form = (
        site.enter(agency)
        .open(f"/agency/launches/{launch.id}")
        .follow("Plan another launch like this one")
    )
    assert form.value("rocket_id") == str(launch.rocket_id)
    assert form.value("price") == "250000.00"
    assert form.value("minimum_occupancy") == "50"
    assert form.value("launch_at") == ""


def test_launches_are_listed_and_filtered(site: Site) -> None:
    world = site.world
    agency = world.agency()
    gone, soon, late = (world.launch(agency, days=days) for days in (1, 30, 300))
    world.pass_time(timedelta(days=2))
    guest = site.enter(agency)
    coming = guest.open("/agency/launches")
    ahead = [link for link in coming.links() if link.rpartition("/")[2] in _ids(soon, late)]
    assert [link.rpartition("/")[2] for link in ahead] == [str(soon.id), str(late.id)]
    assert "One launch waits for your word" in coming.text
    past = coming.send("Show launches", when="past")
    assert f"/agency/launches/{gone.id}" in past.links()
    assert f"/agency/launches/{soon.id}" not in past.links()
    world.system.delay_launch(agency, late.id, late.launch_at + timedelta(days=9), "weather")
    delayed = guest.open("/agency/launches").send("Show launches", status="delayed", when="all")
    assert f"/agency/launches/{late.id}" in delayed.links()
    assert f"/agency/launches/{soon.id}" not in delayed.links()
    assert "when=all" in delayed.path
    assert "No launch fits" in guest.open("/agency/launches?destination=mars").text
    assert guest.open("/agency/launches?from_date=soon").fault("from_date")


def _ids(*launches: object) -> set[str]:
    return {str(one.id) for one in launches}  # type: ignore[attr-defined]


def test_nothing_planned_says_what_to_do(site: Site) -> None:
    assert "Nothing is planned" in site.enter(site.world.agency()).open("/agency/launches").text
    waiting = site.enter(site.world.agency(approved=False)).open("/agency/launches")
    assert "once your agency is approved" in waiting.text


def test_many_launches_have_pages(site: Site) -> None:
    agency = site.world.agency()
    launches = [site.world.launch(agency, days=30 + number) for number in range(27)]
    first = site.enter(agency).open("/agency/launches?destination=moon")
    assert f"/agency/launches/{launches[-1].id}" not in first.links()
    second = first.follow("More launches")
    assert f"/agency/launches/{launches[-1].id}" in second.links()
    assert "destination=moon" in second.path


def test_launches_of_others_look_like_absent_ones(site: Site) -> None:
    launch = site.world.launch()
    rocket = first_rocket(site.world, site.world.owner_of(launch))
    agency = site.world.agency()
    guest = site.enter(agency)
    for path in ("", "/edit", "/delay", "/abort", "/bookings", "/report"):
        assert guest.open(f"/agency/launches/{launch.id}{path}").status == 404
    values = draft(site.world, agency, rocket_id=str(rocket.id))
    look = guest.open("/agency/launches/new").send("Look at the launch", **values)
    assert look.fault("rocket_id") == "Choose one of the list."
