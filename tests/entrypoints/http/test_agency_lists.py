"""Lists of agencies, rockets, launches and spaceports, and what can be done with each."""

from datetime import timedelta
from typing import Any

import pytest

from astrobookings.application.agencies.add_rocket import RocketDetails
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.identity.roles import Position

from .conftest import Person, Platform

AGENCY = "/api/v1/agency"


def listed(person: Person, path: str, name: str = "id") -> list[Any]:
    answer = person.get(f"{AGENCY}/{path}")
    assert answer.status_code == 200, answer.text
    return [one[name] for one in answer.json()["items"]]


def actions(person: Person, path: str) -> list[str]:
    answer = person.get(f"{AGENCY}/{path}")
    assert answer.status_code == 200, answer.text
    found: list[str] = answer.json()["available_actions"]
    return found


@pytest.mark.story("1.3")
def test_launches_are_narrowed_and_sorted(platform: Platform) -> None:
    world, by = platform.world, platform.world.agency()
    moon = world.launch(by, days=400)
    mars = world.launch(by, days=500, destination=Destination.MARS)
    agency = platform.sign_in(by)
    day = mars.launch_at.date()

    assert listed(agency, "launches") == [str(moon.id), str(mars.id)]
    assert listed(agency, "launches?sort=-launch_at") == [str(mars.id), str(moon.id)]
    for query in (
        "destination=mars",
        f"from_date={day}&to_date={day}",
        f"text={mars.slug.upper()}",
        "status=scheduled&destination=mars",
    ):
        assert listed(agency, f"launches?{query}") == [str(mars.id)]
    assert agency.get(f"{AGENCY}/launches?from_date=soon").status_code == 422
    assert agency.get(f"{AGENCY}/launches?sort=price").status_code == 422


@pytest.mark.story("1.2")
def test_rockets_are_narrowed_and_sorted(platform: Platform) -> None:
    world, by = platform.world, platform.world.agency()
    for name, capacity, range_ in (("Ariel", 30, Destination.ISS), ("Boreas", 9, Destination.MARS)):
        details = RocketDetails(name=name, model="II", capacity=capacity, range=range_)
        world.system.add_rocket(by, details)
    agency = platform.sign_in(by)

    assert listed(agency, "rockets", "name") == ["Ariel", "Boreas"]
    assert listed(agency, "rockets?sort=-name", "name") == ["Boreas", "Ariel"]
    assert listed(agency, "rockets?sort=capacity", "name") == ["Boreas", "Ariel"]
    assert listed(agency, "rockets?reaches=moon", "name") == ["Boreas"]
    assert listed(agency, "rockets?text=ARI", "name") == ["Ariel"]


@pytest.mark.story("1.8")
def test_agencies_are_sorted_and_show_their_reliability(platform: Platform) -> None:
    world, by = platform.world, platform.world.agency()
    world.agency(approved=False)
    for _ in range(2):
        launch = world.launch(by, days=3)
        world.pass_time(timedelta(days=4))
        world.system.mark_launch_successful(by, launch.id)
    world.settle()
    operations = platform.employee(Position.OPERATIONS)

    proven = operations.get(f"{AGENCY}/agencies?sort=-successful_launches").json()["items"]

    assert [one["reliability"] for one in proven] == ["reliable", "new"]
    assert [one["available_actions"] for one in proven] == [["suspend"], ["approve", "suspend"]]
    names = listed(operations, "agencies", "company_name")
    assert listed(operations, "agencies?sort=-company_name", "company_name") == names[::-1]
    assert listed(operations, "agencies?sort=created_at", "id")[0] == proven[0]["id"]
    own = platform.sign_in(by).get(f"{AGENCY}/profile").json()
    assert (own["reliability"], own["available_actions"]) == ("reliable", ["edit"])


@pytest.mark.story("1.9")
def test_spaceports_are_searched_and_sorted(platform: Platform) -> None:
    first, second = (platform.world.spaceport() for _ in range(2))
    anybody = Person(platform.client, {})

    assert listed(anybody, "spaceports", "name") == [first.name, second.name]
    assert listed(anybody, "spaceports?sort=-name", "name") == [second.name, first.name]
    assert listed(anybody, f"spaceports?text={second.name.upper()}", "name") == [second.name]
    assert len(listed(anybody, "spaceports?text=FLORIDA")) == 2


@pytest.mark.story("1.5")
def test_what_can_be_done_with_a_launch_depends_on_who_asks(platform: Platform) -> None:
    world = platform.world
    launch = world.launch(days=10)
    path, owner = f"launches/{launch.id}", world.owner_of(launch)

    assert actions(platform.sign_in(owner), path) == ["edit", "delay", "abort"]
    assert actions(platform.employee(Position.OPERATIONS), path) == ["delay", "abort"]
    world.pass_time(timedelta(days=11))
    reports = ["report_failure", "report_success"]
    assert actions(platform.sign_in(owner), path) == ["edit", "delay", "abort", *reports]
    world.system.abort_launch(owner, launch.id, "Funds")
    assert actions(platform.sign_in(owner), path) == []


@pytest.mark.story("1.2")
@pytest.mark.story("1.9")
def test_what_a_launch_names_cannot_be_deleted(platform: Platform) -> None:
    world = platform.world
    launch, idle = world.launch(), world.spaceport()
    agency = platform.sign_in(world.owner_of(launch))
    operations = platform.employee(Position.OPERATIONS)

    assert actions(agency, f"rockets/{launch.rocket_id}") == ["edit"]
    assert listed(agency, "rockets", "available_actions") == [["edit"]]
    assert actions(operations, f"spaceports/{launch.spaceport_id}") == ["edit"]
    assert actions(operations, f"spaceports/{idle.id}") == ["edit", "delete"]
    assert actions(agency, f"spaceports/{idle.id}") == []


@pytest.mark.story("1.8")
def test_a_suspended_agency_can_be_reinstated(platform: Platform) -> None:
    by = platform.world.agency()
    operations = platform.employee(Position.OPERATIONS)
    path = f"{AGENCY}/agencies/{by.user_id}"

    suspended = operations.post(f"{path}/suspension", {"reason": "Debts"}).json()
    reinstated = operations.post(f"{path}/reinstatement").json()

    assert suspended["available_actions"] == ["reinstate"]
    assert reinstated["available_actions"] == ["suspend"]
