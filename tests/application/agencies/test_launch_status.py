"""Launches change their status (story 1.5)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.agencies.launch import (
    FINAL,
    Launch,
    LaunchNotDue,
    LaunchStatus,
    NoSuchLaunchMove,
    TurnAroundTooShort,
)
from astrobookings.domain.booking.errors import ChargesPending
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, Invalid
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World
from tests.application.agencies.fleet import events, fly, pointers, rocket, spaceport

DAY = timedelta(days=1)


def a_launch(world: World, days: float = 400) -> tuple[Principal, Launch]:
    by = world.agency()
    launch = fly(world, by, rocket(world, by), spaceport(world), days=days)
    world.settle()
    return by, launch


def successes(world: World, launch: Launch) -> int:
    return world.parts.agencies.get(launch.agency_id).successful_launches


@pytest.mark.story("1.5")
def test_a_delay_moves_the_date_and_is_kept_with_its_reason(world: World) -> None:
    by, launch = a_launch(world)
    later = launch.launch_at + 3 * DAY

    delayed = world.system.delay_launch(by, launch.id, later, "weather")

    assert (delayed.status, delayed.launch_at, delayed.slug) == (
        LaunchStatus.DELAYED,
        later,
        launch.slug,
    )
    entry, kept = delayed.history[-1], delayed.delays[-1]
    assert (entry.status, entry.reason, entry.by) == (LaunchStatus.DELAYED, "weather", by.user_id)
    assert (kept.launch_at_before, kept.launch_at) == (launch.launch_at, later)
    assert events(world) == ["launch-delayed"]


@pytest.mark.story("1.5")
def test_an_operations_manager_may_delay_for_an_agency(world: World) -> None:
    _, launch = a_launch(world)
    operations = world.employee(Position.OPERATIONS)

    delayed = world.system.delay_launch(operations, launch.id, launch.launch_at + DAY, "weather")

    assert delayed.history[-1].by == operations.user_id


@pytest.mark.story("1.5")
def test_a_delay_needs_a_later_date_and_a_reason(world: World) -> None:
    by, launch = a_launch(world)

    with pytest.raises(Invalid) as refusal:
        world.system.delay_launch(by, launch.id, launch.launch_at, "weather")
    assert pointers(refusal.value) == {"/launch_at"}
    with pytest.raises(Invalid) as refusal:
        world.system.delay_launch(by, launch.id, launch.launch_at + DAY, "  ")
    assert pointers(refusal.value) == {"/reason"}
    assert events(world) == []


@pytest.mark.story("1.5")
@given(first=st.integers(1, 90), second=st.integers(1, 90), gap=st.integers(24, 90))
def test_a_delay_keeps_the_turn_around_to_every_other_launch(
    first: int, second: int, gap: int
) -> None:
    world = in_memory_world()
    by, port = world.agency(), spaceport(world)
    ship = rocket(world, by)
    launch = fly(world, by, ship, port)
    other = fly(world, by, ship, port, launch_at=launch.launch_at + timedelta(hours=gap))

    for hours in (first, first + second):
        to = launch.launch_at + timedelta(hours=hours)
        if abs(to - other.launch_at) < DAY:
            with pytest.raises(TurnAroundTooShort):
                world.system.delay_launch(by, launch.id, to, "weather")
        else:
            assert world.system.delay_launch(by, launch.id, to, "weather").launch_at == to


@pytest.mark.story("1.5")
def test_aborting_changes_the_launch_alone_and_says_so_once(world: World) -> None:
    by, launch = a_launch(world)
    traveler = world.traveler()
    world.book(traveler, launch.id, 2)
    world.settle()

    aborted = world.system.abort_launch(by, launch.id, "funding")

    assert aborted.status is LaunchStatus.ABORTED
    assert aborted.history[-1].reason == "funding"
    assert events(world) == ["launch-aborted"]


@pytest.mark.story("1.5")
def test_aborting_needs_a_reason(world: World) -> None:
    by, launch = a_launch(world)

    with pytest.raises(Invalid) as refusal:
        world.system.abort_launch(by, launch.id, " ")

    assert pointers(refusal.value) == {"/reason"}


@pytest.mark.story("1.5")
def test_success_and_failure_are_reported_only_after_the_launch_date(world: World) -> None:
    by, launch = a_launch(world)
    world.pass_time(launch.launch_at - world.clock.now() - timedelta(seconds=1))
    with pytest.raises(LaunchNotDue):
        world.system.fail_launch(by, launch.id, "a valve")
    with pytest.raises(LaunchNotDue):
        world.system.mark_launch_successful(by, launch.id)

    world.pass_time(timedelta(seconds=1))

    assert world.system.fail_launch(by, launch.id, "a valve").status is LaunchStatus.FAILED
    assert events(world) == ["launch-failed"]


@pytest.mark.story("1.5")
@pytest.mark.story("1.8")
def test_a_success_counts_for_the_agency(world: World) -> None:
    by, launch = a_launch(world)
    world.pass_time(400 * DAY)

    successful = world.system.mark_launch_successful(by, launch.id)

    assert successful.status is LaunchStatus.SUCCESSFUL
    assert successes(world, launch) == 1
    assert events(world) == ["launch-succeeded"]
    with pytest.raises(NoSuchLaunchMove):
        world.system.mark_launch_successful(by, launch.id)
    assert successes(world, launch) == 1


@pytest.mark.story("1.5")
def test_success_waits_until_no_payment_is_under_way() -> None:
    world = in_memory_world(faults=True)
    by, launch = a_launch(world, days=1)
    world.pass_time(DAY - timedelta(minutes=1))
    traveler = world.traveler()
    world.book(traveler, launch.id, 1, method="pm_timeout_then_ok")
    world.pass_time(timedelta(minutes=1))

    with pytest.raises(ChargesPending):
        world.system.mark_launch_successful(by, launch.id)

    assert successes(world, launch) == 0
    world.pass_time(timedelta(minutes=2))
    world.settle()
    assert world.system.mark_launch_successful(by, launch.id).status is LaunchStatus.SUCCESSFUL


@pytest.mark.story("1.5")
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(["delay", "abort", "fail", "succeed"]), st.integers(0, 300)),
        max_size=8,
    )
)
def test_nothing_leaves_a_final_status_and_the_history_keeps_every_change(
    acts: list[tuple[str, int]],
) -> None:
    world = in_memory_world()
    by, launch = a_launch(world, days=100)
    changes = 1

    for act, days in acts:
        world.pass_time(timedelta(days=days))
        before = world.system.view_agency_launch(by, launch.id)
        try:
            after = _act(world, by, before, act)
        except AstroBookingsError:
            assert world.system.view_agency_launch(by, launch.id) == before
        else:
            changes += 1
            assert before.status not in FINAL
            assert after.history[:-1] == before.history

    final = world.system.view_agency_launch(by, launch.id)
    assert len(final.history) == changes
    assert final.history[-1].status is final.status
    assert len(events(world)) == changes - 1


def _act(world: World, by: Principal, launch: Launch, act: str) -> Launch:
    if act == "delay":
        later = max(launch.launch_at, world.clock.now()) + DAY
        return world.system.delay_launch(by, launch.id, later, "weather")
    if act == "abort":
        return world.system.abort_launch(by, launch.id, "funding")
    if act == "fail":
        return world.system.fail_launch(by, launch.id, "a valve")
    return world.system.mark_launch_successful(by, launch.id)
