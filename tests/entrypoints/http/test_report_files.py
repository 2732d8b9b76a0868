"""Addresses that end in a kind of file."""

from typing import Any
from uuid import UUID

import pytest
from litestar.testing import TestClient

from astrobookings.domain.identity.roles import Position
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.entrypoints.http.openapi import describe

from .conftest import Platform
from .stub import QUIET, stub_system

FINANCE = "/api/v1/finance"
FILES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
REPORTS = [
    "annual/2027.csv",
    "annual/2027.xlsx",
    "annual/2027.pdf",
    "agencies.csv",
    "agencies.xlsx",
    "operations.csv",
    "operations.xlsx",
]


@pytest.mark.story("3.4")
@pytest.mark.story("3.5")
@pytest.mark.story("3.8")
@pytest.mark.parametrize("report", REPORTS)
def test_the_ending_names_the_kind_of_file(platform: Platform, report: str) -> None:
    person = platform.employee(Position.OPERATIONS)

    answer = person.get(f"{FINANCE}/reports/{report}")

    ending = report.rpartition(".")[2]
    assert (answer.status_code, answer.headers["content-type"]) == (200, FILES[ending])
    assert answer.headers["content-disposition"].endswith(f'.{ending}"')


@pytest.mark.story("3.6")
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_agency_gets_its_own_report_as_a_file_and_no_other(
    platform: Platform, ending: str
) -> None:
    owner, other = platform.world.agency(), platform.world.agency()
    person = platform.sign_in(owner)

    own = person.get(f"{FINANCE}/reports/agencies/{owner.user_id}.{ending}")
    foreign = person.get(f"{FINANCE}/reports/agencies/{other.user_id}.{ending}")

    assert own.status_code == 200
    assert foreign.status_code == 404


@pytest.mark.story("3.6")
def test_an_agency_sees_its_report_launch_by_launch(platform: Platform) -> None:
    world = platform.world
    owner, other = world.agency(), world.agency()
    launch = world.launch(owner)
    world.book(world.traveler(), launch.id)
    path = f"{FINANCE}/reports/agencies/{owner.user_id}/launches"

    person = platform.sign_in(owner)
    report = person.get(f"{path}?year=2028").json()

    (line,) = report["lines"]
    assert (line["slug"], line["seats"], line["status"]) == (launch.slug, 2, "scheduled")
    assert line["revenue"] == report["total"]["revenue"]
    assert person.get(path).json()["lines"] == []
    assert launch.slug in person.get(f"{path}.csv?year=2028").text
    assert person.get(f"{path}.xlsx").status_code == 200
    assert platform.sign_in(other).get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "reports/annual/2027/.csv",
        "reports/annual/2027/.csv/",
        "reports/agencies/.csv",
        f"reports/agencies/{UUID(int=7)}/.csv",
        "reports/annual/2027.doc",
        "reports/annual/twenty.csv",
        "reports/agencies/no-id.csv",
        "reports/operations.pdf",
    ],
)
def test_nothing_else_leads_there(platform: Platform, path: str) -> None:
    person = platform.employee(Position.OPERATIONS)

    answer = person.get(f"{FINANCE}/{path}")

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_the_description_names_them_as_they_are_called() -> None:
    paths: dict[str, Any] = describe(create_app(stub_system(), *SERVICES, settings=QUIET))["paths"]

    content = paths[f"{FINANCE}/reports/annual/{{year}}.pdf"]["get"]["responses"]["200"]["content"]
    assert list(content) == ["application/pdf"]
    assert f"{FINANCE}/invoices/{{invoice_id}}.pdf" in paths
    assert not [path for path in paths if "/." in path]


def test_a_service_without_files_needs_none() -> None:
    with TestClient(create_app(stub_system(), "notify", settings=QUIET)) as client:
        assert client.get("/a.csv").status_code == 404
