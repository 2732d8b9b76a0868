"""Profiles that are brought before their event was heard (story 5.5)."""

import pytest

from astrobookings.domain.booking.errors import TravelerNotReady
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.kernel.errors import NotSignedIn
from astrobookings.testing.in_memory import in_memory_world

pytestmark = pytest.mark.story("5.5")


def test_a_profile_that_was_brought_can_book() -> None:
    world = in_memory_world()
    launch, by = world.launch(), world.newcomer()
    with pytest.raises(TravelerNotReady):
        world.book(by, launch.id)

    world.system.bring_profile(by)

    assert world.book(by, launch.id).booking.traveler_id == by.user_id


def test_what_the_event_brings_afterwards_changes_nothing() -> None:
    world = in_memory_world()
    by = world.newcomer()
    world.system.bring_profile(by)
    brought = world.parts.travelers.find(signed_in(by))

    world.settle()

    assert world.parts.travelers.find(signed_in(by)) == brought


def test_visitors_have_no_profile() -> None:
    world = in_memory_world()

    with pytest.raises(NotSignedIn):
        world.system.bring_profile(world.visitor())
