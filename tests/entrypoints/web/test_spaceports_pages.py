"""Operations managers look after spaceports (story 1.9)."""

import pytest

from astrobookings.domain.identity.roles import Position
from tests.entrypoints.web.guest import Guest, Site

pytestmark = pytest.mark.story("1.9")

HERE = "/system/spaceports"
GOOD = {
    "name": "Kourou",
    "location": "French Guiana",
    "latitude": "5.236",
    "longitude": "-52.775",
    "time_zone": "America/Cayenne",
    "description": "Near the equator.",
}


@pytest.fixture
def guest(site: Site) -> Guest:
    """The browser of an operations manager."""
    return site.enter(site.world.employee(Position.OPERATIONS))


def test_without_spaceports_the_list_leads_to_the_form(guest: Guest) -> None:
    shown = guest.open(HERE)
    assert "No spaceports yet" in shown.text
    assert shown.follow("Add the first one").heading == "Add a spaceport"


def test_a_spaceport_is_added(guest: Guest) -> None:
    done = guest.open(HERE).follow("Add a spaceport").send("Add the spaceport", **GOOD)

    assert done.told == "Kourou is added; agencies can start from there."
    assert "5.2360° N, 52.7750° W" in done.text
    assert "America/Cayenne" in done.text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("latitude", "north"),
        ("latitude", "91"),
        ("longitude", "181"),
        ("longitude", "nan"),
        ("time_zone", ""),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(guest: Guest, field: str, typed: str) -> None:
    refused = guest.open(f"{HERE}/new").send("Add the spaceport", **{**GOOD, field: typed})

    assert refused.status == 422
    assert refused.fault(field)
    assert refused.value("location") == "French Guiana"


def test_a_name_is_given_once(guest: Guest) -> None:
    guest.open(f"{HERE}/new").send("Add the spaceport", **GOOD)

    refused = guest.open(f"{HERE}/new").send("Add the spaceport", **GOOD)

    assert refused.status == 409
    assert "Kourou" in refused.told


def test_a_spaceport_is_described_anew(site: Site, guest: Guest) -> None:
    spaceport = site.world.spaceport()
    form = guest.open(HERE).follow(f"Edit {spaceport.name}")
    assert form.value("time_zone") == "America/New_York"
    assert form.value("latitude") == "28.5"
    old = guest.open(f"{HERE}/{spaceport.id}/edit")

    done = form.send("Save the changes", name="Cape Nova", time_zone="Europe/Madrid")

    assert done.told == "Cape Nova is described anew."
    assert "Europe/Madrid" in done.text
    assert "changed in between" in old.send("Save the changes", name="Cape Old").told


def test_a_spaceport_without_launches_is_deleted(site: Site, guest: Guest) -> None:
    spaceport = site.world.spaceport()
    page = guest.open(HERE).follow(f"Delete {spaceport.name}")
    assert "cannot be undone" in page.text

    done = page.send("Delete the spaceport")

    assert done.told == f"{spaceport.name} is deleted."
    assert "No spaceports yet" in done.text


def test_a_spaceport_in_use_is_not_deleted(site: Site, guest: Guest) -> None:
    launch = site.world.launch()
    shown = guest.open(HERE)
    assert "In use" in shown.text
    assert "Delete" not in shown.text

    page = guest.open(f"{HERE}/{launch.spaceport_id}/delete")
    refused = page.send("Delete the spaceport")

    assert refused.status == 409
    assert "Launches start from this spaceport" in refused.told


def test_spaceports_are_found_and_the_list_goes_on(site: Site, guest: Guest) -> None:
    for _ in range(26):
        site.world.spaceport()

    first = guest.open(HERE).send("Show", text="florida", sort="-name")

    assert len(first.soup.select("tbody tr")) == 25
    assert len(first.follow("More spaceports").soup.select("tbody tr")) == 1
    assert "No spaceport fits" in first.send("Show", text="Atlantis").text


def test_only_operations_managers_change_spaceports(site: Site, guest: Guest) -> None:
    spaceport = site.world.spaceport()
    for by in (site.world.agency(), site.world.employee(Position.IT)):
        other = site.enter(by)
        for path in (HERE, f"{HERE}/new", f"{HERE}/{spaceport.id}/edit"):
            assert other.open(path).status == 403
    assert guest.open(f"{HERE}/{site.world.traveler().user_id}/edit").status == 404
