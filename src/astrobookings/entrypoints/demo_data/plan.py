"""The demonstration, the same for the same moment."""

from datetime import datetime, timedelta
from random import Random

from astrobookings.entrypoints.demo_data.bookings import bookings
from astrobookings.entrypoints.demo_data.companies import AGENCY, agencies, rockets, spaceports
from astrobookings.entrypoints.demo_data.flights import BEFORE_NOW, LEAD, launches
from astrobookings.entrypoints.demo_data.people import DOMAIN, TRAVELER, VIP, employees, travelers
from astrobookings.entrypoints.demo_data.testimonials import testimonials
from astrobookings.entrypoints.demo_data.values import DemoPlan, Login
from astrobookings.entrypoints.demo_data.waits import waits
from astrobookings.entrypoints.demo_data.wishes import wishes

__all__ = ["LOGINS", "demo_plan"]

_SEED = 20260824
_HEAD_START = timedelta(days=5)
"""Between the first registration and the first launch to be scheduled."""

LOGINS = (
    Login(TRAVELER, "a traveler with a delay to answer"),
    Login(VIP, "a VIP traveler with journeys behind and ahead"),
    Login(AGENCY, "the agency Perihelion Lines"),
    Login(f"service@{DOMAIN}", "an employee of customer service"),
    Login(f"finance@{DOMAIN}", "a financial operator"),
    Login(f"operations@{DOMAIN}", "an operations manager"),
    Login(f"it@{DOMAIN}", "an IT operator"),
)


def demo_plan(now: datetime) -> DemoPlan:
    """Two years of business around *now* (aware), to be entered with a clock that follows it."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    starts_at = hour - BEFORE_NOW - LEAD - _HEAD_START
    random = Random(_SEED)  # noqa: S311
    fleet, ports, people = rockets(), spaceports(), travelers(starts_at)
    flights = launches(hour, fleet, tuple(port.name for port in ports), random)
    addresses = [one.email for one in people]
    wished = wishes(hour, flights, addresses, random)
    booked = bookings(hour, flights, people, wished, random)
    return DemoPlan(
        starts_at=starts_at,
        now=now,
        employees=employees(),
        spaceports=ports,
        travelers=people,
        agencies=agencies(starts_at),
        rockets=fleet,
        launches=flights,
        bookings=booked,
        testimonials=testimonials(hour, flights, booked, random),
        waits=waits(hour, flights, booked, addresses),
    )
