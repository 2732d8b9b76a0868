"""Launches beside one that is sold out or gone, on memory adapters (story 2.1)."""

import pytest

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.faults import Outage, cut_off
from astrobookings.testing.world import World


def slugs(world: World, launch_id: LaunchId, seats: int = 1) -> list[LaunchId]:
    found = world.system.view_neighbours(world.visitor(), launch_id, seats)
    return [card.launch.id for card in found]


@pytest.mark.story("2.1")
def test_a_sold_out_launch_has_neighbours_nearest_in_time_first(world: World) -> None:
    launch = world.launch(seats=2, days=100)
    late, early, far = world.launch(days=110), world.launch(days=95), world.launch(days=300)
    world.launch(days=101, destination=Destination.MARS)
    world.book(world.traveler(), launch.id, 2)

    assert slugs(world, launch.id) == [early.id, late.id, far.id]


def test_neighbours_have_the_seats_wanted_and_are_on_sale(world: World) -> None:
    launch = world.launch(days=100)
    small, roomy = world.launch(seats=2, days=101), world.launch(seats=8, days=102)
    gone = world.launch(days=103)
    world.system.abort_launch(world.owner_of(gone), gone.id, "a cracked valve")

    assert slugs(world, launch.id, 3) == [roomy.id]
    assert slugs(world, launch.id, 2) == [small.id, roomy.id]


def test_there_are_at_most_five(world: World) -> None:
    launch = world.launch(days=100)
    others = [world.launch(days=100 + day).id for day in range(1, 8)]

    assert slugs(world, launch.id) == others[:5]


def test_an_ended_launch_has_neighbours_too(world: World) -> None:
    launch, other = world.launch(days=100), world.launch(days=120)
    world.system.abort_launch(world.owner_of(launch), launch.id, "a cracked valve")

    assert slugs(world, launch.id) == [other.id]
    with pytest.raises(NotFound):
        slugs(world, LaunchId(fresh_id()))


def test_copies_show_neighbours_while_launches_are_away(world: World) -> None:
    launch, other = world.launch(days=100), world.launch(days=120)
    world.system.sync_due(world.operator)
    world.settle()
    outage = Outage()
    world.restart(cut_off(world.parts, outage))
    outage.down = True

    (card,) = world.system.view_neighbours(world.visitor(), launch.id)

    assert card.launch.id == other.id
