"""Launches beside one that is sold out or gone."""

from datetime import timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.neighbours import MOST_NEIGHBOURS, nearest
from astrobookings.domain.kernel.ids import LaunchId, SpaceportId
from astrobookings.testing.builders import a_launch, numbered
from astrobookings.testing.strategies import launches

DAY = timedelta(days=1)


@given(launches(), st.lists(launches(), max_size=8))
def test_neighbours_fly_there_and_no_nearer_one_is_left_out(
    launch: Launch, others: list[Launch]
) -> None:
    chosen = nearest(launch, [*others, launch])

    def days(other: Launch) -> int:
        return abs(other.launch_at - launch.launch_at) // DAY

    there = {one.id for one in others if one.destination is launch.destination} - {launch.id}
    assert len(chosen) == min(MOST_NEIGHBOURS, len(there))
    assert {one.id for one in chosen} <= there
    assert [days(one) for one in chosen] == sorted(days(one) for one in chosen)
    left_out = [one for one in others if one.id in there - {one.id for one in chosen}]
    assert all(days(one) >= days(chosen[-1]) for one in left_out)


def test_of_equally_near_ones_the_same_spaceport_comes_first() -> None:
    launch = a_launch(spaceport_id=numbered(1), destination=Destination.MOON)
    beside = evolve(
        launch, id=LaunchId(numbered(2)), launch_at=launch.launch_at + timedelta(hours=20)
    )
    elsewhere = evolve(
        launch,
        id=LaunchId(numbered(3)),
        spaceport_id=SpaceportId(numbered(9)),
        launch_at=launch.launch_at - timedelta(hours=2),
    )
    later = evolve(launch, id=LaunchId(numbered(4)), launch_at=launch.launch_at + 2 * DAY)

    assert nearest(launch, [later, elsewhere, beside]) == (beside, elsewhere, later)
