"""A launch ends with more bookings than one batch holds (stories 1.5, 2.5)."""

import pytest

from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.testing.laws import broken_laws
from astrobookings.testing.world import World

MANY = 53
"""More than go into one transaction."""


@pytest.mark.story("1.5")
def test_an_aborted_launch_cancels_every_booking_however_many(world: World) -> None:
    launch = world.launch(seats=MANY)
    booked = [world.book(world.traveler(), launch.id, 1) for _ in range(MANY)]

    world.system.abort_launch(world.owner_of(launch), launch.id, "a leak")
    world.settle()

    ended = {world.parts.bookings.get(view.booking.id).status for view in booked}
    assert ended == {BookingStatus.CANCELLED}
    assert world.seats_left(launch.id) == MANY
    assert broken_laws(world.parts) == []
