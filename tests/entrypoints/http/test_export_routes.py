"""Long exports over HTTP."""

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from astrobookings.adapters.documents.sheets import DocumentSheets
from astrobookings.domain.finance.exports import ExportPolicy
from astrobookings.domain.identity.roles import Position

from .conftest import Person, Platform

EXPORTS = "/api/v1/finance/exports"
BOOKINGS = {"kind": "bookings", "from": "2027-01-01", "to": "2027-12-31"}


@pytest.fixture
def finance(platform: Platform) -> Person:
    return platform.employee(Position.FINANCE)


def booked(platform: Platform) -> str:
    """The reference of a booking, a moment old."""
    world = platform.world
    booking = world.book(world.traveler(), world.launch().id).booking
    world.clock.move(timedelta(seconds=1))
    return booking.reference


def work(platform: Platform) -> None:
    platform.world.system.write_exports(platform.world.operator)


@pytest.mark.story("3.5")
@pytest.mark.story("3.7")
def test_an_export_is_asked_for_watched_and_fetched(platform: Platform, finance: Person) -> None:
    reference = booked(platform)

    asked = finance.post(EXPORTS, BOOKINGS)
    place = asked.headers["location"]
    assert (asked.status_code, asked.json()["status"]) == (202, "pending")
    assert finance.get(f"{place}/file").json()["code"] == "export-not-ready"
    work(platform)

    export = finance.get(place).json()
    assert (export["status"], export["completion"], export["rows"]) == ("done", 100, 1)
    assert export["available_actions"] == ["fetch"]
    file = finance.get(export["file"])
    assert (file.status_code, file.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert file.headers["content-disposition"].endswith('2027-01-01-2027-12-31.csv"')
    assert reference in file.text
    assert len(file.content) == export["size"] == int(file.headers["content-length"])


def test_a_workbook_says_what_it_is(platform: Platform, finance: Person) -> None:
    platform.world.restart(evolve(platform.world.parts, sheets=DocumentSheets()))
    place = finance.post(EXPORTS, {**BOOKINGS, "format": "xlsx"}).headers["location"]
    work(platform)

    file = finance.get(f"{place}/file")

    assert file.headers["content-type"].endswith("spreadsheetml.sheet")
    assert file.status_code == 200


def test_an_unchanged_export_is_not_sent_again(platform: Platform, finance: Person) -> None:
    asked = finance.post(EXPORTS, BOOKINGS)
    place, seen = asked.headers["location"], asked.headers["etag"]

    assert finance.get(place, if_none_match=seen).status_code == 304
    work(platform)
    assert finance.get(place, if_none_match=seen).status_code == 200


def test_exports_are_listed_by_kind_and_status(platform: Platform, finance: Person) -> None:
    finance.post(EXPORTS, BOOKINGS)
    platform.world.clock.move(timedelta(seconds=1))
    finance.post(EXPORTS, {**BOOKINGS, "kind": "ledger"})
    work(platform)
    platform.world.clock.move(timedelta(seconds=1))
    finance.post(EXPORTS, {**BOOKINGS, "kind": "refunds"})

    def kinds(query: str) -> list[str]:
        return [one["kind"] for one in finance.get(f"{EXPORTS}?{query}").json()["items"]]

    assert kinds("") == ["refunds", "ledger", "bookings"]
    assert kinds("status=done") == ["ledger", "bookings"]
    assert kinds("kind=refunds&status=pending") == ["refunds"]
    page = finance.get(f"{EXPORTS}?limit=2").json()
    assert [one["kind"] for one in page["items"]] == ["refunds", "ledger"]
    rest = finance.get(f"{EXPORTS}?limit=2&after={page['next']}").json()
    assert ([one["kind"] for one in rest["items"]], rest["next"]) == (["bookings"], None)


def test_only_records_of_the_agency_are_told(platform: Platform, finance: Person) -> None:
    world = platform.world
    platform.world.restart(evolve(world.parts, sheets=DocumentSheets()))
    owner = world.agency()
    own = world.book(world.traveler(), world.launch(owner).id).booking.reference
    booked(platform)
    asked = finance.post(EXPORTS, {**BOOKINGS, "agency_id": str(owner.user_id)})
    work(platform)

    text = finance.get(f"{asked.headers['location']}/file").text

    assert [row["Reference"] for row in csv.DictReader(io.StringIO(text))] == [own]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({**BOOKINGS, "to": "2026-12-31"}, "/to"),
        ({**BOOKINGS, "from": "0001-01-01"}, "/from"),
        ({**BOOKINGS, "from": "yesterday"}, "/from"),
        ({**BOOKINGS, "kind": "passports"}, "/kind"),
        ({**BOOKINGS, "format": "pdf"}, "/format"),
        ({**BOOKINGS, "since": "2027-01-01"}, "/since"),
        ({"kind": "bookings", "from": "2027-01-01"}, "/to"),
    ],
)
def test_what_makes_no_sense_is_refused(
    finance: Person, body: dict[str, Any], pointer: str
) -> None:
    answer = finance.post(EXPORTS, body)

    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


def test_an_expired_file_is_gone(platform: Platform, finance: Person) -> None:
    place = finance.post(EXPORTS, BOOKINGS).headers["location"]
    work(platform)
    platform.world.clock.move(ExportPolicy().kept)
    finance = platform.employee(Position.OPERATIONS)

    assert finance.get(f"{place}/file").status_code == 409
    assert finance.get(place).json()["file"] is None
    assert finance.get(f"{EXPORTS}/{UUID(int=7)}/file").status_code == 404


def test_agencies_and_travelers_export_nothing(platform: Platform) -> None:
    for person in (platform.agency(), platform.traveler(), platform.employee(Position.IT)):
        assert person.post(EXPORTS, BOOKINGS).status_code == 403
        assert person.get(EXPORTS).status_code == 403
