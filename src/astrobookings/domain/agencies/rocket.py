"""Rockets (story 1.2)."""

from collections.abc import Iterable
from typing import ClassVar

from attrs import frozen

from astrobookings.domain.agencies.destinations import Destination, reaches
from astrobookings.domain.agencies.launch import OPEN, Launch
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Fault, Refused, refuse_faults
from astrobookings.domain.kernel.ids import AgencyId, RocketId
from astrobookings.domain.kernel.texts import text_fault

__all__ = ["MAX_CAPACITY", "Rocket", "RocketInUse", "check_rocket", "require_fit", "require_unused"]

MAX_CAPACITY = 1000


@frozen(kw_only=True)
class Rocket(Entity):
    """A spacecraft of an agency; `capacity` counts passengers."""

    id: RocketId
    agency_id: AgencyId
    name: str
    model: str
    capacity: int
    range: Destination
    description: str = ""


@frozen
class RocketInUse(Refused):
    """Open launches need the rocket as it is."""

    code: ClassVar[str] = "rocket-in-use"
    launches: int
    what: str

    def __str__(self) -> str:
        return f"{self.launches} open launches use this rocket; it cannot {self.what}."


def check_rocket(*, name: str, model: str, capacity: int, description: str) -> None:
    """Raises: Invalid: with every fault of a rocket's specification."""
    refuse_faults(
        (
            text_fault("/name", name, longest=80),
            text_fault("/model", model, longest=80),
            text_fault("/description", description, longest=4000, required=False, one_line=False),
            None
            if 1 <= capacity <= MAX_CAPACITY
            else Fault("/capacity", f"must be 1 to {MAX_CAPACITY} passengers", "out-of-range"),
        )
    )


def require_fit(rocket: Rocket, launches: Iterable[Launch]) -> None:
    """Let *rocket* be saved as it is now described only if its open launches still fit it.

    Raises:
        RocketInUse: an open launch sells more seats or goes farther.
    """
    open_ones = [launch for launch in launches if launch.status in OPEN]
    if any(launch.seats_total > rocket.capacity for launch in open_ones):
        raise RocketInUse(len(open_ones), "lose capacity below their seats")
    if any(not reaches(rocket.range, launch.destination) for launch in open_ones):
        raise RocketInUse(len(open_ones), "lose range below their destinations")


def require_unused(launches: Iterable[Launch]) -> None:
    """Raises: RocketInUse: an open launch uses the rocket, so that it cannot be deleted."""
    count = sum(launch.status in OPEN for launch in launches)
    if count:
        raise RocketInUse(count, "be deleted")
