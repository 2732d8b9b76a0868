"""What tests of AgencyWeb begin with."""

from datetime import timedelta

from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.finance.invoices import Invoice
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.world import World

__all__ = ["draft", "first_rocket", "flown", "invoiced"]


def first_rocket(world: World, agency: Principal) -> Rocket:
    """The agency's first rocket by name; one with a launch is added if there is none."""
    if not world.system.list_rockets(agency, PageRequest(1)).items:
        world.launch(agency)
    return world.system.list_rockets(agency, PageRequest(1)).items[0]


def draft(world: World, agency: Principal, **others: str) -> dict[str, str]:
    """What is typed to plan a launch with the agency's first rocket, which is added if need be."""
    rocket = first_rocket(world, agency)
    day = world.clock.now() + timedelta(days=200)
    return {
        "rocket_id": str(rocket.id),
        "destination": "moon",
        "spaceport_id": str(world.spaceport().id),
        "launch_at": day.strftime("%Y-%m-%dT09:30"),
        "seats_total": "8",
        "price": "250000.00",
        "minimum_occupancy": "50",
        "general_sale_at": "",
        **others,
    }


def flown(world: World, agency: Principal) -> Launch:
    """A launch of two bookings that was successful."""
    launch = world.launch(agency, days=30)
    for seats in (1, 3):
        world.book(world.traveler(), launch.id, seats)
    world.settle()
    world.pass_time(timedelta(days=31))
    world.system.mark_launch_successful(agency, launch.id)
    world.settle()
    return launch


def invoiced(world: World, agency: Principal) -> Invoice:
    """The invoice for a launch that was successful."""
    launch = flown(world, agency)
    issued = world.system.issue_invoice(world.employee(Position.FINANCE), launch.id)
    world.settle()
    return issued
