"""Operations managers look after agencies (story 1.8)."""

import pytest

from astrobookings.domain.agencies.agency import AgencyStatus
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.ids import AgencyId
from tests.entrypoints.web.guest import Guest, Site

pytestmark = pytest.mark.story("1.8")

HERE = "/system/agencies"


@pytest.fixture
def guest(site: Site) -> Guest:
    """The browser of an operations manager."""
    return site.enter(site.world.employee(Position.OPERATIONS))


def status_of(site: Site, agency: Principal) -> AgencyStatus:
    return site.world.parts.agencies.get(AgencyId(agency.user_id)).status  # type: ignore[arg-type]


def test_agencies_are_filtered_by_status_and_name(site: Site, guest: Guest) -> None:
    site.world.agency()
    site.world.agency(approved=False)

    waiting = guest.open(HERE).send("Show", status="pending")

    assert len(waiting.soup.select("tbody tr")) == 1
    assert "Waits for approval" in waiting.text
    assert "New" in waiting.text
    assert "No agency fits" in waiting.send("Show", text="Nebula").text


def test_a_list_of_many_agencies_goes_on(site: Site, guest: Guest) -> None:
    for _ in range(26):
        site.world.agency(approved=False)

    first = guest.open(HERE).send("Show", text="Perigee")

    assert len(first.soup.select("tbody tr")) == 25
    assert len(first.follow("More agencies").soup.select("tbody tr")) == 1


def test_without_agencies_the_list_says_so(guest: Guest) -> None:
    assert "No agencies yet" in guest.open(HERE).text


def test_an_agency_that_waits_is_approved(site: Site, guest: Guest) -> None:
    agency = site.world.agency(approved=False)
    shown = guest.open(f"{HERE}/{agency.user_id}")
    assert "It waits for approval" in shown.text

    done = shown.send("Approve the agency")

    assert "may publish launches" in done.told
    assert status_of(site, agency) is AgencyStatus.APPROVED


def test_a_suspension_names_the_launches_it_stops(site: Site, guest: Guest) -> None:
    agency = site.world.agency()
    launches = [site.world.launch(agency), site.world.launch(agency)]
    page = guest.open(f"{HERE}/{agency.user_id}").follow("Suspend")
    assert "2 launches to come go off sale at once" in page.text

    assert page.send("Suspend the agency").fault("reason")
    done = page.send("Suspend the agency", reason="Unpaid invoices.")

    assert "sells nothing" in done.told
    assert "Suspended: Unpaid invoices." in done.text
    assert all(site.world.parts.launches.get(one.id).suspended for one in launches)
    again = done.follow("Reinstate")
    assert "2 launches to come go on sale again" in again.text
    assert "sell again" in again.send("Reinstate the agency").told
    assert not any(site.world.parts.launches.get(one.id).suspended for one in launches)


def test_a_suspension_of_an_agency_without_launches_says_so(site: Site, guest: Guest) -> None:
    agency = site.world.agency()
    page = guest.open(f"{HERE}/{agency.user_id}/suspension")
    assert "It has no launch to come" in page.text


def test_what_was_done_in_between_is_refused(site: Site, guest: Guest) -> None:
    agency = site.world.agency()
    page = guest.open(f"{HERE}/{agency.user_id}/suspension")
    page.send("Suspend the agency", reason="First.")

    refused = guest.open(f"{HERE}/{agency.user_id}/suspension").send(
        "Suspend the agency", reason="Second."
    )

    assert refused.status == 409
    assert refused.value("reason") == "Second."


def test_the_track_record_and_the_next_launches_are_shown(site: Site, guest: Guest) -> None:
    agency = site.world.agency()
    launch = site.world.launch(agency, days=10)
    site.world.book(site.world.traveler(), launch.id, 2)

    shown = guest.open(f"{HERE}/{agency.user_id}")

    assert "0 successful launches so far; agencies are reliable from 2 on" in shown.text
    assert "1 % of the revenue" in shown.text
    assert "Seats sold 2" in shown.text
    assert f"/system/launches/{launch.id}" in shown.links()
    assert shown.follow("Its account").path == f"/system/users/{agency.user_id}"


def test_only_operations_managers_manage_agencies(site: Site, guest: Guest) -> None:
    agency = site.world.agency()
    for by in (agency, site.world.employee(Position.FINANCE), site.world.traveler()):
        other = site.enter(by)
        for path in (HERE, f"{HERE}/{agency.user_id}", f"{HERE}/{agency.user_id}/suspension"):
            assert other.open(path).status == 403
    assert guest.open(f"{HERE}/{site.world.traveler().user_id}").status == 404
