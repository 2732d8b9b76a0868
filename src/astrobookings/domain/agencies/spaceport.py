"""Spaceports (story 1.9)."""

from typing import ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from attrs import frozen

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Fault, Refused, refuse_faults
from astrobookings.domain.kernel.ids import SpaceportId
from astrobookings.domain.kernel.texts import text_fault

__all__ = ["NameTaken", "Spaceport", "SpaceportInUse", "check_spaceport"]


@frozen(kw_only=True)
class Spaceport(Entity):
    """A place rockets start from; degrees north and east, and an IANA time zone."""

    id: SpaceportId
    name: str
    location: str
    latitude: float
    longitude: float
    time_zone: str
    description: str = ""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


def _known_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def check_spaceport(
    *,
    name: str,
    location: str,
    latitude: float,
    longitude: float,
    time_zone: str,
    description: str,
) -> None:
    """Raises: Invalid: with every fault of a spaceport."""
    degrees = (("/latitude", latitude, 90), ("/longitude", longitude, 180))
    refuse_faults(
        (
            text_fault("/name", name, longest=80),
            text_fault("/location", location, longest=200),
            text_fault("/description", description, longest=4000, required=False, one_line=False),
            None
            if _known_zone(time_zone)
            else Fault("/time_zone", "is no IANA time zone, such as Europe/Madrid", "time-zone"),
            *(
                None
                if -most <= value <= most
                else Fault(pointer, f"must be -{most} to {most} degrees", "out-of-range")
                for pointer, value, most in degrees
            ),
        )
    )


@frozen
class SpaceportInUse(Refused):
    """Launches name the spaceport, so that it cannot be deleted."""

    code: ClassVar[str] = "spaceport-in-use"

    def __str__(self) -> str:
        return "Launches start from this spaceport; it cannot be deleted."


@frozen
class NameTaken(Refused):
    """Another spaceport has this name."""

    code: ClassVar[str] = "name-taken"
    taken: str

    def __str__(self) -> str:
        return f"There is a spaceport named {self.taken} already."
