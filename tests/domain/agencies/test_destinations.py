"""Destinations in order of distance (story 1.2)."""

from itertools import product

import pytest

from astrobookings.domain.agencies.destinations import Destination, reaches

NEAR_TO_FAR = ["low_earth_orbit", "iss", "moon", "mars"]


def test_destinations_stand_from_near_to_far() -> None:
    assert sorted(Destination, key=lambda one: one.distance) == NEAR_TO_FAR


@pytest.mark.story("1.2")
@pytest.mark.parametrize(("range_", "goal"), list(product(Destination, Destination)))
def test_a_rocket_reaches_its_range_and_all_that_is_nearer(
    range_: Destination, goal: Destination
) -> None:
    near_enough = NEAR_TO_FAR.index(goal) <= NEAR_TO_FAR.index(range_)

    assert reaches(range_, goal) is near_enough
