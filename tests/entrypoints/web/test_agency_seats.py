"""AgencyWeb: occupancy, bookings, and the report of a launch (stories 1.4, 1.6, 1.7)."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.entrypoints.web.agency_scenes import flown
from tests.entrypoints.web.guest import Site


@pytest.mark.story("1.4")
def test_the_board_shows_seats_minimum_and_viability_in_words(site: Site) -> None:
    world = site.world
    agency = world.agency()
    thin, full = world.launch(agency, days=30), world.launch(agency, days=60)
    world.book(world.traveler(), thin.id, 1)
    world.book(world.traveler(), thin.id, 1, method=None)
    world.book(world.traveler(), full.id, 4)
    guest = site.enter(agency)
    board = guest.open("/agency/occupancy")
    assert "3 more seats needed" in board.text
    assert "1 of 8" in board.text
    assert "Viable 1 of 2" in board.text
    assert "Seats sold 5 of 16" in board.text
    assert "Occupancy 31 %" in board.text
    fullest = board.send("Show launches", sort="-rate")
    order = [link for link in fullest.links() if link.startswith("/agency/launches/")]
    assert order == [f"/agency/launches/{full.id}", f"/agency/launches/{thin.id}"]
    viable = board.send("Show launches", viable="yes")
    assert f"/agency/launches/{thin.id}" not in viable.links()
    assert "Seats sold 4 of 8" in viable.text
    assert "No launch fits" in board.send("Show launches", status="failed").text
    assert guest.open("/agency/occupancy?viable=perhaps").fault("viable")
    assert guest.open("/agency/occupancy?sort=price").fault("sort")


@pytest.mark.story("1.4")
def test_an_empty_board_says_what_to_do(site: Site) -> None:
    assert "No launch yet" in site.enter(site.world.agency()).open("/agency/occupancy").text


@pytest.mark.story("1.4")
def test_a_long_board_has_pages_and_totals_of_all(site: Site) -> None:
    agency = site.world.agency()
    for number in range(26):
        site.world.launch(agency, days=30 + number)
    first = site.enter(agency).open("/agency/occupancy?destination=moon")
    assert "Launches 26" in first.text
    second = first.follow("More launches")
    assert len([link for link in second.links() if link.startswith("/agency/launches/")]) == 1
    assert "Launches 26" in second.text


@pytest.mark.story("1.7")
def test_bookings_of_a_launch_are_listed_and_filtered(site: Site) -> None:
    world = site.world
    agency = world.agency()
    launch = world.launch(agency)
    kept = world.book(world.traveler(), launch.id, 2)
    unpaid = world.book(world.traveler(), launch.id, 1, method=None)
    gone_by = world.traveler()
    gone = world.book(gone_by, launch.id, 1)
    world.cancel(gone_by, gone)
    world.settle()
    guest = site.enter(agency)
    page = guest.open(f"/agency/launches/{launch.id}").follow("Bookings")
    for view in (kept, unpaid, gone):
        assert view.booking.reference in page.text
    assert "2 not named" in page.text
    assert "by the traveler" in page.text
    assert "example.test" not in page.text
    confirmed = page.send("Show bookings", status="confirmed")
    assert kept.booking.reference in confirmed.text
    assert unpaid.booking.reference not in confirmed.text
    found = page.send("Show bookings", text=unpaid.booking.reference)
    assert kept.booking.reference not in found.text
    assert "No booking fits" in page.send("Show bookings", text="nobody of that name").text
    assert guest.open(f"{page.path}?status=lost").fault("status")
    world.pass_time(timedelta(hours=1))
    assert "Expired" in guest.open(page.path).text


@pytest.mark.story("1.7")
def test_a_launch_without_bookings_says_so(site: Site) -> None:
    agency = site.world.agency()
    launch = site.world.launch(agency)
    page = site.enter(agency).open(f"/agency/launches/{launch.id}/bookings")
    assert "Nobody has booked yet" in page.text


@pytest.mark.story("1.7")
def test_many_bookings_have_pages(site: Site) -> None:
    world = site.world
    agency = world.agency()
    launch = world.launch(agency, seats=60)
    first_of_all = world.book(world.traveler(), launch.id, 1)
    travelers = [world.traveler() for _ in range(25)]
    for traveler in travelers:
        world.book(traveler, launch.id, 1)
    page = site.enter(agency).open(f"/agency/launches/{launch.id}/bookings?status=confirmed")
    assert first_of_all.booking.reference not in page.text
    second = page.follow("More bookings")
    assert first_of_all.booking.reference in second.text
    assert "status=confirmed" in second.path


@pytest.mark.story("1.6")
def test_the_report_of_a_successful_launch_names_travelers_and_sums(site: Site) -> None:
    agency = site.world.agency()
    launch = flown(site.world, agency)
    report = (
        site.enter(agency).open(f"/agency/launches/{launch.id}").follow("Report of its bookings")
    )
    assert "12345678Z" in report.text
    assert "+34600123456" in report.text
    assert "Calle Mayor 1, Madrid, Spain" in report.text
    assert "Bookings flown 2" in report.text
    assert "Seats flown 4" in report.text
    assert "1,000,000.00 USD" in report.text


@pytest.mark.story("1.6")
def test_the_report_comes_as_csv_and_workbook(site: Site) -> None:
    agency = site.world.agency()
    launch = flown(site.world, agency)
    guest = site.enter(agency)
    lines = guest.file(f"/agency/launches/{launch.id}/report/bookings.csv")
    assert lines.headers["content-type"].startswith("text/csv")
    assert f"bookings-{launch.slug}.csv" in lines.headers["content-disposition"]
    assert b"12345678Z" in lines.content
    book = guest.file(f"/agency/launches/{launch.id}/report/bookings.xlsx")
    assert f"bookings-{launch.slug}.xlsx" in book.headers["content-disposition"]


@pytest.mark.story("1.6")
def test_a_launch_that_has_not_flown_has_no_report(site: Site) -> None:
    agency = site.world.agency()
    launch = site.world.launch(agency)
    guest = site.enter(agency)
    page = guest.open(f"/agency/launches/{launch.id}")
    assert f"/agency/launches/{launch.id}/report" not in page.links()
    refused = guest.open(f"/agency/launches/{launch.id}/report")
    assert refused.status == 409
    assert "only successful launches have this report" in refused.text
    assert guest.open(f"/agency/launches/{uuid4()}/report").status == 404
