"""Filters over launches, as lists and the occupancy board share them (stories 1.3, 1.4)."""

from datetime import datetime

from astrobookings.application.ports.occupancies import (
    LaunchOccupancy,
    OccupancyFilter,
    OccupancySort,
)
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import OPEN, LaunchStatus
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.entrypoints.http.shapes import moment
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.web.agency_web.reading import every, one_of, truth
from astrobookings.entrypoints.web.forms import Form, Reading

__all__ = ["FIELDS", "awaiting_report", "launch_filter", "next_launches"]

FIELDS = ("status", "destination", "viable", "from_date", "to_date", "text", "sort")


def launch_filter(form: Form) -> tuple[OccupancyFilter, OccupancySort | None]:
    """What *form* asks for, days in UTC; None: no order was chosen.

    Raises:
        Invalid: with the field of each fault.
    """
    reading = Reading()
    filter_ = OccupancyFilter(
        status=reading(lambda name: one_of(form, name, LaunchStatus), "status"),
        destination=reading(lambda name: one_of(form, name, Destination), "destination"),
        viable=reading(lambda name: truth(form, name), "viable"),
        from_date=reading(lambda name: _day(form, name), "from_date"),
        to_date=reading(lambda name: _day(form, name, end=True), "to_date"),
        text=form.value("text")[:200],
    )
    sort = reading(lambda name: one_of(form, name, OccupancySort), "sort")
    reading.done()
    return filter_, sort


def _day(form: Form, name: str, *, end: bool = False) -> datetime | None:
    return moment(form.value(name) or None, f"/{name}", end_of_day=end)


def next_launches(system: System, by: Principal, most: int) -> tuple[LaunchOccupancy, ...]:
    """The launches still to fly, soonest first, *most* at most."""
    ahead = OccupancyFilter(from_date=system.clock.now())
    found = system.list_occupancy(by, ahead, OccupancySort.DATE, PageRequest(most * 5))
    return tuple(one for one in found.items if one.card.launch.status in OPEN)[:most]


def awaiting_report(system: System, by: Principal) -> tuple[LaunchOccupancy, ...]:
    """Launches whose date has passed and of which nobody said what became of them (story 1.5)."""
    now = system.clock.now()
    waiting = [
        one
        for status in OPEN
        for one in every(
            lambda wanted, status=status: system.list_occupancy(  # type: ignore[misc]
                by, OccupancyFilter(status=status, to_date=now), OccupancySort.DATE, wanted
            )
        )
    ]
    return tuple(sorted(waiting, key=lambda one: one.card.launch.launch_at))
