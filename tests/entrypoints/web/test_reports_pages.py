"""Reports by pages: the annual one, agencies, operations (stories 3.4, 3.5, 3.8)."""

from uuid import uuid4

import pytest

from astrobookings.domain.identity.roles import Position, Principal
from tests.entrypoints.web.guest import Sheet, Site
from tests.entrypoints.web.money import called_off, finance, flown, invoiced, operations, paid

ANNUAL = "/system/reports/annual"
AGENCIES = "/system/reports/agencies"
OPERATIONS = "/system/reports/operations"


def a_year(site: Site) -> Principal:
    """An agency with a paid and an open invoice and a launch to come in 2027."""
    world = site.world
    agency = world.agency()
    paid(world, invoiced(world, agency), "5000.00")
    invoiced(world, agency)
    launch = world.launch(agency, days=200)
    world.book(world.traveler(), launch.id, 3)
    return agency


def foot(sheet: Sheet, number: int = 0) -> str:
    """The totals of a table."""
    return " ".join(sheet.soup.select("tfoot")[number].get_text(" ").split())


@pytest.mark.story("3.5")
@pytest.mark.parametrize("reader", [finance, operations])
def test_the_annual_report_tells_received_pending_and_projected(site: Site, reader) -> None:  # type: ignore[no-untyped-def]
    a_year(site)

    report = site.enter(reader(site.world)).open(ANNUAL)

    sums = "5,000.00 USD 5,000.00 USD 6,000.00 USD 1,750,000.00 USD"
    assert report.heading == "Annual report 2027"
    assert foot(report) == f"2027 {sums}"
    assert foot(report, 1) == f"All agencies {sums}"
    assert len(report.soup.select("table")[0].select("tbody tr")) == 12
    assert "January 5,000.00 USD" in report.text
    picture = report.soup.select_one("main img")
    assert picture is not None
    assert "table below" in str(picture["alt"])
    chart = report.guest.file(str(picture["src"]))
    assert chart.headers["content-type"].startswith("image/svg+xml")
    assert "Revenue 2027" in chart.text


@pytest.mark.story("3.5")
def test_the_annual_report_is_a_file_of_three_kinds(site: Site) -> None:
    a_year(site)
    report = site.enter(finance(site.world)).open(f"{ANNUAL}?year=2027")

    links = [one for one in report.links() if one.startswith(f"{ANNUAL}.")]
    files = [report.guest.file(one) for one in links]

    names = [one.headers["content-disposition"].partition("filename=")[2] for one in files]
    assert names == [f'"annual-report-2027.{ending}"' for ending in ("csv", "xlsx", "pdf")]
    assert "1,750,000.00 USD" in files[0].text


@pytest.mark.story("3.5")
def test_a_year_without_anything_and_one_that_is_none(site: Site) -> None:
    guest = site.enter(finance(site.world))

    empty = guest.open(ANNUAL).follow("2028")
    assert empty.heading == "Annual report 2028"
    assert "Nothing happened in 2028" in empty.text
    for wrong in ("1999", "12345", "soon", "-1", "2027.5"):
        refused = guest.open(f"{ANNUAL}?year={wrong}")
        assert refused.status == 422
        assert refused.fault("year")
        assert refused.value("year") == wrong
        assert refused.heading == "Annual report 2027"
    assert guest.open(f"{ANNUAL}.csv?year=soon").status == 422


@pytest.mark.story("3.4")
def test_agencies_side_by_side_by_month_quarter_and_year(site: Site) -> None:
    agency = a_year(site)
    called_off(site.world)
    guest = site.enter(finance(site.world))

    months = guest.open(AGENCIES)
    assert "January" in months.text
    quarters = months.send("Show the report", by="quarter")
    assert "Quarter 1" in quarters.text
    year = quarters.send("Show the report", by="year")
    rows = [" ".join(one.get_text(" ").split()) for one in year.soup.select("tbody tr")]
    name = site.world.parts.agencies.get(agency.user_id).company_name  # type: ignore[arg-type]
    assert rows[0].startswith(f"{name} 2027 Reliable 3 2 0 0 7 0 1,750,000.00 USD")
    assert foot(year).startswith("All agencies in 2027 4 2 1 0 7")
    assert "by=year" in year.path
    assert year.follow("2028").value("by") == "year"
    assert guest.open(f"{AGENCIES}?by=decade").fault("by")
    assert "No launch in 2030" in guest.open(f"{AGENCIES}?year=2030").text


