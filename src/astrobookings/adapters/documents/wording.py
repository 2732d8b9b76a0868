"""How figures, moments and words of the domain are written for people."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.booking import CancelledBy
from astrobookings.domain.kernel.money import Money

__all__ = [
    "destination_name",
    "local_time",
    "money_back",
    "seat_list",
    "utc_time",
    "why_cancelled",
]

_DESTINATIONS = {
    Destination.LOW_EARTH_ORBIT: "low Earth orbit",
    Destination.ISS: "the International Space Station",
    Destination.MOON: "the Moon",
    Destination.MARS: "Mars",
}
_WHY = {
    CancelledBy.TRAVELER: "you cancelled this booking.",
    CancelledBy.EMPLOYEE: "our customer service cancelled this booking for you.",
    CancelledBy.LAUNCH_ABORTED: "{agency} called off this launch, so your booking has ended.",
    CancelledBy.LAUNCH_FAILED: "this launch failed, so your booking has ended.",
    CancelledBy.DELAY_REFUSED: "you chose not to fly at the later date; your booking has ended.",
}
_IN_FULL = {CancelledBy.LAUNCH_ABORTED, CancelledBy.LAUNCH_FAILED, CancelledBy.DELAY_REFUSED}
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def destination_name(destination: Destination | str) -> str:
    """As it follows "to": `the Moon`."""
    return _DESTINATIONS[Destination(destination)]


def local_time(moment: datetime, time_zone: str) -> str:
    """`Thursday 20 May 2027, 09:30 CEST (Europe/Madrid)`; *time_zone* is an IANA name."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return f"{_day(local)}, {local:%H:%M} {local.tzname()} ({time_zone})"


def utc_time(moment: datetime) -> str:
    """`Thursday 20 May 2027, 07:30 UTC`."""
    utc = moment.astimezone(UTC)
    return f"{_day(utc)}, {utc:%H:%M} UTC"


def seat_list(seats: Sequence[int]) -> str:
    """`seat 4`, `seats 4 and 7`, `seats 4, 5 and 7`."""
    *first, last = map(str, seats)
    return f"seats {', '.join(first)} and {last}" if first else f"seat {last}"


def why_cancelled(reason: CancelledBy | str, agency: str) -> str:
    """The sentence after the greeting."""
    return _WHY[CancelledBy(reason)].format(agency=agency)


def money_back(
    refund: Money, total: Money, reason: CancelledBy | str, paid: bool | None = None
) -> str:
    """What comes back of *total*, and why if nothing does; None where nobody knows of payments."""
    if refund:
        return (
            f"You get back {refund} of {total}, the way you paid. "
            "It can take your bank a few days to show it."
        )
    if paid is False or CancelledBy(reason) in _IN_FULL:
        return "Nothing was charged, so there is nothing to give back."
    if paid:
        return f"This near to lift-off, nothing of {total} is given back."
    return "Nothing is given back: either nothing was charged, or lift-off was too near."


def _day(moment: datetime) -> str:
    """Without asking the locale of the machine."""
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
