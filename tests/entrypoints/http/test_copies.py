"""What the API shows while the bookings of record are away, and how it says so."""

from collections.abc import Iterator

import pytest
from attrs import define, evolve
from litestar.testing import TestClient

from astrobookings.application.ports.booking_copies import BookingSnapshot
from astrobookings.application.ports.launch_copies import LaunchSnapshot
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.testing.faults import StoreDown, failing
from astrobookings.testing.in_memory import in_memory_parts
from astrobookings.testing.world import World

from .conftest import ROOMY, Person, Platform

BOOKING = "/api/v1/booking"
OPERATIONS = ("board", "bookings", "launches", "charges", "refunds", "seat_ledger")


@define
class Switch:
    away: bool = False

    def is_off(self) -> bool:
        return self.away


@define
class Scene:
    """A traveler with a booking, all of it copied."""

    platform: Platform
    operations: Switch
    traveler: Person
    launch: Launch
    booking: Booking


@pytest.fixture
def scene() -> Iterator[Scene]:
    """Give a scene in which everything answers so far."""
    parts, operations = in_memory_parts(), Switch()
    switched = {
        name: failing(getattr(parts, name), down=operations.is_off, error=StoreDown)
        for name in OPERATIONS
    }
    world = World(evolve(parts, **switched), parts.clock)  # type: ignore[arg-type]
    by, launch = world.traveler(), world.launch()
    booked = world.book(by, launch.id)
    world.settle()
    _copy_everything(world, launch, by, booked.booking.id)
    with TestClient(create_app(world.system, *SERVICES, settings=ROOMY)) as client:
        platform = Platform(world, client)
        yield Scene(platform, operations, platform.sign_in(by), launch, booked.booking)


def _copy_everything(world: World, launch: Launch, by: Principal, booking_id: BookingId) -> None:
    parts, now = world.parts, world.clock.now()
    card = parts.board.get(launch.id, now=now)
    view = world.system.view_booking(by, booking_id)
    with parts.system(world.operator.origin("copy", now)):
        parts.launch_copies.put(LaunchSnapshot(card=card, source_version=launch.version))
        parts.booking_copies.put(BookingSnapshot.of(view.booking, view.charges, view.refunds))
        parts.launch_copies.completed(now)
        parts.booking_copies.completed(now)


@pytest.mark.story("2.1")
@pytest.mark.story("5.4")
def test_launches_are_shown_with_the_moment_of_their_copies(scene: Scene) -> None:
    client = scene.platform.client
    before = client.get(f"{BOOKING}/launches/{scene.launch.slug}")
    assert "as_of" not in before.json()
    scene.operations.away = True

    board = client.get(f"{BOOKING}/launches?limit=3")
    seen = client.get(
        f"{BOOKING}/launches/{scene.launch.slug}",
        headers={"if-none-match": before.headers["etag"]},
    )
    history = client.get(f"{BOOKING}/launches/{scene.launch.id}/history")

    assert [item["id"] for item in board.json()["items"]] == [str(scene.launch.id)]
    assert seen.status_code == 200
    assert "etag" not in seen.headers  # the copy is another representation
    assert seen.json()["as_of"] == board.json()["as_of"]
    assert history.status_code == 200


@pytest.mark.story("2.6")
@pytest.mark.story("5.4")
def test_a_traveler_sees_copies_of_the_bookings(scene: Scene) -> None:
    path = f"{BOOKING}/bookings/{scene.booking.id}"
    before = scene.traveler.get(path).json()
    assert "as_of" not in before
    scene.operations.away = True

    seen = scene.traveler.get(path)
    listed = scene.traveler.get(f"{BOOKING}/bookings").json()

    assert "etag" not in seen.headers
    assert seen.json() == {**before, "as_of": listed["as_of"], "available_actions": ["cancel"]}
    assert listed["items"] == [seen.json()]


def test_what_has_no_copy_is_unavailable(scene: Scene) -> None:
    scene.operations.away = True

    seats = scene.platform.client.get(f"{BOOKING}/launches/{scene.launch.id}/seats")
    launch = scene.platform.client.get(f"{BOOKING}/launches/scheduled-since")

    assert seats.status_code == launch.status_code == 503
    assert "retry-after" in launch.headers
