"""How pages say instants, amounts, and the names of things."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.money import Money

__all__ = [
    "FILTERS",
    "countdown",
    "destination_name",
    "in_ranges",
    "local",
    "machine",
    "percent",
    "seats_in_words",
    "span",
    "usd",
    "utc",
]

_DESTINATIONS = {
    Destination.LOW_EARTH_ORBIT: "Low Earth orbit",
    Destination.ISS: "International Space Station",
    Destination.MOON: "Moon",
    Destination.MARS: "Mars",
}
_STANDINGS = {Standing.IT: "IT", Standing.TRAVELER: "a traveler", Standing.AGENCY: "an agency"}
_TONES = {
    LaunchStatus.SCHEDULED: "good",
    LaunchStatus.DELAYED: "warn",
    LaunchStatus.SUCCESSFUL: "accent",
}


def usd(amount: Money) -> Markup:
    """*amount* with its currency, in one piece."""
    return Markup('<span class="nowrap">{}</span>').format(str(amount))


def local(
    moment: datetime,
    time_zone: str,
    form: str = "%A %-d %B %Y, %H:%M",
    *,
    zone: bool = True,
) -> Markup:
    """*moment* as the clocks of *time_zone* show it, and their name; machines read UTC.

    Without *zone* the city that names it is left out, where the place stands beside it anyway.
    """
    there = moment.astimezone(ZoneInfo(time_zone))
    clocks = f"{_clocks(there)} ({time_zone})" if zone else _clocks(there)
    return Markup('<time datetime="{}">{}</time> <span class="soft">{}</span>').format(
        machine(moment), there.strftime(form), clocks
    )


def _clocks(there: datetime) -> str:
    """The short name of the time that counts then: `CEST`; `UTC-03` where it has none."""
    name = there.tzname() or ""
    return name if name.isalpha() else f"UTC{name}"


def day(moment: datetime, time_zone: str) -> Markup:
    """The day of *moment* in *time_zone*."""
    there = moment.astimezone(ZoneInfo(time_zone))
    return Markup('<time datetime="{}">{}</time>').format(
        machine(moment), there.strftime("%-d %B %Y")
    )


def utc(moment: datetime) -> Markup:
    """*moment* in UTC."""
    return Markup('<time datetime="{}">{} UTC</time>').format(
        machine(moment), moment.astimezone(UTC).strftime("%-d %b %Y, %H:%M")
    )


def machine(moment: datetime) -> str:
    """*moment* as scripts and search engines read it, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def countdown(left: timedelta) -> str:
    """How long it still is: `in 412 days`, `in 5 hours`; `has passed`."""
    if left <= timedelta(0):
        return "has passed"
    if left >= timedelta(days=2):
        return f"in {left.days} days"
    hours, minutes = divmod(int(left.total_seconds()) // 60, 60)
    if hours:
        return f"in {_counted(hours, 'hour')}"
    return f"in {_counted(max(minutes, 1), 'minute')}"


_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def span(length: timedelta) -> str:
    """A length of time in its largest unit that leaves no rest: `15 minutes`, `14 days`."""
    seconds = int(length.total_seconds())
    noun, unit = next(one for one in _UNITS if seconds % one[1] == 0)
    return _counted(seconds // unit, noun)


def percent(share: Decimal) -> Markup:
    """A share (0 to 1) as people say it: `90 %`, `62.5 %`."""
    said = f"{share * 100:.2f}".rstrip("0").rstrip(".")
    return Markup('<span class="nowrap">{} %</span>').format(said)


def in_ranges(numbers: Iterable[int]) -> str:
    """`1 to 4, 7 and 9`; two neighbours are told one by one."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [part for run in runs for part in _run(run)]
    *most, last = told or ["none"]
    return f"{', '.join(most)} and {last}" if most else last


def _run(run: list[int]) -> list[str]:
    return [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(one) for one in run]


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else _several(noun)}"


def _several(noun: str) -> str:
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def seats_in_words(numbers: tuple[int, ...]) -> str:
    """`seat 3`, `seats 3 and 4`, `seats 1, 3 and 9`."""
    *most, last = map(str, numbers)
    return f"seats {', '.join(most)} and {last}" if most else f"seat {last}"


def destination_name(destination: Destination) -> str:
    return _DESTINATIONS[destination]


def tone(status: LaunchStatus) -> str:
    """The class of the status's badge."""
    return _TONES.get(status, "bad")


def spoken(value: object) -> Markup:
    """A value of an enum as people say it."""
    return escape(str(value).replace("_", " ").capitalize())


def standing_name(standing: Standing) -> str:
    """`IT`, `customer service`, `a traveler`."""
    return _STANDINGS.get(standing, standing.value.replace("_", " "))


FILTERS = {
    "usd": usd,
    "local": local,
    "day": day,
    "utc": utc,
    "countdown": countdown,
    "counted": _counted,
    "machine": machine,
    "percent": percent,
    "ranges": in_ranges,
    "span": span,
    "seats": seats_in_words,
    "destination": destination_name,
    "tone": tone,
    "spoken": spoken,
    "standing": standing_name,
}
