"""A world in memory."""

import pytest

from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World


@pytest.fixture
def world() -> World:
    return in_memory_world(faults=True)
