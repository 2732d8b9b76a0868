"""Rockets and the launches that need them (story 1.2)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import OPEN, Launch, LaunchStatus
from astrobookings.domain.agencies.rocket import (
    MAX_CAPACITY,
    Rocket,
    RocketInUse,
    check_rocket,
    require_fit,
    require_unused,
)
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.testing.strategies import launches, rockets
from tests.domain.examples import a_launch, a_rocket

some_launches = st.lists(launches(version=st.just(1)), max_size=3)


def pointers(**changes: Any) -> list[str]:
    """Where a rocket with *changes* is at fault."""
    good: dict[str, Any] = {"name": "Swift", "model": "PL-3", "capacity": 10, "description": ""}
    try:
        check_rocket(**(good | changes))
    except Invalid as refusal:
        return [fault.pointer for fault in refusal.faults]
    return []


@pytest.mark.story("1.2")
@pytest.mark.parametrize(
    ("capacity", "faults"),
    [(0, ["/capacity"]), (1, []), (MAX_CAPACITY, []), (MAX_CAPACITY + 1, ["/capacity"])],
)
def test_a_rocket_carries_1_to_1000_passengers(capacity: int, faults: list[str]) -> None:
    assert pointers(capacity=capacity) == faults


@pytest.mark.story("1.2")
def test_every_fault_of_a_rocket_is_told_at_once() -> None:
    faults = pointers(name=" ", model="x" * 81, capacity=-1, description="x" * 4001)

    assert faults == ["/name", "/model", "/description", "/capacity"]


@given(rockets())
def test_rockets_of_the_platform_have_no_fault(rocket: Rocket) -> None:
    assert (
        pointers(
            name=rocket.name,
            model=rocket.model,
            capacity=rocket.capacity,
            description=rocket.description,
        )
        == []
    )


@pytest.mark.story("1.2")
@pytest.mark.parametrize("status", LaunchStatus)
def test_an_open_launch_keeps_the_capacity_it_sells(status: LaunchStatus) -> None:
    launch = a_launch(status=status, seats_total=10)

    require_fit(a_rocket(capacity=10), [launch])
    if status in OPEN:
        with pytest.raises(RocketInUse):
            require_fit(a_rocket(capacity=9), [launch])
    else:
        require_fit(a_rocket(capacity=9), [launch])


@pytest.mark.story("1.2")
@pytest.mark.parametrize("status", LaunchStatus)
def test_an_open_launch_keeps_the_range_it_needs(status: LaunchStatus) -> None:
    launch = a_launch(status=status, destination=Destination.MOON)

    require_fit(a_rocket(range=Destination.MOON), [launch])
    if status in OPEN:
        with pytest.raises(RocketInUse):
            require_fit(a_rocket(range=Destination.ISS), [launch])
    else:
        require_fit(a_rocket(range=Destination.ISS), [launch])


@given(rockets(), some_launches)
def test_a_rocket_fits_exactly_when_every_open_launch_does(
    rocket: Rocket, flights: list[Launch]
) -> None:
    needs = [flight for flight in flights if flight.status in OPEN]
    fits = all(
        need.seats_total <= rocket.capacity and need.destination.distance <= rocket.range.distance
        for need in needs
    )

    if fits:
        require_fit(rocket, flights)
    else:
        with pytest.raises(RocketInUse) as refusal:
            require_fit(rocket, flights)
        assert refusal.value.launches == len(needs)


@pytest.mark.story("1.2")
@given(some_launches)
def test_a_rocket_is_deleted_only_without_open_launches(flights: list[Launch]) -> None:
    needs = sum(flight.status in OPEN for flight in flights)

    if needs:
        with pytest.raises(RocketInUse) as refusal:
            require_unused(flights)
        assert refusal.value.launches == needs
    else:
        require_unused(flights)
