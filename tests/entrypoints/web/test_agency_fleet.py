"""AgencyWeb: the fleet (story 1.2)."""

import pytest

from astrobookings.application.agencies.add_rocket import RocketDetails
from astrobookings.domain.agencies.destinations import Destination
from tests.entrypoints.web.agency_scenes import draft, first_rocket
from tests.entrypoints.web.guest import Guest, Site

pytestmark = pytest.mark.story("1.2")


def _add(guest: Guest, **others: object) -> None:
    values = {"name": "Heron", "model": "II", "capacity": 6, "range": "moon", **others}
    added = guest.open("/agency/rockets/new").send("Add the rocket", **values)
    assert added.told == f"{values['name']} joined your fleet."


def test_an_empty_fleet_says_what_to_do(site: Site) -> None:
    fleet = site.enter(site.world.agency()).open("/agency/rockets")
    assert "Your fleet is empty" in fleet.text
    assert fleet.follow("Add the first rocket").heading == "Add a rocket"


def test_a_rocket_joins_the_fleet_and_is_found(site: Site) -> None:
    guest = site.enter(site.world.agency())
    _add(guest)
    _add(guest, name="Egret", model="X", range="mars")
    fleet = guest.open("/agency/rockets")
    assert "6 seats, as far as Moon" in fleet.text
    far = fleet.send("Show rockets", reaches="mars")
    assert "Egret" in far.text
    assert "Heron" not in far.text
    assert far.path.startswith("/agency/rockets?reaches=mars")
    assert "No rocket fits" in far.send("Show rockets", text="nothing of the kind").text
    assert guest.open("/agency/rockets?reaches=sun").fault("reaches") == "Choose one of the list."


def test_every_fault_of_a_rocket_is_told_at_once(site: Site) -> None:
    form = site.enter(site.world.agency()).open("/agency/rockets/new")
    again = form.send("Add the rocket", name="Heron", capacity="many")
    assert again.status == 422
    assert again.fault("capacity") == "Is a whole number such as 4."
    assert again.fault("range") == "Choose one of the list."
    assert again.value("name") == "Heron"
    again = again.send("Add the rocket", name="", model="II", capacity=0, range="iss")
    assert again.fault("name") == "Must not be empty."
    assert again.fault("capacity") == "Must be 1 to 1000 passengers."


def test_a_rocket_is_edited(site: Site) -> None:
    guest = site.enter(site.world.agency())
    _add(guest)
    form = guest.open("/agency/rockets").follow("Edit Heron II")
    assert form.value("capacity") == "6"
    saved = form.send("Save the rocket", capacity=9)
    assert saved.told == "Heron is saved."
    assert "9 seats" in saved.text


def test_a_rocket_in_use_keeps_what_its_launches_need(site: Site) -> None:
    agency = site.world.agency()
    rocket = first_rocket(site.world, agency)
    form = site.enter(agency).open(f"/agency/rockets/{rocket.id}/edit")
    again = form.send("Save the rocket", capacity=3)
    assert again.status == 409
    assert "sell up to 8 seats and go as far as Moon" in again.told
    assert again.value("capacity") == "3"


def test_a_rocket_that_was_changed_meanwhile_is_told(site: Site) -> None:
    agency = site.world.agency()
    mine, hers = site.enter(agency), site.enter(agency)
    _add(mine)
    form = mine.open("/agency/rockets").follow("Edit Heron II")
    hers.open(form.path).send("Save the rocket", model="III")
    again = form.send("Save the rocket", model="IV")
    assert again.status == 409
    assert "Model III" in again.text
    assert again.value("model") == "IV"
    assert "IV" in again.send("Save the rocket").text


def test_an_unused_rocket_can_be_deleted(site: Site) -> None:
    guest = site.enter(site.world.agency())
    _add(guest)
    asked = guest.open("/agency/rockets").follow("Delete Heron II")
    assert "leaves your fleet for good" in asked.text
    assert asked.send("Delete the rocket").told == "Heron left your fleet."
    assert "Your fleet is empty" in guest.open("/agency/rockets").text


def test_a_rocket_in_use_cannot_be_deleted_and_the_page_says_why(site: Site) -> None:
    agency = site.world.agency()
    rocket = first_rocket(site.world, agency)
    guest = site.enter(agency)
    assert f"/agency/rockets/{rocket.id}/delete" not in guest.open("/agency/rockets").links()
    asked = guest.open(f"/agency/rockets/{rocket.id}/delete")
    assert asked.heading == f"{rocket.name} cannot be deleted"
    assert "One open launch flies with it" in asked.text
    assert asked.follow("See its launches").text.count(rocket.name) >= 1


def test_a_launch_planned_meanwhile_keeps_its_rocket(site: Site) -> None:
    agency = site.world.agency()
    details = RocketDetails(name="Heron", model="II", capacity=9, range=Destination.MARS)
    rocket = site.world.system.add_rocket(agency, details)
    guest = site.enter(agency)
    asked = guest.open(f"/agency/rockets/{rocket.id}/delete")
    values = draft(site.world, agency, rocket_id=str(rocket.id))
    look = guest.open("/agency/launches/new").send("Look at the launch", **values)
    assert look.send("Publish the launch").status == 200
    refused = asked.send("Delete the rocket")
    assert refused.status == 409
    assert refused.told == "A launch uses this rocket; it was not deleted."


def test_rockets_of_others_look_like_absent_ones(site: Site) -> None:
    rocket = first_rocket(site.world, site.world.agency())
    guest = site.enter(site.world.agency())
    assert guest.open(f"/agency/rockets/{rocket.id}/edit").status == 404
    assert guest.open(f"/agency/rockets/{rocket.id}/delete").status == 404


def test_a_long_fleet_has_pages(site: Site) -> None:
    agency = site.world.agency()
    for number in range(27):
        details = RocketDetails(
            name=f"Heron {number:02}", model="II", capacity=4, range=Destination.ISS
        )
        site.world.system.add_rocket(agency, details)
    first = site.enter(agency).open("/agency/rockets?reaches=iss")
    assert "Heron 26" not in first.text
    second = first.follow("More rockets")
    assert "Heron 26" in second.text
    assert "reaches=iss" in second.path
    assert "Heron 00" in second.follow("First page").text
