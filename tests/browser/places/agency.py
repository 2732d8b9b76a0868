"""A look at every page of AgencyWeb."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from urllib.parse import urlencode

from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.world import World
from tests.entrypoints.web.agency_scenes import draft, flown, invoiced

__all__ = ["PLACES"]

Place = Callable[[World], tuple[Principal | None, str]]


def _agency(path: str) -> Place:
    """*path* with little around it: one launch with a booking and a hold."""

    def place(world: World) -> tuple[Principal, str]:
        launch = _booked(world, world.agency())
        return world.owner_of(launch), path

    return place


def _launch(path: str) -> Place:
    """*path* beneath an open launch."""

    def place(world: World) -> tuple[Principal, str]:
        agency = world.agency()
        return agency, f"/agency/launches/{_booked(world, agency).id}{path}"

    return place


def _past(path: str) -> Place:
    """*path* beneath a launch whose date has passed."""

    def place(world: World) -> tuple[Principal, str]:
        agency = world.agency()
        launch = _booked(world, agency)
        world.pass_time(timedelta(days=401))
        return agency, f"/agency/launches/{launch.id}{path}"

    return place


def _invoice(path: str) -> Place:
    def place(world: World) -> tuple[Principal, str]:
        agency = world.agency()
        return agency, f"/agency/invoices/{invoiced(world, agency).id}{path}"

    return place


def _rocket(path: str) -> Place:
    def place(world: World) -> tuple[Principal, str]:
        agency = world.agency()
        world.launch(agency)
        rocket = world.system.list_rockets(agency, PageRequest(1)).items[0]
        return agency, f"/agency/rockets/{rocket.id}{path}"

    return place


def _review(world: World) -> tuple[Principal, str]:
    agency = world.agency()
    return agency, f"/agency/launches/new/review?{urlencode(draft(world, agency))}"


def _report(world: World) -> tuple[Principal, str]:
    agency = world.agency()
    return agency, f"/agency/launches/{flown(world, agency).id}/report"


def _reports(world: World) -> tuple[Principal, str]:
    agency = world.agency()
    invoiced(world, agency)
    return agency, "/agency/reports"


def _invoices(world: World) -> tuple[Principal, str]:
    agency = world.agency()
    invoiced(world, agency)
    world.pass_time(timedelta(days=40))
    return agency, "/agency/invoices"


def _booked(world: World, agency: Principal) -> Launch:
    launch = world.launch(agency)
    world.book(world.traveler(), launch.id, 3)
    world.book(world.traveler(), launch.id, 1, method=None)
    world.settle()
    return launch


PLACES: Mapping[str, Place] = {
    "/agency": _agency("/agency"),
    "/agency/profile": _agency("/agency/profile"),
    "/agency/profile/edit": _agency("/agency/profile/edit"),
    "/agency/rockets": _agency("/agency/rockets"),
    "/agency/rockets/new": _agency("/agency/rockets/new"),
    "/agency/rockets/{rocket_id:uuid}/edit": _rocket("/edit"),
    "/agency/rockets/{rocket_id:uuid}/delete": _rocket("/delete"),
    "/agency/launches": _agency("/agency/launches"),
    "/agency/launches/new": _agency("/agency/launches/new"),
    "/agency/launches/new/review": _review,
    "/agency/launches/{launch_id:uuid}": _launch(""),
    "/agency/launches/{launch_id:uuid}/edit": _launch("/edit"),
    "/agency/launches/{launch_id:uuid}/delay": _launch("/delay"),
    "/agency/launches/{launch_id:uuid}/abort": _launch("/abort"),
    "/agency/launches/{launch_id:uuid}/failure": _past("/failure"),
    "/agency/launches/{launch_id:uuid}/success": _past("/success"),
    "/agency/launches/{launch_id:uuid}/bookings": _launch("/bookings"),
    "/agency/launches/{launch_id:uuid}/report": _report,
    "/agency/occupancy": _agency("/agency/occupancy"),
    "/agency/reports": _reports,
    "/agency/invoices": _invoices,
    "/agency/invoices/{invoice_id:uuid}": _invoice(""),
    "/agency/invoices/{invoice_id:uuid}/pay": _invoice("/pay"),
    "/agency/notifications": _agency("/agency/notifications"),
}
