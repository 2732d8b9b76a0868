"""Whatever happens to a launch or a booking, its version tells (design, monotone versions)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from astrobookings.application.ports.copy_sources import CopySource
from astrobookings.domain.booking.booking import LIVE, Booking
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.sync.facts import facts_of
from astrobookings.domain.sync.runs import SyncSet
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World
from tests.application.sync.copied import behind, run

Step = Callable[[World, Principal, Any], object]


def _hold(world: World, by: Principal, launch: Any) -> object:
    return world.book(by, launch.id, 1, method=None)


def _pay(world: World, by: Principal, launch: Any) -> object:
    return world.book(by, launch.id, 2)


def _leave_pending(world: World, by: Principal, launch: Any) -> object:
    return world.book(by, launch.id, 1, method="pm_timeout_then_ok")


def _cancel(world: World, by: Principal, launch: Any) -> object:
    for view in _bookings(world, launch):
        if view.status in LIVE:
            quote = world.system.quote_cancellation(by, view.id)
            return world.system.cancel_booking(by, view.id, quote.id)
    return None


def _expire(world: World, by: Principal, launch: Any) -> object:
    world.pass_time(timedelta(minutes=16))
    return world.system.expire_holds(world.operator)


def _settle(world: World, by: Principal, launch: Any) -> object:
    world.pass_time(timedelta(minutes=2))
    return world.jobs.until_idle()


def _bookings(world: World, launch: Any) -> list[Booking]:
    return list(world.parts.bookings.live_of_launch(launch.id, 100))


STEPS: list[Step] = [_hold, _pay, _leave_pending, _cancel, _expire, _settle]


def _told(source: CopySource[Any]) -> dict[object, tuple[int, object]]:
    """Version and content of each record."""
    found = source.read([one.key for one in source.versions(None, 1000)])
    return {
        one.id: (one.source_version, facts_of(one, without=frozenset({"source_version"})))
        for one in found
    }


@pytest.mark.story("5.4")
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(STEPS), max_size=8))
def test_versions_grow_with_every_change_and_never_fall(steps: list[Step]) -> None:
    world = in_memory_world(faults=True)
    by, launch = world.traveler(), world.launch(seats=6)
    sources = (world.parts.launch_source, world.parts.booking_source)
    before = [_told(source) for source in sources]

    for step in steps:
        try:
            step(world, by, launch)
        except AstroBookingsError:
            continue
        after = [_told(source) for source in sources]
        for old, new in zip(before, after, strict=True):
            for key, (version, content) in old.items():
                now, content_now = new[key]
                assert now >= version
                assert content == content_now or now > version
        before = after


@pytest.mark.story("5.4", "5.6")
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(STEPS), max_size=8), st.sets(st.integers(0, 7)))
def test_copies_are_equal_after_a_run_whatever_happened(
    steps: list[Step], pauses: set[int]
) -> None:
    world = in_memory_world(faults=True)
    by, launch = world.traveler(), world.launch(seats=6)
    for place, step in enumerate(steps):
        try:
            step(world, by, launch)
        except AstroBookingsError:
            continue
        if place in pauses:
            run(world, SyncSet.LAUNCHES)
            run(world, SyncSet.BOOKINGS)

    for which in (SyncSet.LAUNCHES, SyncSet.BOOKINGS):
        run(world, which)
        assert behind(world, which) == set()
    for later in (timedelta(0), timedelta(minutes=16), timedelta(hours=2)):
        now = world.clock.now() + later
        copy = world.parts.launch_copies.get(launch.id, now=now)
        assert copy == world.parts.board.get(launch.id, now=now)
    for booking in _bookings(world, launch):
        assert world.parts.booking_copies.get(booking.id).booking == booking
