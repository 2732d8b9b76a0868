"""120 launches over two years around now: when, where to, at what price, how they end."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from attrs import evolve, frozen

from astrobookings.domain.agencies.destinations import Destination, reaches
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.agencies.scheduling import LaunchPlan
from astrobookings.domain.kernel.money import Money
from astrobookings.entrypoints.demo_data.values import (
    DemoLaunch,
    DemoRocket,
    LaunchEnd,
    Postponement,
)

__all__ = ["BEFORE_NOW", "LEAD", "launches"]

LAUNCHES_A_ROCKET = 8
BEFORE_NOW = timedelta(days=350)
"""How long ago the first slot begins."""
LEAD = timedelta(days=430)
"""The longest time between scheduling and launch."""

_SLOT = timedelta(days=730) / LAUNCHES_A_ROCKET
_PRICES = {
    Destination.LOW_EARTH_ORBIT: (45_000, 180_000),
    Destination.ISS: (180_000, 620_000),
    Destination.MOON: (600_000, 1_600_000),
    Destination.MARS: (1_500_000, 2_750_000),
}
_PRICE_STEP = 500
_ABORTED, _FAILED, _LATE, _EARLY_SALES = 5, 4, 6, 8
_ABORTS = (
    "A crack in the service tower cannot be repaired in time.",
    "The flight computer was withdrawn by its maker.",
    "The insurer revoked its cover after an inspection.",
    "Too few seats were sold to fly.",
    "The landing zone is closed for the season.",
)
_FAILURES = (
    "The second stage shut down early; the capsule landed safely.",
    "A leak was found on the way; the crew returned before docking.",
    "The heat shield lost a panel; the flight was cut short.",
    "The docking failed twice; everybody is back in good health.",
)
_DELAYS = (
    "Strong winds are expected at altitude.",
    "A valve of the first stage is to be replaced.",
    "The range is reserved for another flight.",
    "The crew needs another week of training.",
)


def launches(
    now: datetime, rockets: tuple[DemoRocket, ...], spaceports: tuple[str, ...], random: Random
) -> tuple[DemoLaunch, ...]:
    """All launches, by date; those of one rocket lie weeks apart, also after a delay."""
    plans = [
        _launch(now, rocket, slot, random.choice(spaceports), random)
        for rocket in rockets
        for slot in range(LAUNCHES_A_ROCKET)
    ]
    priced = _priced(sorted(plans, key=lambda one: one.launch_at), random)
    fated = _Fates.drawn(priced, now, random).on(priced, now, random)
    return tuple(evolve(one, key=f"L{1 + place:03}") for place, one in enumerate(fated))


def _launch(
    now: datetime, rocket: DemoRocket, slot: int, spaceport: str, random: Random
) -> DemoLaunch:
    launch_at = _lift_off(now - BEFORE_NOW + slot * _SLOT, now, random)
    lead = timedelta(days=random.randint(130, LEAD.days - 10), minutes=random.randrange(600))
    lately = now - timedelta(days=random.randint(8, 90), minutes=random.randrange(600))
    capacity = rocket.details.capacity
    return DemoLaunch(
        key="",
        at=min(launch_at - lead, lately),
        agency=rocket.agency,
        rocket=rocket.details.name,
        spaceport=spaceport,
        plan=LaunchPlan(
            destination=_destination(rocket.details.range, random),
            launch_at=launch_at,
            price=Money.of(_PRICES[Destination.LOW_EARTH_ORBIT][0]),
            seats_total=max(capacity - random.choice([0, 0, 2, 4]), 4),
            minimum_occupancy=Decimal(random.choice(["0.25", "0.4", "0.5", "0.5", "0.6"])),
        ),
    )


def _lift_off(opens: datetime, now: datetime, random: Random) -> datetime:
    """A quarter of an hour in the first 50 days of the slot, and not within days of *now*."""
    moment = opens + timedelta(days=random.randint(1, 49), minutes=15 * random.randrange(96))
    near = abs(moment - now) < timedelta(days=4)
    return moment + timedelta(days=9) if near else moment


def _destination(range_: Destination, random: Random) -> Destination:
    """As far as the rocket flies, or now and then one step less."""
    near = [one for one in Destination if reaches(range_, one)]
    return random.choice([*near[-2:], range_, range_])


def _priced(plans: list[DemoLaunch], random: Random) -> list[DemoLaunch]:
    """*plans* with prices spread over the whole range of their destination."""
    for destination, (least, most) in _PRICES.items():
        places = [place for place, one in enumerate(plans) if one.plan.destination is destination]
        random.shuffle(places)
        for rank, place in enumerate(places):
            steps = (most - least) // _PRICE_STEP * rank // max(len(places) - 1, 1)
            price = Money.of(least + steps * _PRICE_STEP)
            plans[place] = evolve(plans[place], plan=evolve(plans[place].plan, price=price))
    return plans


@frozen
class _Fates:
    """Which launches, by their place, meet with what."""

    aborted: frozenset[int]
    failed: frozenset[int]
    late: frozenset[int]
    answerable: frozenset[int]
    early: frozenset[int]

    @classmethod
    def drawn(cls, plans: list[DemoLaunch], now: datetime, random: Random) -> "_Fates":
        past = [place for place, one in enumerate(plans) if one.launch_at < now]
        coming = [place for place, one in enumerate(plans) if one.launch_at >= now]
        soon = timedelta(days=30)
        later = [place for place in coming if plans[place].launch_at - now > soon]
        gone = random.sample(past[:-8], _ABORTED + _FAILED + _LATE)
        ahead = random.sample(later, 2 + _LATE + _EARLY_SALES)
        return cls(
            aborted=frozenset(gone[:_ABORTED] + ahead[:2]),
            failed=frozenset(gone[_ABORTED : _ABORTED + _FAILED]),
            late=frozenset(gone[-_LATE:] + ahead[2 : 2 + _LATE]),
            answerable=frozenset(ahead[2:5]),
            early=frozenset(ahead[-_EARLY_SALES:]),
        )

    def on(self, plans: list[DemoLaunch], now: datetime, random: Random) -> list[DemoLaunch]:
        """*plans* with their delays, early sales and ends."""
        fated = []
        for place, plan in enumerate(plans):
            launch = plan
            if place in self.late:
                days = 3 if place in self.answerable else 20
                launch = evolve(launch, delay=_delay(launch, now, days, random))
            if place in self.early:
                launch = _sold_early(launch, now, random)
            fated.append(evolve(launch, end=self._end(place, launch, now, random)))
        return fated

    def _end(
        self, place: int, launch: DemoLaunch, now: datetime, random: Random
    ) -> LaunchEnd | None:
        flown = launch.launch_at + timedelta(hours=random.randint(2, 20))
        if place in self.aborted:
            told = min(launch.launch_at, now) - timedelta(days=random.randint(2, 6), minutes=7)
            return _ended(told, LaunchStatus.ABORTED, random.choice(_ABORTS))
        if flown >= now:
            return None
        if place in self.failed:
            return _ended(flown, LaunchStatus.FAILED, random.choice(_FAILURES))
        return _ended(flown, LaunchStatus.SUCCESSFUL, "")


def _ended(at: datetime, status: LaunchStatus, reason: str) -> LaunchEnd:
    return LaunchEnd(at=at, status=status, reason=reason)


def _delay(launch: DemoLaunch, now: datetime, days: int, random: Random) -> Postponement:
    told = min(launch.plan.launch_at - timedelta(days=20), now - timedelta(days=days, minutes=11))
    to = launch.plan.launch_at + timedelta(days=random.randint(5, 25))
    return Postponement(
        at=max(told, launch.at + timedelta(days=4)), to=to, reason=random.choice(_DELAYS)
    )


def _sold_early(launch: DemoLaunch, now: datetime, random: Random) -> DemoLaunch:
    """*launch* for VIPs alone until a day before or after *now*."""
    opens = now + timedelta(days=random.choice([-4, 10, 14, 20]), minutes=30)
    return evolve(launch, plan=evolve(launch.plan, general_sale_at=opens))
