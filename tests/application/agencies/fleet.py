"""Rockets, spaceports and plans to schedule launches with."""

from datetime import timedelta
from typing import Any

from attrs import evolve

from astrobookings.application.agencies.add_rocket import RocketDetails
from astrobookings.application.agencies.add_spaceport import SpaceportDetails
from astrobookings.application.agencies.schedule_launch import LaunchRequest
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.agencies.scheduling import LaunchPlan
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.in_memory import START
from astrobookings.testing.world import World

__all__ = ["CAPE", "HERON", "PLAN", "events", "fly", "pointers", "rocket", "spaceport"]

HERON = RocketDetails(name="Heron", model="II", capacity=10, range=Destination.MOON)
CAPE = SpaceportDetails(
    name="Cape Canaveral",
    location="Florida",
    latitude=28.5,
    longitude=-80.6,
    time_zone="America/New_York",
)
PLAN = LaunchPlan(
    destination=Destination.MOON,
    launch_at=START + timedelta(days=400),
    price=Money.of("250000.00"),
    seats_total=8,
)


def rocket(world: World, by: Principal, **changes: Any) -> Rocket:
    return world.system.add_rocket(by, evolve(HERON, **changes))


def spaceport(world: World, **changes: Any) -> Spaceport:
    return world.system.add_spaceport(world.operator, evolve(CAPE, **changes))


def fly(
    world: World, by: Principal, ship: Rocket, port: Spaceport, *, days: float = 400, **changes: Any
) -> Launch:
    """Schedule a launch *days* after the clock's start."""
    plan = evolve(PLAN, **{"launch_at": START + timedelta(days=days), **changes})
    request = LaunchRequest(rocket_id=ship.id, spaceport_id=port.id, plan=plan)
    return world.system.schedule_launch(by, request)


def events(world: World) -> list[str]:
    """The names of the events of OperationsDB that wait for the relay."""
    return [envelope.event.name for envelope in world.parts.operations_outbox.unpublished(100)]


def pointers(refusal: Invalid) -> set[str]:
    return {fault.pointer for fault in refusal.faults}