@pytest.mark.story("3.4")
def test_one_agency_launch_by_launch(site: Site) -> None:
    agency = a_year(site)
    guest = site.enter(operations(site.world))
    name = site.world.parts.agencies.get(agency.user_id).company_name  # type: ignore[arg-type]

    report = guest.open(f"{AGENCIES}?by=year").follow(name)

    assert report.heading == f"{name} in 2027"
    assert len(report.soup.select("table")[1].select("tbody tr")) == 3
    totals = "7 0 1,750,000.00 USD 0.00 USD 10,000.00 USD 5,000.00 USD"
    assert foot(report, 1) == f"All launches {totals}"
    assert "Its invoices" not in report.text
    for what in ("periods", "launches"):
        for ending in ("csv", "xlsx"):
            path = f"{AGENCIES}/{agency.user_id}/{what}.{ending}?year=2027&by=quarter"
            assert path.replace("&by=quarter", "") in [
                one.replace("&by=month", "") for one in report.links()
            ]
            assert guest.file(path).content
    assert guest.open(f"{AGENCIES}/{uuid4()}").status == 404
    assert guest.open(f"{AGENCIES}/{agency.user_id}?year=no").fault("year")


@pytest.mark.story("3.4")
def test_the_report_of_agencies_is_a_file(site: Site) -> None:
    a_year(site)
    report = site.enter(finance(site.world)).open(f"{AGENCIES}?year=2027&by=quarter")
    links = [one for one in report.links() if one.startswith(f"{AGENCIES}.")]
    assert len(links) == 2
    csv = report.guest.file(links[0])
    assert "agencies-2027-by-quarter.csv" in csv.headers["content-disposition"]
    assert "2027 Q1" in csv.text
    assert report.guest.file(links[1]).content


@pytest.mark.story("3.4")
def test_finance_comes_from_the_report_to_invoices_and_exports(site: Site) -> None:
    agency = a_year(site)
    report = site.enter(finance(site.world)).open(f"{AGENCIES}/{agency.user_id}")
    name = site.world.parts.agencies.get(agency.user_id).company_name  # type: ignore[arg-type]
    assert f"Only those of {name}." in report.follow("Its invoices").text
    assert report.follow("Export its records").value("agency") == name


@pytest.mark.story("3.8")
def test_operations_are_told_by_destination_and_period(site: Site) -> None:
    flown(site.world, seats=4)
    called_off(site.world)
    guest = site.enter(operations(site.world))

    report = guest.open(OPERATIONS).send("Show the report", by="quarter")

    rows = [" ".join(one.get_text(" ").split()) for one in report.soup.select("tbody tr")]
    assert rows[0] == "Moon Quarter 1 1 1 0 0 4 of 8 50 % 1 0 1,000,000.00 USD"
    assert rows[1].startswith("Moon Quarter 2 1 0 1 0")
    assert foot(report) == "All destinations in 2027 2 1 1 0 4 of 16 25 % 2 1 1,000,000.00 USD"
    for ending in ("csv", "xlsx"):
        assert guest.file(f"{OPERATIONS}.{ending}?year=2027&by=quarter").content
    assert "No launch in 2029" in guest.open(f"{OPERATIONS}?year=2029").text
    assert guest.open(f"{OPERATIONS}?year=1").fault("year")


def test_who_sees_which_report(site: Site) -> None:
    world = site.world
    clerk, agency = (
        site.enter(world.employee(Position.CUSTOMER_SERVICE)),
        site.enter(world.agency()),
    )
    money, visitor = site.enter(finance(world)), site.guest()
    for path in (ANNUAL, f"{ANNUAL}.csv", f"{ANNUAL}.svg", AGENCIES, f"{AGENCIES}/{uuid4()}"):
        assert clerk.open(path).status == 403
        assert agency.open(path).status == 403
        assert visitor.open(path).heading == "Sign in"
    assert money.open(OPERATIONS).status == 403
    assert money.open(f"{OPERATIONS}.csv").status == 403
