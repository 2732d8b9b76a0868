"""Destinations, which are also the ranges of rockets: near to far."""

from enum import StrEnum

__all__ = ["Destination", "reaches", "reaching"]


class Destination(StrEnum):
    """Where a launch goes, and how far a rocket can go; in order of distance."""

    LOW_EARTH_ORBIT = "low_earth_orbit"
    ISS = "iss"
    MOON = "moon"
    MARS = "mars"

    @property
    def distance(self) -> int:
        """Rank by distance, 0 the nearest."""
        return list(Destination).index(self)


def reaches(range_: Destination, destination: Destination) -> bool:
    """Whether a rocket of *range_* can fly to *destination* (story 1.3)."""
    return range_.distance >= destination.distance


def reaching(destination: Destination) -> frozenset[Destination]:
    """The ranges of rockets that can fly to *destination*."""
    return frozenset(one for one in Destination if reaches(one, destination))
