"""Launches that VIP travelers hear of and book before everybody else, in a browser."""

from datetime import timedelta

import pytest

from astrobookings.domain.identity.roles import Principal
from astrobookings.testing.world import World
from tests.browser.served_world import ServedWorld


def vip(world: World) -> Principal:
    """A traveler who booked often enough."""
    by = world.traveler()
    for days in (100, 200):
        world.book(by, world.launch(days=days).id)
    world.settle()
    return by


@pytest.mark.story("2.10")
@pytest.mark.story("4.3")
def test_a_vip_traveler_hears_of_a_launch_and_books_before_the_sale(site: ServedWorld) -> None:
    by = vip(site.world)
    site.world.launch(days=300, vip_days=3)
    site.world.settle()
    window = site.window(by)
    window.open("/traveler/notifications")
    window.check()
    window.page.get_by_role("button", name="Open").first.click()
    assert "VIP early sale" in window.text
    window.check()

    window.follow("Book early")
    assert "You book before everybody else does" in window.text
    window.type(count="1")
    window.press("Hold the seats")

    assert window.heading == "Who travels?"
    window.check()


@pytest.mark.story("2.10")
def test_others_are_told_that_their_sale_is_yet_to_begin(site: ServedWorld) -> None:
    launch = site.world.launch(days=300, vip_days=3)
    window = site.window(site.world.traveler())
    address = f"/traveler/book/{launch.slug}"

    window.open(address)
    assert window.heading == "The sale is not open to everybody yet"
    window.check()
    site.world.pass_time(timedelta(days=3))
    site.hand_over(window, site.world.traveler())
    window.open(address)

    assert window.heading == "Choose your seats"
