"""Operations managers see and change every agency's launches (stories 1.4, 1.5, 1.6, 1.7)."""

from datetime import timedelta

import pytest

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.identity.roles import Position
from tests.entrypoints.web.guest import Guest, Site

HERE = "/system/launches"


@pytest.fixture
def guest(site: Site) -> Guest:
    """The browser of an operations manager."""
    return site.enter(site.world.employee(Position.OPERATIONS))


@pytest.mark.story("1.4")
def test_launches_of_every_agency_are_filtered_and_sorted(site: Site, guest: Guest) -> None:
    full = site.world.launch(destination=Destination.MARS, seats=2)
    empty = site.world.launch(destination=Destination.ISS, days=30)
    site.world.book(site.world.traveler(), full.id, 2)
    day = empty.launch_at.date().isoformat()

    every = guest.open(HERE)
    assert len(every.soup.select("tbody tr")) == 2
    assert "100 %" in every.text
    for asked, wanted in (
        ({"destination": "mars"}, full),
        ({"viable": "yes"}, full),
        ({"viable": "no"}, empty),
        ({"to_date": day}, empty),
    ):
        found = every.send("Show", **asked)
        assert found.links().count(f"{HERE}/{wanted.id}") == 1, asked
        assert len(found.soup.select("tbody tr")) == 1, asked
    fullest = every.send("Show", sort="-rate").soup.select("tbody tr a")[0]
    assert fullest["href"] == f"{HERE}/{full.id}"
    assert "No launch fits" in every.send("Show", status="failed").text
    assert every.send("Show", from_date="soon").fault("from_date")


@pytest.mark.story("1.4")
def test_launches_of_one_agency_alone(site: Site, guest: Guest) -> None:
    launch, _ = site.world.launch(), site.world.launch()

    shown = guest.open(f"/system/agencies/{launch.agency_id}").follow("Its launches")

    assert "Only launches of Perigee Lines" in shown.text
    assert len(shown.soup.select("tbody tr")) == 1
    assert len(shown.follow("Look among all").soup.select("tbody tr")) == 2
    assert guest.open(f"{HERE}?agency=everybody").status == 422


@pytest.mark.story("1.4")
def test_a_list_of_many_launches_goes_on(site: Site, guest: Guest) -> None:
    agency = site.world.agency()
    for _ in range(26):
        site.world.launch(agency)

    first = guest.open(HERE).send("Show", status="scheduled")

    assert len(first.soup.select("tbody tr")) == 25
    assert len(first.follow("More launches").soup.select("tbody tr")) == 1


def test_without_launches_the_list_says_so(guest: Guest) -> None:
    assert "No launches yet" in guest.open(HERE).text


@pytest.mark.story("1.7")
def test_a_launch_shows_its_bookings(site: Site, guest: Guest) -> None:
    launch = site.world.launch()
    assert "Nobody has booked a seat yet" in guest.open(f"{HERE}/{launch.id}").text
    assert "Nobody has booked" in guest.open(f"{HERE}/{launch.id}/bookings").text
    booked = site.world.book(site.world.traveler(), launch.id, 2)
    held = site.world.book(site.world.traveler(), launch.id, 1, method=None)

    shown = guest.open(f"{HERE}/{launch.id}")
    assert "Sold 2" in shown.text
    assert "Held 1" in shown.text
    assert "2 seats are missing" in shown.text
    listed = shown.follow("Search these bookings").send("Show", status="held")

    assert held.booking.reference in listed.text
    assert booked.booking.reference not in listed.text
    assert "No booking fits" in listed.send("Show", text="Zaphod").text
    assert listed.follow(held.booking.reference).status == 200


@pytest.mark.story("1.5")
def test_a_launch_is_delayed_by_the_clocks_of_its_spaceport(site: Site, guest: Guest) -> None:
    launch = site.world.launch(days=30)
    site.world.book(site.world.traveler(), launch.id, 2)
    page = guest.open(f"{HERE}/{launch.id}").follow("Delay")
    assert "1 confirmed booking of 1 traveler (2 seats)" in page.text
    assert "500,000.00 USD in total" in page.text
    assert "14 days" in page.text

    refused = page.send("Delay the launch", launch_at="2027-01-16T10:00", reason="Weather.")
    assert refused.fault("launch_at")
    assert refused.value("reason") == "Weather."
    done = refused.send("Delay the launch", launch_at="2027-06-01T10:00")

    assert "delayed" in done.told
    assert "by Mae Ito Weather." in done.text
    assert "1 June 2027, 10:00" in done.text
    moved = site.world.parts.launches.get(launch.id)
    assert moved.launch_at.isoformat() == "2027-06-01T14:00:00+00:00"


