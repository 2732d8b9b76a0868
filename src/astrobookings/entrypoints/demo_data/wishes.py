"""Who would like to book what, before any rule is asked."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from attrs import frozen

from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.entrypoints.demo_data.people import TRAVELER, VIP
from astrobookings.entrypoints.demo_data.values import DemoLaunch

__all__ = ["Wish", "wishes"]

_OCCASIONAL = 12
"""So many of the travelers book once at most."""
_SOLD_OUT = 12
_FULL_AT_MOST = 16
"""Launches with more seats are not sold out."""
_PARTIES = (1, 1, 2, 2, 2, 3, 4, 6)
_MARGIN = timedelta(hours=2)


@frozen(kw_only=True)
class Wish:
    """*seats* of *launch* for *traveler* at `at`; `fickle` travelers cancel if they can."""

    at: datetime
    traveler: str
    launch: DemoLaunch
    seats: int
    fickle: bool = False
    refuses_delay: bool | None = None


def sold_until(launch: DemoLaunch, now: datetime) -> datetime:
    """When the last booking of the demonstration may be made."""
    ended = launch.end.at if launch.end is not None else now
    return min(launch.plan.launch_at, ended, now) - _MARGIN


def wishes(
    now: datetime, launches: Sequence[DemoLaunch], travelers: Sequence[str], random: Random
) -> list[Wish]:
    """All wishes, oldest first."""
    everybody = [one for one in travelers if one not in {TRAVELER, VIP}]
    random.shuffle(everybody)
    rare, regular = everybody[:_OCCASIONAL], everybody[_OCCASIONAL:]
    small = [one for one in launches if one.plan.seats_total <= _FULL_AT_MOST and not _lost(one)]
    full = {one.key for one in random.sample(small, _SOLD_OUT)}
    found = [*_fixed(now, launches)]
    for launch in launches:
        found += _of_launch(now, launch, regular, random, full=launch.key in full)
    for traveler in rare[: _OCCASIONAL - 2]:
        free = [one for one in launches if one.key not in full]
        found.append(_wish(now, random.choice(free), traveler, random.randint(1, 4), random))
    return sorted(found, key=lambda wish: wish.at)


def _lost(launch: DemoLaunch) -> bool:
    return launch.end is not None and launch.end.status is not LaunchStatus.SUCCESSFUL


def _of_launch(
    now: datetime, launch: DemoLaunch, regular: Sequence[str], random: Random, *, full: bool
) -> Iterator[Wish]:
    """Wishes of different travelers until the launch is as full as it shall be."""
    past = launch.launch_at < now
    share = random.uniform(0.05, 0.4) if past else random.choice([0, 0, 0.1, 0.25])
    left = launch.plan.seats_total if full else round(launch.plan.seats_total * share)
    for traveler in random.sample(regular, len(regular)):
        if left <= 0:
            return
        party = min(random.choice(_PARTIES), 4 if full else 6, left)
        left -= party
        yield _wish(now, launch, traveler, party, random, steady=full)


def _wish(
    now: datetime,
    launch: DemoLaunch,
    traveler: str,
    seats: int,
    random: Random,
    *,
    steady: bool = False,
) -> Wish:
    opens = launch.at + _MARGIN
    if launch.plan.general_sale_at is not None and steady:
        opens = max(opens, min(launch.plan.general_sale_at, now - timedelta(days=1)))
    fickle = not steady and random.random() < 0.2
    early = 0.1 if fickle else 1
    at = opens + (sold_until(launch, now) - opens) * random.random() * early
    answer = None if steady or launch.delay is None else random.choice([None, True, False])
    return Wish(
        at=at.replace(microsecond=0),
        traveler=traveler,
        launch=launch,
        seats=seats,
        fickle=fickle,
        refuses_delay=answer,
    )


def _fixed(now: datetime, launches: Sequence[DemoLaunch]) -> Iterator[Wish]:
    """What the two travelers with fixed logins shall have.

    The VIP flew three times and has two journeys ahead, one of them before its general sale; the
    traveler has a delay to answer and a booking that was cancelled.
    """
    flown = [one for one in launches if one.end is not None and not _lost(one)]
    coming = [one for one in launches if one.end is None and one.delay is None]
    to_all = [one for one in coming if one.plan.general_sale_at is None]
    roomy = [one for one in to_all if one.plan.seats_total >= 20]
    early = [one for one in coming if one.plan.general_sale_at is not None]
    not_yet = [one for one in early if (one.plan.general_sale_at or now) > now]
    answerable = [one for one in launches if one.delay is not None and one.launch_at > now]
    latest = max(answerable, key=lambda one: one.delay.at if one.delay else now)
    for place in (0, len(flown) // 2, len(flown) - 1):
        yield _sure(flown[place], VIP, 2, flown[place].at)
    yield _sure(roomy[0], VIP, 6, now - timedelta(days=5))
    yield _sure(not_yet[0], VIP, 2, now - timedelta(days=4))
    yield _sure(latest, TRAVELER, 2, latest.at)
    longest = min(to_all, key=lambda one: one.at)
    at = longest.at + _MARGIN
    yield Wish(at=at, traveler=TRAVELER, launch=longest, seats=1, fickle=True)


def _sure(launch: DemoLaunch, traveler: str, seats: int, earliest: datetime) -> Wish:
    at = max(launch.at, earliest) + timedelta(hours=1, minutes=20)
    return Wish(at=at, traveler=traveler, launch=launch, seats=seats)
