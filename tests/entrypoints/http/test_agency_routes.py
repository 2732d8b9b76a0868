"""Agencies, fleets, launches and spaceports over HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from astrobookings.domain.identity.roles import Position

from .conftest import Person, Platform

AGENCY = "/api/v1/agency"
ROCKET = {"name": "Falcon", "model": "F9", "capacity": 12, "range": "moon"}
PORT = {
    "name": "Kourou",
    "location": "French Guiana",
    "latitude": 5.24,
    "longitude": -52.77,
    "time_zone": "America/Cayenne",
}


def planned(platform: Platform, agency: Person, **changes: Any) -> dict[str, Any]:
    """The body of a good launch."""
    rocket = agency.post(f"{AGENCY}/rockets", ROCKET).json()
    operations = platform.employee(Position.OPERATIONS)
    port = operations.post(f"{AGENCY}/spaceports", PORT).json()
    launch_at = platform.world.clock.now() + timedelta(days=400)
    return {
        "rocket_id": rocket["id"],
        "spaceport_id": port["id"],
        "destination": "moon",
        "launch_at": launch_at.isoformat(),
        "price": {"amount": "1250000.00", "currency": "USD"},
        "seats_total": 10,
    } | changes


@pytest.mark.story("1.1")
def test_an_agency_edits_its_profile(platform: Platform) -> None:
    agency = platform.agency()
    seen = agency.get(f"{AGENCY}/profile")
    changed = agency.patch(
        f"{AGENCY}/profile", {"description": "Higher."}, if_match=seen.headers["etag"]
    )
    wrong = agency.patch(f"{AGENCY}/profile", {"company_name": "", "contact_email": "nobody"})

    assert changed.json()["description"] == "Higher."
    assert changed.json()["version"] == seen.json()["version"] + 1
    assert wrong.status_code == 422
    assert len(wrong.json()["errors"]) == 2


@pytest.mark.story("1.2")
def test_an_agency_manages_its_rockets(platform: Platform) -> None:
    agency, other = platform.agency(), platform.agency()
    made = agency.post(f"{AGENCY}/rockets", ROCKET)
    path = made.headers["location"]

    assert made.status_code == 201
    assert agency.get(path).json() == made.json()
    assert agency.get(path, if_none_match=made.headers["etag"]).status_code == 304
    assert other.get(path).status_code == 404
    assert agency.patch(path, {"capacity": 20}).json()["capacity"] == 20
    assert agency.delete(path, if_match=made.headers["etag"]).status_code == 412
    assert agency.delete(path, if_match="3").status_code == 400
    assert agency.delete(path).status_code == 204
    assert agency.get(path).status_code == 404


@pytest.mark.story("1.2")
def test_rockets_are_listed_page_by_page(platform: Platform) -> None:
    agency = platform.agency()
    for number in range(5):
        agency.post(f"{AGENCY}/rockets", ROCKET | {"name": f"Falcon {number}"})

    names, after = [], ""
    while True:
        page = agency.get(f"{AGENCY}/rockets?limit=2{after}").json()
        names += [item["name"] for item in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"

    assert sorted(names) == [f"Falcon {number}" for number in range(5)]
    stolen = agency.get(f"{AGENCY}/launches?limit=2{after}")
    assert (stolen.status_code, stolen.json()["code"]) == (400, "invalid-cursor")


@pytest.mark.story("1.3")
def test_an_approved_agency_schedules_a_launch(platform: Platform) -> None:
    agency = platform.agency()
    made = agency.post(f"{AGENCY}/launches", planned(platform, agency))
    launch = made.json()

    assert made.status_code == 201, made.text
    assert launch["seats_left"] == launch["seats_total"] == 10
    assert launch["price"] == {"amount": "1250000.00", "currency": "USD"}
    assert launch["rocket"]["name"] == "Falcon"
    assert launch["spaceport"]["time_zone"] == "America/Cayenne"
    assert launch["launch_at_local"].endswith("-03:00")
    assert launch["launch_at"].endswith("Z")
    assert launch["available_actions"] == ["edit", "delay", "abort"]
    assert made.headers["etag"] == f'"{launch["version"]}"'
    assert agency.get(made.headers["location"]).json() == launch
    assert [one["id"] for one in agency.get(f"{AGENCY}/launches").json()["items"]] == [launch["id"]]


@pytest.mark.story("1.3")
def test_every_fault_of_a_launch_is_told(platform: Platform) -> None:
    agency = platform.agency()
    body = planned(platform, agency, destination="mars", seats_total=13)
    body |= {"launch_at": "2020-01-01T00:00:00Z", "price": {"amount": "0", "currency": "USD"}}
    answer = agency.post(f"{AGENCY}/launches", body)

    pointers = {fault["pointer"] for fault in answer.json()["errors"]}
    assert answer.status_code == 422
    assert pointers == {"/destination", "/seats_total", "/launch_at", "/price"}


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"launch_at": "0001-01-01T00:00:00+14:00"}, "/launch_at"),
        ({"launch_at": "9999-12-31T23:59:59Z"}, "/launch_at"),
        ({"launch_at": "2029-01-01T00:00:00"}, "/launch_at"),
        ({"launch_at": 1900000000}, "/launch_at"),
        ({"price": {"amount": 5, "currency": "USD"}}, "/price/amount"),
        ({"price": {"amount": "1e5", "currency": "USD"}}, "/price/amount"),
        ({"price": {"amount": "5.00", "currency": "EUR"}}, "/price/currency"),
        ({"minimum_occupancy": "1.5"}, "/minimum_occupancy"),
        ({"seats_total": 2**63}, "/seats_total"),
        ({"seats_total": 10**30}, "/seats_total"),
    ],
)
def test_odd_values_are_faults_of_their_field(
    platform: Platform, change: dict[str, Any], pointer: str
) -> None:
    agency = platform.agency()
    answer = agency.post(f"{AGENCY}/launches", planned(platform, agency, **change))

    assert answer.status_code == 422, answer.text
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


@pytest.mark.story("1.3")
def test_an_agency_not_approved_cannot_publish(platform: Platform) -> None:
    agency = platform.agency(approved=False)
    answer = agency.post(f"{AGENCY}/launches", planned(platform, agency))

    assert (answer.status_code, answer.json()["code"]) == (409, "agency-not-approved")


@pytest.mark.story("1.3")
@pytest.mark.story("2.10")
def test_the_sale_of_a_launch_is_edited(platform: Platform) -> None:
    agency = platform.agency()
    path = agency.post(f"{AGENCY}/launches", planned(platform, agency)).headers["location"]
    opens = (platform.world.clock.now() + timedelta(days=30)).isoformat()

    vip = agency.patch(
        path, {"general_sale_at": opens, "price": {"amount": "5", "currency": "USD"}}
    )
    untouched = agency.patch(path, {"minimum_occupancy": "0.75"})
    opened = agency.patch(path, {"general_sale_at": None})

    assert vip.json()["price"]["amount"] == "5.00"
    assert untouched.json()["general_sale_at"] == vip.json()["general_sale_at"] is not None
    assert opened.json()["general_sale_at"] is None
    assert opened.json()["minimum_occupancy"] == "0.75"


@pytest.mark.story("1.5")
def test_a_launch_is_delayed_then_flies(platform: Platform) -> None:
    account = platform.world.agency()
    agency = platform.sign_in(account)
    body = planned(platform, agency)
    path = agency.post(f"{AGENCY}/launches", body).headers["location"]
    later = (platform.world.clock.now() + timedelta(days=410)).isoformat()

    delayed = agency.post(f"{path}/delays", {"launch_at": later, "reason": "Weather"})
    early = agency.post(f"{path}/success")
    platform.world.pass_time(timedelta(days=411))
    agency = platform.sign_in(account)
    flown = agency.post(f"{path}/success")
    again = agency.post(f"{path}/abort", {"reason": "Too late"})

    assert (delayed.status_code, delayed.json()["status"]) == (201, "delayed")
    assert [one["reason"] for one in delayed.json()["delays"]] == ["Weather"]
    assert (early.status_code, early.json()["code"]) == (409, "launch-not-due")
    assert (flown.status_code, flown.json()["status"]) == (200, "successful")
    assert flown.json()["available_actions"] == []
    assert (again.status_code, again.json()["code"]) == (409, "launch-status")


@pytest.mark.story("1.5")
def test_a_launch_is_aborted_or_fails(platform: Platform) -> None:
    account = platform.world.agency()
    agency = platform.sign_in(account)
    aborted = agency.post(f"{AGENCY}/launches", planned(platform, agency)).headers["location"]
    assert agency.post(f"{aborted}/abort", {"reason": " "}).status_code == 422
    assert agency.post(f"{aborted}/abort", {"reason": "Funds"}).json()["status"] == "aborted"

    launch = platform.world.launch(account, days=1)
    platform.world.pass_time(timedelta(days=2))
    agency = platform.sign_in(account)
    failed = agency.post(f"{AGENCY}/launches/{launch.id}/failure", {"reason": "Valve"})
    assert failed.json()["status"] == "failed"


@pytest.mark.story("1.8")
def test_operations_look_after_agencies(platform: Platform) -> None:
    platform.agency(approved=False)
    operations = platform.employee(Position.OPERATIONS)
    pending = operations.get(f"{AGENCY}/agencies?status=pending&text=perigee").json()["items"]
    path = f"{AGENCY}/agencies/{pending[0]['id']}"

    approved = operations.post(f"{path}/approval")
    suspended = operations.post(f"{path}/suspension", {"reason": "Insurance ran out"})
    reinstated = operations.post(f"{path}/reinstatement")
    twice = operations.post(f"{path}/approval")

    assert [one.json()["status"] for one in (approved, suspended, reinstated)] == [
        "approved",
        "suspended",
        "approved",
    ]
    assert suspended.json()["status_reason"] == "Insurance ran out"
    assert (twice.status_code, twice.json()["code"]) == (409, "agency-status")
    assert operations.get(path).json()["status"] == "approved"


@pytest.mark.story("1.9")
def test_operations_look_after_spaceports(platform: Platform) -> None:
    operations, agency = platform.employee(Position.OPERATIONS), platform.agency()
    made = operations.post(f"{AGENCY}/spaceports", PORT)
    path = made.headers["location"]

    assert made.status_code == 201
    assert platform.client.get(path).json()["name"] == "Kourou"
    assert agency.post(f"{AGENCY}/spaceports", PORT | {"name": "Mine"}).status_code == 403
    assert platform.client.post(f"{AGENCY}/spaceports", json=PORT).status_code == 401
    assert operations.post(f"{AGENCY}/spaceports", PORT).json()["code"] == "name-taken"
    wrong = PORT | {"name": "X", "latitude": 91, "time_zone": "Mars/Olympus"}
    faults = operations.post(f"{AGENCY}/spaceports", wrong).json()["errors"]
    assert {fault["pointer"] for fault in faults} == {"/latitude", "/time_zone"}
    assert operations.patch(path, {"description": "Hot"}).json()["description"] == "Hot"
    assert operations.delete(path).status_code == 204
    assert platform.client.get(path).status_code == 404


def test_those_without_the_right_are_told_so(platform: Platform) -> None:
    traveler = platform.traveler()

    for path in ("profile", "rockets", "launches", "agencies"):
        answer = traveler.get(f"{AGENCY}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")
        assert platform.client.get(f"{AGENCY}/{path}").status_code == 401
