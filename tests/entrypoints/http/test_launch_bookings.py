"""Occupancy, bookings of a launch and their report over HTTP (stories 1.4, 1.6, 1.7)."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from zipfile import ZipFile

import pytest
from attrs import evolve
from litestar.testing import TestClient

from astrobookings.adapters.documents.tables import DocumentTables
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.identity.roles import Position
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.testing.in_memory import in_memory_world

from .conftest import ROOMY, Person, Platform

AGENCY = "/api/v1/agency"


@pytest.fixture
def printing() -> Iterator[Platform]:
    """Give a fresh platform that makes real files."""
    world = in_memory_world()
    world.restart(evolve(world.parts, tables=DocumentTables()))
    with TestClient(create_app(world.system, *SERVICES, settings=ROOMY)) as client:
        yield Platform(world, client)


def owner(platform: Platform, launch: Launch) -> Person:
    return platform.sign_in(platform.world.owner_of(launch))


def flown(platform: Platform) -> Launch:
    """A launch with two seats at 250,000.00 USD, flown with success."""
    world = platform.world
    launch = world.launch(days=10)
    world.book(world.traveler(), launch.id, 2)
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()
    return launch


@pytest.mark.story("1.4")
def test_an_agency_lists_how_full_its_launches_are(platform: Platform) -> None:
    world, by = platform.world, platform.world.agency()
    launch, later = world.launch(by, seats=4), world.launch(by, seats=8, days=500)
    world.book(world.traveler(), launch.id, 1)
    world.book(world.traveler(), launch.id, 1, method=None)
    agency = platform.sign_in(by)

    first, second = agency.get(f"{AGENCY}/occupancy").json()["items"]
    alone = agency.get(f"{AGENCY}/launches/{launch.id}/occupancy")

    figures = {name: value for name, value in first.items() if "seats" in name}
    assert figures == {
        "seats_total": 4,
        "seats_sold": 1,
        "seats_held": 1,
        "seats_left": 2,
        "minimum_seats": 2,
        "missing_seats": 1,
    }
    assert (first["rate"], first["minimum_occupancy"], first["viable"]) == ("0.2500", "0.5", False)
    assert first["rocket"]["name"].startswith("Heron")
    assert second["launch_id"] == str(later.id)
    assert alone.json() == first


@pytest.mark.story("1.4")
def test_occupancy_is_sorted_narrowed_and_paged(platform: Platform) -> None:
    world, by = platform.world, platform.world.agency()
    full, empty = world.launch(by, seats=2), world.launch(by, seats=2, days=500)
    world.book(world.traveler(), full.id, 2)
    agency = platform.sign_in(by)

    def listed(query: str) -> list[str]:
        answer = agency.get(f"{AGENCY}/occupancy?{query}")
        assert answer.status_code == 200, answer.text
        return [one["launch_id"] for one in answer.json()["items"]]

    both = [str(full.id), str(empty.id)]
    assert listed("sort=-rate") == listed("sort=-sold") == listed("sort=launch_at") == both
    assert listed("sort=rate") == listed("sort=-launch_at") == both[::-1]
    assert listed("viable=true") == listed(f"text={full.slug[:12].upper()}") == both[:1]
    assert listed("viable=false&destination=moon&status=scheduled") == both[1:]
    first = agency.get(f"{AGENCY}/occupancy?sort=rate&limit=1").json()
    rest = agency.get(f"{AGENCY}/occupancy?sort=rate&limit=1&after={first['next']}").json()
    assert [one["items"][0]["launch_id"] for one in (first, rest)] == both[::-1]
    assert agency.get(f"{AGENCY}/occupancy?sort=price").status_code == 422
    assert agency.get(f"{AGENCY}/occupancy?sort=sold&after={first['next']}").status_code == 400


@pytest.mark.story("1.4")
def test_operations_see_the_occupancy_of_all(platform: Platform) -> None:
    launch, _ = platform.world.launch(), platform.world.launch()
    operations = platform.employee(Position.OPERATIONS)

    everything = operations.get(f"{AGENCY}/occupancy").json()["items"]
    of_one = operations.get(f"{AGENCY}/occupancy?agency_id={launch.agency_id}").json()["items"]
    foreign = platform.agency().get(f"{AGENCY}/occupancy?agency_id={launch.agency_id}")

    assert len(everything) == 2
    assert [one["launch_id"] for one in of_one] == [str(launch.id)]
    assert foreign.status_code == 404


@pytest.mark.story("1.7")
def test_an_agency_lists_the_bookings_of_a_launch(platform: Platform) -> None:
    world = platform.world
    launch, by = world.launch(), world.traveler()
    booked = world.book(by, launch.id, 2).booking
    world.book(world.traveler(), launch.id, 1, method=None)
    path = f"{AGENCY}/launches/{launch.id}/bookings"
    agency = owner(platform, launch)

    everything = agency.get(path).json()["items"]
    (paid,) = agency.get(f"{path}?status=confirmed").json()["items"]

    assert [one["status"] for one in everything] == ["held", "confirmed"]
    assert paid == everything[1]
    assert (paid["reference"], paid["traveler"]["first_name"]) == (booked.reference, "Ada")
    assert paid["revenue"] == paid["total_price"] == {"amount": "500000.00", "currency": "USD"}
    assert (paid["passengers"], paid["passengers_missing"]) == ([None, None], 2)
    assert "email" not in paid["traveler"]
    assert agency.get(f"{path}?text={booked.reference}").json()["items"] == [paid]
    assert platform.agency().get(path).status_code == 404


@pytest.mark.story("1.6")
def test_a_successful_launch_has_a_report_of_its_bookings(platform: Platform) -> None:
    launch = flown(platform)
    path = f"{AGENCY}/launches/{launch.id}/bookings-report"

    report = owner(platform, launch).get(path).json()

    (line,) = report["lines"]
    assert report["total"] == {
        "bookings": 1,
        "seats": 2,
        "passengers_missing": 2,
        "revenue": {"amount": "500000.00", "currency": "USD"},
    }
    assert line["traveler"]["tax_id"] == "12345678Z"
    assert line["traveler"]["email"].endswith("@example.test")
    assert (line["status"], line["passengers"]) == ("completed", [None, None])
    for position in (Position.CUSTOMER_SERVICE, Position.FINANCE, Position.OPERATIONS):
        assert platform.employee(position).get(path).json()["lines"] == report["lines"]
    assert platform.agency().get(path).status_code == 404


@pytest.mark.story("1.6")
def test_the_report_is_also_a_file(printing: Platform) -> None:
    platform, launch = printing, flown(printing)
    path, agency = f"{AGENCY}/launches/{launch.id}/bookings-report", owner(platform, launch)

    as_csv, as_xlsx = agency.get(f"{path}.csv"), agency.get(f"{path}.xlsx")

    head, line, total = csv.reader(io.StringIO(as_csv.text))
    assert as_csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert f'filename="bookings-{launch.slug}.csv"' in as_csv.headers["content-disposition"]
    assert (head[0], head[-1]) == ("Booking", "Revenue (USD)")
    assert line[6] == "'+34600123456"
    assert (line[-1], total[0], total[-1]) == ("500000.00", "Flown", "500000.00")
    assert as_xlsx.headers["content-type"].startswith("application/vnd.openxmlformats")
    with ZipFile(io.BytesIO(as_xlsx.content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.story("1.6")
@pytest.mark.parametrize("ending", ["", ".csv", ".xlsx"])
def test_a_launch_that_did_not_succeed_has_no_report(platform: Platform, ending: str) -> None:
    launch = platform.world.launch()

    answer = owner(platform, launch).get(f"{AGENCY}/launches/{launch.id}/bookings-report{ending}")

    assert (answer.status_code, answer.json()["code"]) == (409, "launch-not-successful")
