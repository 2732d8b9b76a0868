"""The routes of notifications (stories 4.1, 4.2, 4.4 to 4.6, 4.8, 6.3)."""

from collections.abc import Iterator

import pytest
from litestar.testing import TestClient

from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.testing.in_memory import in_memory_world

from .conftest import ROOMY, Person, Platform

NOTIFY = "/api/v1/notify"


@pytest.fixture
def platform() -> Iterator[Platform]:
    """Give a platform whose mail server refuses everything."""
    world = in_memory_world()
    with TestClient(create_app(world.system, *SERVICES, settings=ROOMY)) as client:
        yield Platform(world, client)


@pytest.fixture
def traveler(platform: Platform) -> Person:
    """Give a traveler with a booking, told of it in-app, the mail refused."""
    world = platform.world
    by, launch = world.traveler(), world.launch()
    world.book(by, launch.id, 2)
    world.parts.mail.refuse("451 greylisted")  # type: ignore[attr-defined]
    world.settle()
    return platform.sign_in(by)


@pytest.fixture
def it(platform: Platform) -> Person:
    return platform.sign_in(platform.world.employee(Position.IT))


@pytest.mark.story("4.2")
def test_a_traveler_reads_what_there_is_to_know(traveler: Person) -> None:
    told = traveler.get(f"{NOTIFY}/me/notifications").json()

    (notice,) = told["items"]
    assert (told["unread"], notice["kind"], notice["read_at"]) == (1, "booking_confirmed", None)
    assert notice["path"].startswith("/traveler/bookings/")
    read = traveler.post(f"{NOTIFY}/me/notifications/{notice['id']}/read")
    assert (read.status_code, read.json()["read_at"] is None) == (200, False)
    assert traveler.get(f"{NOTIFY}/me/notifications?unread=true").json() == {
        "items": [],
        "next": None,
        "unread": 0,
    }


@pytest.mark.story("4.1")
def test_an_agency_reads_of_bookings_and_of_its_launch(platform: Platform) -> None:
    world = platform.world
    launch = world.launch()
    world.book(world.traveler(), launch.id, 2)
    world.system.abort_launch(world.owner_of(launch), launch.id, "The booster leaks.")
    world.settle()
    agency = platform.sign_in(world.owner_of(launch))

    told = agency.get(f"{NOTIFY}/me/notifications").json()["items"]

    kinds = {notice["kind"] for notice in told}
    assert {"agency_approved", "agency_booking_confirmed", "agency_launch_status"} <= kinds
    assert all(notice["text"] and notice["path"].startswith("/agency") for notice in told)


@pytest.mark.story("4.3")
def test_a_vip_traveler_reads_of_a_new_launch_first(platform: Platform) -> None:
    world = platform.world
    vip, other = world.traveler(), world.traveler()
    for _ in range(2):
        world.book(vip, world.launch().id, 1)
    world.settle()

    launch = world.launch()

    def hears(by: Principal) -> bool:
        told = platform.sign_in(by).get(f"{NOTIFY}/me/notifications").json()["items"]
        return any(each["kind"] == "new_launch" and launch.slug in each["path"] for each in told)

    assert (hears(vip), hears(other)) == (True, False)


@pytest.mark.story("4.8")
def test_a_traveler_chooses_mails(traveler: Person) -> None:
    path = f"{NOTIFY}/me/preferences"
    before = traveler.get(path)
    assert (before.headers["etag"], before.json()["choices"][0]["mail"]) == ('"0"', None)

    chosen = traveler.patch(path, {"new_launches": True}, if_match='"0"')
    stale = traveler.patch(path, {"new_launches": False}, if_match='"0"')
    foreign = traveler.patch(path, {"launch_bookings": False})

    assert (chosen.status_code, chosen.headers["etag"]) == (200, '"1"')
    assert chosen.json()["choices"][0]["mail"] is True
    assert (stale.status_code, stale.json()["code"]) == (412, "stale-version")
    assert foreign.json()["errors"][0]["pointer"] == "/launch_bookings"
    assert traveler.get(path, if_none_match='"1"').status_code == 304


@pytest.mark.story("4.4")
@pytest.mark.story("4.6")
def test_an_it_employee_sees_the_queue_but_no_mail(traveler: Person, it: Person) -> None:
    status = it.get(f"{NOTIFY}/queue/status").json()
    assert status["pending"] == 2
    assert [lane["lane"] for lane in status["lanes"]] == ["vip", "normal"]

    listed = it.get(f"{NOTIFY}/notifications?kind=booking_confirmed&status=pending&sort=-attempts")

    (found,) = listed.json()["items"]
    assert (found["attempts"], found["priority"], found["lane"]) == (1, 2, "normal")
    assert found["trail"][0]["outcome"] == found["failure"] == "refused: 451 greylisted"
    assert not {"text", "html", "body", "details", "subject"} & set(found)
    assert found["available_actions"] == ["delete", "mark_sent"]
    one = it.get(f"{NOTIFY}/notifications/{found['id']}")
    assert one.json() == found
    assert one.headers["etag"] == f'"{found["version"]}"'


@pytest.mark.story("4.4")
def test_pages_of_the_queue_follow_each_other(traveler: Person, it: Person) -> None:
    path = f"{NOTIFY}/notifications?sort=priority&limit=2"
    first = it.get(path).json()
    second = it.get(f"{path}&after={first['next']}").json()

    assert len(first["items"]) == 2
    assert not {one["id"] for one in first["items"]} & {one["id"] for one in second["items"]}
    other = it.get(f"{NOTIFY}/notifications?sort=due_at&limit=2&after={first['next']}")
    assert other.json()["code"] == "invalid-cursor"
    assert it.get(f"{NOTIFY}/notifications?sort=name").status_code == 422


@pytest.mark.story("4.5")
def test_an_it_employee_moves_what_waits_and_nothing_else(traveler: Person, it: Person) -> None:
    (found,) = it.get(f"{NOTIFY}/notifications?kind=booking_confirmed").json()["items"]
    path = f"{NOTIFY}/notifications/{found['id']}"

    refused = it.post(f"{path}/retry")
    stale = it.patch(path, {"status": "deleted"}, if_match='"1"')
    deleted = it.patch(path, {"status": "deleted"}, if_match=f'"{found["version"]}"')
    again = it.patch(path, {"status": "sent"})

    assert (refused.status_code, refused.json()["code"]) == (409, "notification-status")
    assert stale.status_code == 412
    assert (deleted.json()["status"], deleted.json()["available_actions"]) == ("deleted", [])
    assert again.status_code == 409
    assert it.patch(path, {"status": "lost"}).status_code == 422


@pytest.mark.story("6.3")
def test_the_status_of_the_service_names_the_last_error(traveler: Person, it: Person) -> None:
    status = it.get(f"{NOTIFY}/service-status").json()

    assert status["state"] in {"down", "degraded"}
    assert status["missed"] == 2
    assert status["last_failure"] == "refused: 451 greylisted"
    assert status["due"] == 0
