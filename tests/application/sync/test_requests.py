"""Settling what was asked for in an outage is a run of its set (stories 5.5, 5.6)."""

from datetime import timedelta

import pytest

from astrobookings.application.booking.book_seats import SeatRequest
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.sync.runs import SyncRun, SyncSet, SyncStatus
from astrobookings.testing.faults import Outage, cut_off
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World

pytestmark = pytest.mark.story("5.5", "5.6")


@pytest.fixture
def outage() -> Outage:
    return Outage()


@pytest.fixture
def world(outage: Outage) -> World:
    """Give a world whose OperationsDB is away during the outage."""
    made = in_memory_world(faults=True)
    made.restart(cut_off(made.parts, outage))
    return made


def ask(world: World, by: Principal, launch: Launch) -> None:
    """Ask for a seat while nobody can be asked."""
    request = SeatRequest(
        launch_id=launch.id,
        seats=1,
        payment_method="pm_ok",
        expected_total=Money.of("250000.00"),
    )
    world.system.request_seats(by, request, world.key(by))


def runs(world: World) -> list[SyncRun]:
    page = PageRequest(200)
    return list(world.parts.sync_runs.list(page, which=SyncSet.BOOKING_REQUESTS).items)


def test_what_was_settled_is_logged_as_one_run(world: World, outage: Outage) -> None:
    launch, travelers = world.launch(), [world.traveler() for _ in range(3)]
    outage.down = True
    for by in travelers:
        ask(world, by, launch)
    assert world.system.sync_requests(world.operator) == 0
    assert runs(world) == []

    outage.end()
    world.pass_time(timedelta(minutes=1))
    decided = world.system.sync_requests(world.operator)

    (run,) = runs(world)
    assert (decided, run.status, run.seen, run.written, run.total) == (
        3,
        SyncStatus.SUCCESS,
        3,
        3,
        3,
    )
    held = world.parts.bookings.live_of_launch(launch.id, 9)
    assert [one.status for one in held] == [BookingStatus.CONFIRMED] * 3


def test_nothing_to_settle_is_no_run(world: World) -> None:
    assert world.system.sync_requests(world.operator) == 0

    assert runs(world) == []


def test_a_run_that_was_asked_for_ends_once_nothing_waits(world: World, outage: Outage) -> None:
    it, launch, by = world.employee(Position.IT), world.launch(), world.traveler()
    outage.down = True
    ask(world, by, launch)
    world.system.start_sync(it, [SyncSet.BOOKING_REQUESTS])

    world.system.sync_requests(world.operator)
    assert [run.status for run in runs(world)] == [SyncStatus.PENDING]
    outage.end()
    world.pass_time(timedelta(minutes=1))
    world.system.sync_requests(world.operator)

    assert [(run.status, run.started_by) for run in runs(world)] == [
        (SyncStatus.SUCCESS, it.user_id)
    ]
