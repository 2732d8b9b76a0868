"""How pages of IT say ages, moments, records, and who did something."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from markupsafe import Markup

from astrobookings.domain.monitoring.entries import Level
from astrobookings.domain.notifications.health import ServiceState
from astrobookings.domain.sync.runs import SyncSet

__all__ = [
    "TONES",
    "age",
    "became",
    "event",
    "field",
    "level_tone",
    "plain",
    "second",
    "span",
    "state",
    "value",
    "way",
    "who",
]

TONES: Mapping[str, str] = {
    "bounced": "bad",
    "degraded": "warn",
    "delivered": "good",
    "done": "good",
    "down": "bad",
    "failed": "bad",
    "open": "warn",
    "partial": "warn",
    "pending": "warn",
    "processing": "accent",
    "resolved": "good",
    "running": "accent",
    "sent": "good",
    "success": "good",
    "up": "good",
}
"""The class of a state's badge; one that is missing has none."""

_LEVELS = {Level.WARNING: "warn", Level.ERROR: "bad", Level.CRITICAL: "bad"}
_WAYS = {
    SyncSet.PROFILES: "Travelers' profiles and sign-in status, from SystemDB to OperationsDB",
    SyncSet.LAUNCHES: "Launches and their free seats, from OperationsDB to SystemDB",
    SyncSet.BOOKINGS: "Bookings and their payments, from OperationsDB to SystemDB",
    SyncSet.BOOKING_REQUESTS: "What was asked for while OperationsDB was away",
}
_STATES = {
    ServiceState.UP: "Mails get through",
    ServiceState.DEGRADED: "Mails get through, but too many not at once",
    ServiceState.DOWN: "No mails get through",
}
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(\+00:00|Z)$")
_SECRET = "***"  # what changes show of one
_UNITS = (
    (timedelta(days=2), timedelta(days=1), "day"),
    (timedelta(hours=2), timedelta(hours=1), "hour"),
    (timedelta(minutes=2), timedelta(minutes=1), "minute"),
)


def span(length: timedelta) -> str:
    """`45 seconds`, `90 minutes`, `1 hour`, `5 hours`, `9 days`."""
    if length == timedelta(hours=1):
        return "1 hour"
    for least, unit, name in _UNITS:
        if length >= least:
            return f"{length // unit:,} {name}s"
    seconds = max(int(length.total_seconds()), 0)
    return f"{seconds} second" if seconds == 1 else f"{seconds} seconds"


def age(since: datetime | None, now: datetime) -> str:
    """How long ago *since* was; `nothing waits` for None."""
    return "nothing waits" if since is None else span(now - since)


def second(moment: datetime) -> Markup:
    """*moment* in UTC, to the second."""
    return Markup('<span class="nowrap">{} UTC</span>').format(plain(moment))


def plain(moment: datetime) -> Markup:
    """*moment* in UTC, to the second; where it stands says that it is UTC."""
    there = moment.astimezone(UTC)
    return Markup('<time datetime="{}" class="nowrap">{}</time>').format(
        there.strftime("%Y-%m-%dT%H:%M:%SZ"), there.strftime("%-d %b %Y, %H:%M:%S")
    )


def level_tone(level: Level) -> str:
    return _LEVELS.get(level, "")


def state(now: ServiceState) -> str:
    """What *now* means for mails."""
    return _STATES[now]


def way(which: SyncSet) -> str:
    """Which records travel, and from where to where."""
    return _WAYS[which]


def who(user: UUID | None, viewer: UUID | None, otherwise: str = "The platform itself") -> Markup:
    """`You`, the id of somebody else, or *otherwise* where nobody is named."""
    if user is None:
        return Markup("{}").format(otherwise)
    if user == viewer:
        return Markup("You")
    return Markup('User <code class="small">{}</code>').format(user)


def event(name: str) -> str:
    """`Booking confirmed` for `booking-confirmed`."""
    return name.replace("-", " ").replace("_", " ").capitalize()


def field(path: str) -> str:
    """`Card, launch, price` for `card/launch/price`."""
    return path.replace("_", " ").replace("/", ", ").capitalize()


def became(old: Any, new: Any) -> Markup:
    """`draft → final`; what is made says but what it is, and secrets only that they changed."""
    if _SECRET in (old, new):
        return Markup("a secret, which is not shown")
    if old is None:
        return Markup("{}").format(value(new))
    arrow = Markup('<span aria-hidden="true">→</span><span class="hidden">became</span>')
    return Markup("{} {} {}").format(value(old), arrow, value(new))


def value(fact: Any) -> str:
    """A plain value of a record."""
    match fact:
        case None | "":
            return "nothing"
        case bool():
            return "yes" if fact else "no"
        case str():
            return _text(fact)
        case Mapping():
            return "; ".join(f"{field(str(name))}: {value(one)}" for name, one in fact.items())
        case list() | tuple() | set() | frozenset():
            return "; ".join(value(one) for one in fact) or "none"
        case _:
            return str(fact)


def _text(fact: str) -> str:
    """*fact*, moments of UTC as people write them."""
    if not _INSTANT.match(fact):
        return fact
    try:
        moment = datetime.fromisoformat(fact)
    except ValueError:
        return fact
    return moment.strftime("%-d %b %Y, %H:%M:%S UTC")
