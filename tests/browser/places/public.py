"""The pages that everybody sees."""

from collections.abc import Mapping
from datetime import timedelta

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.identity.roles import Principal
from astrobookings.testing.world import World
from tests.browser.places import Place
from tests.entrypoints.web.flights import told_of

__all__ = ["PLACES"]

Somewhere = tuple[Principal | None, str]


def board(world: World) -> Somewhere:
    """Launches of every kind there is on sale."""
    world.launch(destination=Destination.MARS, vip_days=30)
    sold_out = world.launch(seats=2)
    world.book(world.traveler(), sold_out.id, 2)
    delayed = world.launch(destination=Destination.ISS)
    later = delayed.launch_at + timedelta(days=9)
    world.system.delay_launch(world.owner_of(delayed), delayed.id, later, "Strong winds.")
    return None, "/"


def launch(world: World) -> Somewhere:
    """A launch with seats taken, which was delayed once."""
    flown = world.launch(seats=34)
    world.book(world.traveler(), flown.id, (2, 3, 11))
    later = flown.launch_at + timedelta(days=9)
    world.system.delay_launch(world.owner_of(flown), flown.id, later, "An engine needs a test.")
    return None, f"/launches/{flown.slug}"


def about(world: World) -> Somewhere:
    told_of(world, stars=4)
    return None, "/about"


def testimonials(world: World) -> Somewhere:
    for stars in (3, 5):
        told_of(world, stars=stars)
    return None, "/testimonials"


def mailbox(world: World) -> Somewhere:
    world.book(world.traveler(), world.launch().id)
    world.settle()
    return None, "/mailbox"


def bank(world: World) -> Somewhere:
    view = world.book(world.traveler(), world.launch().id, method="pm_requires_action")
    return None, f"/sandbox/actions/{view.charges[0].provider_id}"


PLACES: Mapping[str, Place] = {
    "/": board,
    "/about": about,
    "/launches/{launch:str}": launch,
    "/mailbox": mailbox,
    "/problems": lambda _: (None, "/problems"),
    "/problems/{code:str}": lambda _: (None, "/problems/sold-out"),
    "/sandbox/actions/{provider_id:str}": bank,
    "/styleguide": lambda _: (None, "/styleguide"),
    "/testimonials": testimonials,
}