@pytest.mark.story("1.5")
def test_an_abort_names_refunds_and_fee_and_asks_for_a_reason(site: Site, guest: Guest) -> None:
    launch = site.world.launch()
    site.world.book(site.world.traveler(), launch.id, 3)
    page = guest.open(f"{HERE}/{launch.id}").follow("Abort")
    assert "750,000.00 USD in total" in page.text
    assert "1,000.00 USD" in page.text

    assert page.send("Abort the launch").fault("reason")
    done = page.send("Abort the launch", reason="Engine fault.")

    assert "aborted" in done.told
    assert "Nothing leaves a final status" in done.text
    assert guest.open(f"{HERE}/{launch.id}/becomes/aborted").status == 409


@pytest.mark.story("1.5")
def test_success_and_failure_are_reported_after_the_date(site: Site, guest: Guest) -> None:
    launch = site.world.launch(days=10)
    site.world.book(site.world.traveler(), launch.id, 2)
    shown = guest.open(f"{HERE}/{launch.id}")
    assert "Report success" not in shown.text
    early = guest.open(f"{HERE}/{launch.id}/becomes/failed")
    assert "only be reported after the lift-off" in early.text
    assert early.send("Report the failure", reason="Lost.").status == 409
    site.world.pass_time(timedelta(days=11))

    page = _anew(site).open(f"{HERE}/{launch.id}")
    asked = page.follow("Report success")
    assert "5,000.00 USD on a revenue of 500,000.00 USD" in asked.text
    done = asked.send("Report the success")

    assert "successful" in done.told
    assert site.world.parts.launches.get(launch.id).status is LaunchStatus.SUCCESSFUL


@pytest.mark.story("1.5")
def test_a_failure_gives_everything_back_without_a_fee(site: Site) -> None:
    launch = site.world.launch(days=10)
    site.world.book(site.world.traveler(), launch.id, 2)
    site.world.pass_time(timedelta(days=11))

    page = _anew(site).open(f"{HERE}/{launch.id}").follow("Report failure")
    assert "No fee" in page.text
    done = page.send("Report the failure", reason="Second stage lost.")

    assert "everything back" in done.told


@pytest.mark.story("1.6")
@pytest.mark.parametrize(
    "position", [Position.OPERATIONS, Position.FINANCE, Position.CUSTOMER_SERVICE]
)
def test_the_report_of_a_successful_launch_is_downloaded(site: Site, position: Position) -> None:
    launch = site.world.launch(days=10)
    booked = site.world.book(site.world.traveler(), launch.id, 2)
    site.world.pass_time(timedelta(days=11))
    site.world.system.mark_launch_successful(site.world.owner_of(launch), launch.id)
    site.world.settle()
    guest = site.enter(site.world.employee(position))
    overseer = position is Position.OPERATIONS
    page = f"{HERE}/{launch.id}" if overseer else f"/system/bookings/{booked.booking.id}"

    links = guest.open(page).links()

    csv = next(one for one in links if one.endswith(".csv"))
    assert booked.booking.reference in guest.file(csv).text
    assert guest.file(next(one for one in links if one.endswith(".xlsx"))).content


@pytest.mark.story("1.4")
def test_only_operations_managers_oversee_launches(site: Site, guest: Guest) -> None:
    launch = site.world.launch()
    for by in (site.world.owner_of(launch), site.world.employee(Position.FINANCE)):
        other = site.enter(by)
        for path in (HERE, f"{HERE}/{launch.id}", f"{HERE}/{launch.id}/becomes/aborted"):
            assert other.open(path).status == 403
    assert guest.open(f"{HERE}/{site.world.traveler().user_id}").status == 404
    assert guest.open(f"{HERE}/{launch.id}/becomes/lost").status == 404


def _anew(site: Site) -> Guest:
    """An operations manager who signs in now: sessions do not last for days."""
    return site.enter(site.world.employee(Position.OPERATIONS))
