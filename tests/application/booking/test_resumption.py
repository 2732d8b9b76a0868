"""Two retries of one request meet (story 2.3)."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from astrobookings.domain.booking.errors import KeyInUse
from astrobookings.testing.faults import Fuse, ProcessDied, mortal
from astrobookings.testing.laws import broken_laws
from astrobookings.testing.world import World


class LostRace:
    """Keys of which another retry always takes hold first."""

    def __init__(self, keys: Any) -> None:
        self._keys = keys

    def __getattr__(self, name: str) -> Any:
        return getattr(self._keys, name)

    def take_over(self, record: object, seen: object) -> bool:
        return False


@pytest.mark.story("2.3")
def test_the_retry_that_comes_second_is_told_that_the_first_is_at_work(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    key, whole = world.key(by), world.parts
    world.restart(mortal(whole, Fuse(at=4, after=True)))
    with pytest.raises(ProcessDied):
        world.book(by, launch.id, 1, key=key)
    assert world.seats_left(launch.id) == launch.seats_total - 1
    world.pass_time(timedelta(seconds=61))
    world.restart(evolve(whole, keys=LostRace(whole.keys)))

    with pytest.raises(KeyInUse):
        world.book(by, launch.id, 1, key=key)

    assert world.seats_left(launch.id) == launch.seats_total - 1
    assert broken_laws(whole) == []
