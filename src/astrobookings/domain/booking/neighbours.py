"""Launches to fly on instead of one that is sold out or gone (story 2.1)."""

from collections.abc import Iterable
from datetime import timedelta

from astrobookings.domain.agencies.launch import Launch

__all__ = ["MOST_NEIGHBOURS", "nearest"]

MOST_NEIGHBOURS = 5
_DAY = timedelta(days=1)


def nearest(launch: Launch, others: Iterable[Launch]) -> tuple[Launch, ...]:
    """At most five of *others* to the destination of *launch*: those fewest whole days away first;
    among equally near ones those from its own spaceport.
    """

    def distance(other: Launch) -> tuple[object, ...]:
        apart = abs(other.launch_at - launch.launch_at)
        elsewhere = other.spaceport_id != launch.spaceport_id
        return apart // _DAY, elsewhere, apart, other.id

    there = (one for one in others if one.destination is launch.destination)
    found = {one.id: one for one in there if one.id != launch.id}
    return tuple(sorted(found.values(), key=distance)[:MOST_NEIGHBOURS])
