"""Agencies keep rockets (story 1.2)."""

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.agencies.edit_rocket import RocketUpdate
from astrobookings.domain.agencies.destinations import Destination, reaches
from astrobookings.domain.agencies.rocket import RocketInUse
from astrobookings.domain.kernel.errors import Invalid, NotFound, Stale
from astrobookings.domain.kernel.ids import RocketId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World
from tests.application.agencies.fleet import HERON, events, fly, pointers, rocket, spaceport


@pytest.mark.story("1.2")
def test_a_rocket_joins_the_fleet_of_its_agency_alone(world: World) -> None:
    mine, theirs = world.agency(), world.agency()

    added = rocket(world, mine, name="  Heron ")

    assert (added.name, added.version) == ("Heron", 1)
    assert added.agency_id == mine.user_id
    assert world.system.list_rockets(mine, PageRequest()).items == (added,)
    assert world.system.list_rockets(theirs, PageRequest()).items == ()
    assert world.system.view_rocket(mine, added.id) == added
    assert events(world) == ["rocket-changed"]


@pytest.mark.story("1.2")
def test_every_fault_of_a_rocket_is_named(world: World) -> None:
    broken = evolve(HERON, name="", model=" ", capacity=0, description="x" * 4001)

    with pytest.raises(Invalid) as refusal:
        world.system.add_rocket(world.agency(), broken)

    assert pointers(refusal.value) == {"/name", "/model", "/capacity", "/description"}


@pytest.mark.story("1.2")
def test_the_fleet_is_listed_by_name_page_by_page(world: World) -> None:
    by = world.agency()
    for name in "CADBE":
        rocket(world, by, name=name)

    first = world.system.list_rockets(by, PageRequest(limit=3))
    rest = world.system.list_rockets(by, PageRequest(limit=3, after=first.next))

    assert [one.name for one in first.items + rest.items] == list("ABCDE")
    assert rest.next is None


@pytest.mark.story("1.2")
def test_an_edit_changes_what_is_given(world: World) -> None:
    by = world.agency()
    added = rocket(world, by)

    edited = world.system.edit_rocket(by, added.id, RocketUpdate(description="Quiet."), 1)

    assert edited == evolve(added, description="Quiet.", version=2, updated_at=edited.updated_at)
    with pytest.raises(Stale):
        world.system.edit_rocket(by, added.id, RocketUpdate(description="Loud."), 1)
    with pytest.raises(Invalid):
        world.system.edit_rocket(by, added.id, RocketUpdate(capacity=1001))
    with pytest.raises(NotFound):
        world.system.edit_rocket(by, RocketId(world.parts.ids.new()), RocketUpdate())


@pytest.mark.story("1.2")
@given(
    seats=st.integers(1, 10),
    destination=st.sampled_from(list(Destination)[:3]),
    capacity=st.integers(1, 20),
    range_=st.sampled_from(Destination),
)
def test_a_rocket_keeps_the_capacity_and_range_its_open_launches_need(
    seats: int, destination: Destination, capacity: int, range_: Destination
) -> None:
    world = in_memory_world()
    by = world.agency()
    ship = rocket(world, by)
    fly(world, by, ship, spaceport(world), seats_total=seats, destination=destination)
    update = RocketUpdate(capacity=capacity, range=range_)

    if capacity >= seats and reaches(range_, destination):
        edited = world.system.edit_rocket(by, ship.id, update)
        assert (edited.capacity, edited.range) == (capacity, range_)
    else:
        with pytest.raises(RocketInUse):
            world.system.edit_rocket(by, ship.id, update)
        assert world.system.view_rocket(by, ship.id) == ship


@pytest.mark.story("1.2")
def test_a_rocket_whose_launches_are_over_may_shrink(world: World) -> None:
    by = world.agency()
    ship = rocket(world, by)
    launch = fly(world, by, ship, spaceport(world))
    world.system.abort_launch(by, launch.id, "weather")

    assert world.system.edit_rocket(by, ship.id, RocketUpdate(capacity=1)).capacity == 1


@pytest.mark.story("1.2")
def test_a_rocket_is_deleted_only_if_no_launch_names_it(world: World) -> None:
    by = world.agency()
    idle, used = rocket(world, by, name="Idle"), rocket(world, by, name="Used")
    launch = fly(world, by, used, spaceport(world))

    world.system.delete_rocket(by, idle.id, idle.version)

    with pytest.raises(NotFound):
        world.system.view_rocket(by, idle.id)
    with pytest.raises(RocketInUse):
        world.system.delete_rocket(by, used.id)
    world.system.abort_launch(by, launch.id, "weather")
    with pytest.raises(RocketInUse):
        world.system.delete_rocket(by, used.id)


@pytest.mark.story("1.2")
def test_a_rocket_changed_in_between_is_not_deleted(world: World) -> None:
    by = world.agency()
    ship = rocket(world, by)
    world.system.edit_rocket(by, ship.id, RocketUpdate(name="Egret"))
    world.pass_time(timedelta(minutes=1))

    with pytest.raises(Stale):
        world.system.delete_rocket(by, ship.id, ship.version)

    assert world.system.view_rocket(by, ship.id).name == "Egret"
