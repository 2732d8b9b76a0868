"""Who waits for seats of launches that are sold out."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from astrobookings.entrypoints.demo_data.people import TRAVELER, VIP
from astrobookings.entrypoints.demo_data.values import DemoBooking, DemoLaunch, DemoWait

__all__ = ["waits"]

_SINCE = timedelta(minutes=90)
"""Nobody gives seats back after that, so that they wait still."""
_APART = timedelta(minutes=3)
_PARTIES = (2, 1)
"""Seats that each of those who wait for one launch would like to have."""


def waits(
    now: datetime,
    launches: Sequence[DemoLaunch],
    bookings: Sequence[DemoBooking],
    travelers: Sequence[str],
) -> tuple[DemoWait, ...]:
    """Some for each launch that is sold out, oldest first; everybody waits once, and none who has
    seats of the launch.
    """
    kept = [one for one in bookings if not one.given_up]
    free = [VIP, *(one for one in travelers if one not in {TRAVELER, VIP})]
    found: list[DemoWait] = []
    for launch in _sold_out(launches, kept, now):
        aboard = {one.traveler for one in kept if one.launch == launch.key}
        for seats in _PARTIES:
            traveler = next(one for one in free if one not in aboard)
            free.remove(traveler)
            at = now - _SINCE + _APART * len(found)
            found.append(DemoWait(at=at, traveler=traveler, launch=launch.key, seats=seats))
    return tuple(found)


def _sold_out(
    launches: Sequence[DemoLaunch], kept: Sequence[DemoBooking], now: datetime
) -> Iterator[DemoLaunch]:
    for launch in launches:
        sold = sum(one.seats for one in kept if one.launch == launch.key)
        coming = launch.end is None and launch.launch_at > now
        if coming and sold == launch.plan.seats_total:
            yield launch
