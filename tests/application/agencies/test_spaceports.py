"""Operations managers keep spaceports, which anybody may see (story 1.9)."""

import math

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.agencies.edit_spaceport import SpaceportUpdate
from astrobookings.domain.agencies.spaceport import NameTaken, SpaceportInUse
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.errors import Invalid, NotFound, Stale
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World
from tests.application.agencies.fleet import CAPE, events, pointers, spaceport


@pytest.mark.story("1.9")
def test_a_visitor_sees_the_spaceports_by_name(world: World) -> None:
    operations = world.employee(Position.OPERATIONS)
    added = world.system.add_spaceport(operations, CAPE)
    other = spaceport(world, name="Baikonur", time_zone="Asia/Almaty")

    assert world.system.list_spaceports(world.visitor(), PageRequest()).items == (other, added)
    assert world.system.view_spaceport(world.visitor(), added.id) == added
    assert events(world) == ["spaceport-changed"] * 2


@pytest.mark.story("1.9")
def test_every_fault_of_a_spaceport_is_named(world: World) -> None:
    broken = evolve(
        CAPE, name="", location=" ", latitude=math.nan, longitude=180.1, time_zone="Mars/Olympus"
    )

    with pytest.raises(Invalid) as refusal:
        world.system.add_spaceport(world.operator, broken)

    assert pointers(refusal.value) == {
        "/name",
        "/location",
        "/latitude",
        "/longitude",
        "/time_zone",
    }


@pytest.mark.story("1.9")
def test_two_spaceports_never_share_a_name(world: World) -> None:
    spaceport(world)
    other = spaceport(world, name="Baikonur")

    with pytest.raises(NameTaken):
        spaceport(world)
    with pytest.raises(NameTaken):
        world.system.edit_spaceport(
            world.operator, other.id, SpaceportUpdate(name="Cape Canaveral")
        )
    assert world.parts.spaceports.get(other.id) == other


@pytest.mark.story("1.9")
@given(
    latitude=st.none() | st.floats(allow_nan=True),
    longitude=st.none() | st.floats(-180, 180),
)
def test_an_edit_keeps_every_spaceport_on_earth(
    latitude: float | None, longitude: float | None
) -> None:
    world = in_memory_world()
    before = spaceport(world)
    update = SpaceportUpdate(latitude=latitude, longitude=longitude)

    if latitude is None or abs(latitude) <= 90:
        world.system.edit_spaceport(world.operator, before.id, update)
    else:
        with pytest.raises(Invalid):
            world.system.edit_spaceport(world.operator, before.id, update)

    after = world.parts.spaceports.get(before.id)
    assert abs(after.latitude) <= 90
    assert (after.version == 2) == (
        evolve(after, version=1, updated_at=before.updated_at) != before
    )


@pytest.mark.story("1.9")
def test_an_edit_of_what_was_changed_in_between_is_refused(world: World) -> None:
    before = spaceport(world)
    world.system.edit_spaceport(world.operator, before.id, SpaceportUpdate(description="A"), 1)

    with pytest.raises(Stale):
        world.system.edit_spaceport(world.operator, before.id, SpaceportUpdate(description="B"), 1)
    with pytest.raises(Stale):
        world.system.delete_spaceport(world.operator, before.id, 1)


@pytest.mark.story("1.9")
def test_a_spaceport_is_deleted_only_if_no_launch_starts_there(world: World) -> None:
    launch, idle = world.launch(), spaceport(world)

    world.system.delete_spaceport(world.operator, idle.id, idle.version)

    with pytest.raises(NotFound):
        world.system.view_spaceport(world.visitor(), idle.id)
    with pytest.raises(SpaceportInUse):
        world.system.delete_spaceport(world.operator, launch.spaceport_id)
