"""Which other flight of a rocket stands in the way of a date (story 1.3)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.ids import LaunchId, RocketId
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.web.words import destination_name

__all__ = ["refuse_clash"]


def refuse_clash(
    system: System, rocket_id: RocketId, at: datetime, zone: str, *, but: LaunchId | None = None
) -> None:
    """Let the rocket fly *at* this date unless another launch of it, apart from *but*, is too near.

    Raises:
        Invalid: it is; the fault of `launch_at` names it, by the clocks of *zone*.
    """
    for other in system.parts.launches.of_rocket(rocket_id):
        flies = other.status is not LaunchStatus.ABORTED and other.id != but
        if flies and system.parts.turn_around.clash(at, other.launch_at):
            raise Invalid((Fault("/launch_at", _named(system, other, zone), "rocket-turn-around"),))


def _named(system: System, other: Launch, zone: str) -> str:
    there = other.launch_at.astimezone(ZoneInfo(zone))
    hours = system.parts.turn_around.between.total_seconds() / 3600
    return (
        f"the rocket flies to {destination_name(other.destination)} on "
        f"{there:%-d %B %Y, %H:%M} ({zone}); between two flights there are {hours:g} hours at least"
    )
