"""What a traveler shows at the gate (story 2.3)."""

import pytest

from astrobookings.domain.booking.booking import NoSuchBookingMove
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.testing.in_memory import in_memory_world

pytestmark = pytest.mark.story("2.3")


def test_a_paid_booking_has_a_boarding_pass() -> None:
    world = in_memory_world()
    by = world.traveler()
    booking = world.book(by, world.launch().id).booking

    paper = world.system.boarding_pass(by, booking.id)

    assert booking.reference in paper.filename
    assert "Seat 1: " in paper.content.decode()


def test_a_hold_has_none_and_neither_has_a_cancelled_booking() -> None:
    world = in_memory_world()
    by, launch = world.traveler(), world.launch()
    held = world.book(by, launch.id, method=None).booking
    cancelled = world.cancel(by, world.book(by, launch.id)).booking

    for booking in (held, cancelled):
        with pytest.raises(NoSuchBookingMove, match="cannot be boarded"):
            world.system.boarding_pass(by, booking.id)


def test_nobody_boards_with_the_booking_of_another() -> None:
    world = in_memory_world()
    booking = world.book(world.traveler(), world.launch().id).booking

    with pytest.raises(NotFound):
        world.system.boarding_pass(world.traveler(), booking.id)
