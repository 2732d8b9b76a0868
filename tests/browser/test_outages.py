"""Booking while OperationsDB is away, in a browser (story 5.5)."""

from collections.abc import Iterator

import pytest
from attrs import define
from playwright.sync_api import Browser

from astrobookings.domain.agencies.launch import Launch
from astrobookings.testing.faults import Outage, cut_off
from astrobookings.testing.in_memory import in_memory_world
from tests.browser.served_world import LOOKS, ServedWorld, looked_at


@define
class Interrupted:
    """A site whose bookings stop and go on again, with a launch that was copied before."""

    site: ServedWorld
    outage: Outage
    launch: Launch

    def begin(self) -> None:
        self.outage.down = True

    def end(self) -> None:
        self.outage.end()
        self.site.world.system.settle_booking_requests(self.site.world.operator)


@pytest.fixture(params=LOOKS, ids=str)
def interrupted(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Interrupted]:
    """Give a site that works for now."""
    world, outage = in_memory_world(faults=True), Outage()
    launch = world.launch()
    world.settle()
    world.system.sync_due(world.operator)
    world.settle()
    world.restart(cut_off(world.parts, outage))
    with looked_at(world, chromium, request.param) as site:
        yield Interrupted(site, outage, launch)


@pytest.mark.story("5.5")
def test_a_request_left_in_an_outage_becomes_a_booking(interrupted: Interrupted) -> None:
    window = interrupted.site.window(interrupted.site.world.traveler())
    interrupted.begin()
    window.open(f"/launches/{interrupted.launch.slug}")
    assert "Bookings are interrupted for the moment" in window.text
    window.check()

    window.follow("Book seats")
    window.type(count="2")
    window.check()
    window.press("Leave the request")
    assert window.heading == "Your request is taken"
    window.check()

    interrupted.end()
    window.follow("Look again")
    assert window.heading == "Your request is done"
    window.follow("See the booking")
    assert "Confirmed" in window.text
    window.check()
