"""Who flies says what became of it, and is reminded (story 1.5)."""

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given

from astrobookings.domain.agencies.launch import OPEN, Launch, ReportingPolicy, unreported
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import NotAllowed
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.notifications.kinds import NotificationKind
from astrobookings.testing.strategies import launches
from astrobookings.testing.world import World

INSTANT = timedelta(microseconds=1)


def reminded(world: World) -> list[object]:
    """Who was told of an unreported launch, in the order of being told."""
    kind = NotificationKind.LAUNCH_UNREPORTED
    return [one.recipient for one in world.parts.notifications.list(PageRequest(), kind=kind).items]


def late(world: World) -> tuple[Launch, Principal]:
    """A launch whose date has been over for a day."""
    launch = world.launch(days=10)
    agency = world.owner_of(launch)
    world.pass_time(launch.launch_at - world.clock.now() + timedelta(hours=24))
    return launch, agency


@pytest.mark.story("1.5")
def test_the_agency_and_operations_are_told_a_day_after_the_date(world: World) -> None:
    operations = world.employee(Position.OPERATIONS)
    world.employee(Position.IT)
    launch, agency = late(world)

    assert world.system.tell_unreported(world.operator) == 1
    world.settle()

    assert set(reminded(world)) == {agency.user_id, operations.user_id}
    assert len(reminded(world)) == 2
    assert launch.id == world.parts.notifications.list(PageRequest(1)).items[0].subject_id


@pytest.mark.story("1.5")
def test_nobody_is_told_before_or_twice(world: World) -> None:
    launch = world.launch(days=10)
    world.pass_time(launch.launch_at - world.clock.now() + timedelta(hours=24) - INSTANT)
    assert world.system.tell_unreported(world.operator) == 0
    world.pass_time(INSTANT)

    told = [world.system.tell_unreported(world.operator) for _ in range(3)]

    assert told == [1, 0, 0]


@pytest.mark.story("1.5")
def test_a_delay_brings_another_date_to_report_on(world: World) -> None:
    launch, agency = late(world)
    world.system.tell_unreported(world.operator)
    later = world.clock.now() + timedelta(days=5)
    world.system.delay_launch(agency, launch.id, later, "Weather")

    assert world.system.tell_unreported(world.operator) == 0
    world.pass_time(timedelta(days=6))
    assert world.system.tell_unreported(world.operator) == 1


@pytest.mark.story("1.5")
def test_what_was_reported_is_left_alone(world: World) -> None:
    launch, agency = late(world)
    world.system.mark_launch_successful(agency, launch.id)

    assert world.system.tell_unreported(world.operator) == 0


def test_the_period_is_a_policy(world: World) -> None:
    late(world)
    patient = ReportingPolicy(within=timedelta(days=3))
    world.restart(evolve(world.parts, reporting=patient))

    assert world.system.tell_unreported(world.operator) == 0
    world.pass_time(timedelta(days=2))
    assert world.system.tell_unreported(world.operator) == 1


def test_only_the_platform_looks_for_them(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.system.tell_unreported(world.employee(Position.OPERATIONS))


@given(launches())
def test_a_launch_is_unreported_from_its_period_on_while_open(launch: Launch) -> None:
    policy = ReportingPolicy()
    limit = launch.launch_at + policy.within

    assert not unreported(launch, limit - INSTANT, policy)
    assert unreported(launch, limit, policy) == (launch.status in OPEN)
