"""Launches and their life cycle (stories 1.3, 1.5)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from attrs import evolve, field, frozen

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.events import (
    LaunchAborted,
    LaunchDelayed,
    LaunchFailed,
    LaunchSucceeded,
)
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Fault, Invalid, Refused
from astrobookings.domain.kernel.ids import (
    AgencyId,
    DelayId,
    LaunchId,
    RocketId,
    SpaceportId,
    slug,
)
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.money import Money

__all__ = [
    "FINAL",
    "LAST_YEAR",
    "LAUNCH_MOVES",
    "OPEN",
    "Delay",
    "Launch",
    "LaunchNotDue",
    "LaunchNotSuccessful",
    "LaunchStatus",
    "NoSuchLaunchMove",
    "ReportingPolicy",
    "SlugTaken",
    "StatusChange",
    "TurnAroundPolicy",
    "TurnAroundTooShort",
    "abort",
    "delay",
    "fail",
    "launch_slug",
    "require_success",
    "succeed",
    "unreported",
]


class LaunchStatus(StrEnum):
    SCHEDULED = "scheduled"
    DELAYED = "delayed"
    ABORTED = "aborted"
    FAILED = "failed"
    SUCCESSFUL = "successful"


_L = LaunchStatus
FINAL = frozenset({_L.ABORTED, _L.FAILED, _L.SUCCESSFUL})
OPEN = frozenset({_L.SCHEDULED, _L.DELAYED})
LAST_YEAR = 2999
"""Launches fly no later; dates beyond are slips of the pen, and not every calendar has them."""
LAUNCH_MOVES: Mapping[LaunchStatus, frozenset[LaunchStatus]] = {
    _L.SCHEDULED: frozenset({_L.DELAYED}) | FINAL,
    _L.DELAYED: frozenset({_L.DELAYED}) | FINAL,
    _L.ABORTED: frozenset(),
    _L.FAILED: frozenset(),
    _L.SUCCESSFUL: frozenset(),
}


@frozen
class TurnAroundPolicy:
    """The least time between two launches of one rocket."""

    between: timedelta = timedelta(hours=24)

    def clash(self, one: datetime, other: datetime) -> bool:
        return abs(one - other) < self.between


@frozen
class ReportingPolicy:
    """How soon after its date an agency says what became of a launch."""

    within: timedelta = timedelta(hours=24)


@frozen(kw_only=True)
class StatusChange:
    """One entry of a launch's history."""

    at: datetime = field(validator=aware)
    status: LaunchStatus
    launch_at: datetime = field(validator=aware)
    reason: str = ""
    by: UUID | None = None


@frozen(kw_only=True)
class Delay:
    """A postponement that travelers may refuse."""

    id: DelayId
    at: datetime = field(validator=aware)
    launch_at_before: datetime = field(validator=aware)
    launch_at: datetime = field(validator=aware)
    reason: str


@frozen(kw_only=True)
class Launch(Entity):
    """A scheduled flight; which seats are sold is the seat ledger's to say."""

    id: LaunchId
    slug: str
    """Fixed at creation."""
    agency_id: AgencyId
    rocket_id: RocketId
    spaceport_id: SpaceportId
    destination: Destination
    launch_at: datetime = field(validator=aware)
    price: Money
    """Per seat; bookings keep the price they were made at."""
    seats_total: int
    minimum_occupancy: Decimal
    """Share of the seats (0 to 1) from which the launch is viable."""
    general_sale_at: datetime | None = field(default=None, validator=aware)
    """Before it only VIP travelers book (story 2.10); None opens the sale to all at once."""
    suspended: bool = False
    """The agency is suspended: nothing is sold, bookings stand."""
    status: LaunchStatus = LaunchStatus.SCHEDULED
    delays: tuple[Delay, ...] = ()
    history: tuple[StatusChange, ...] = ()


@frozen
class NoSuchLaunchMove(Refused):
    """The launch's status does not allow this move; nothing leaves a final one."""

    code: ClassVar[str] = "launch-status"
    now: LaunchStatus
    wanted: LaunchStatus

    def __str__(self) -> str:
        return f"A launch that is {self.now} cannot become {self.wanted}."


@frozen
class LaunchNotDue(Refused):
    """Success and failure are reported only after the launch date."""

    code: ClassVar[str] = "launch-not-due"
    launch_at: datetime

    def __str__(self) -> str:
        return f"The launch is not before {self.launch_at:%Y-%m-%d %H:%M} UTC."


@frozen
class LaunchNotSuccessful(Refused):
    """Only a launch that flew with success has what was asked for."""

    code: ClassVar[str] = "launch-not-successful"
    status: LaunchStatus

    def __str__(self) -> str:
        return f"The launch is {self.status}; only successful launches have this report."


@frozen
class TurnAroundTooShort(Refused):
    """Another launch of the rocket is too near in time (story 1.3)."""

    code: ClassVar[str] = "rocket-turn-around"

    def __str__(self) -> str:
        return "The rocket flies another launch too near to this date."


def launch_slug(
    rocket: str, spaceport: str, destination: Destination, launch_at: datetime, zone: ZoneInfo
) -> str:
    """rocket-spaceport-destination-date, the date as the spaceport's calendar has it."""
    return slug(rocket, spaceport, destination.value, launch_at.astimezone(zone).date().isoformat())


def _moved(
    launch: Launch,
    status: LaunchStatus,
    *,
    reason: str,
    by: UUID | None,
    now: datetime,
    launch_at: datetime | None = None,
) -> Launch:
    if status not in LAUNCH_MOVES[launch.status]:
        raise NoSuchLaunchMove(launch.status, status)
    when = launch.launch_at if launch_at is None else launch_at
    entry = StatusChange(at=now, status=status, launch_at=when, reason=reason, by=by)
    return evolve(launch, status=status, launch_at=when, history=(*launch.history, entry))


def _require_reason(reason: str) -> None:
    if not reason.strip() or len(reason) > 1000:
        raise Invalid((Fault("/reason", "give a reason of at most 1000 characters", "required"),))


def delay(
    launch: Launch,
    *,
    delay_id: DelayId,
    to: datetime,
    reason: str,
    by: UUID | None,
    now: datetime,
) -> tuple[Launch, LaunchDelayed]:
    """*launch* put off to the later instant *to*; bookings made before may refuse.

    Raises:
        Invalid: *to* is not later than both the present date and *now*; no reason.
        NoSuchLaunchMove: the launch is final.
    """
    _require_reason(reason)
    if launch.status in FINAL:
        raise NoSuchLaunchMove(launch.status, LaunchStatus.DELAYED)
    if to <= launch.launch_at or to <= now:
        raise Invalid((Fault("/launch_at", "must be later than the present date", "not-later"),))
    if to.year > LAST_YEAR:
        detail = f"must not be after the year {LAST_YEAR}"
        raise Invalid((Fault("/launch_at", detail, "out-of-range"),))
    moved = _moved(launch, LaunchStatus.DELAYED, reason=reason, by=by, now=now, launch_at=to)
    entry = Delay(
        id=delay_id, at=now, launch_at_before=launch.launch_at, launch_at=to, reason=reason
    )
    event = LaunchDelayed(launch.id, launch.agency_id, delay_id)
    return evolve(moved, delays=(*launch.delays, entry)), event


def abort(
    launch: Launch, *, reason: str, by: UUID | None, now: datetime
) -> tuple[Launch, LaunchAborted]:
    """*launch* called off; every booking is due in full.

    Raises:
        Invalid: no reason.
        NoSuchLaunchMove: the launch is final.
    """
    _require_reason(reason)
    moved = _moved(launch, LaunchStatus.ABORTED, reason=reason, by=by, now=now)
    return moved, LaunchAborted(launch.id, launch.agency_id)


def _require_due(launch: Launch, now: datetime) -> None:
    if now < launch.launch_at:
        raise LaunchNotDue(launch.launch_at)


def fail(
    launch: Launch, *, reason: str, by: UUID | None, now: datetime
) -> tuple[Launch, LaunchFailed]:
    """*launch* flown without success; every booking is due in full.

    Raises:
        NoSuchLaunchMove: the launch is final.
        LaunchNotDue: *now* is before the launch date.
    """
    moved = _moved(launch, LaunchStatus.FAILED, reason=reason, by=by, now=now)
    _require_due(launch, now)
    return moved, LaunchFailed(launch.id, launch.agency_id)


def succeed(launch: Launch, *, by: UUID | None, now: datetime) -> tuple[Launch, LaunchSucceeded]:
    """*launch* flown with success.

    Raises:
        NoSuchLaunchMove: the launch is final.
        LaunchNotDue: *now* is before the launch date.
    """
    moved = _moved(launch, LaunchStatus.SUCCESSFUL, reason="", by=by, now=now)
    _require_due(launch, now)
    return moved, LaunchSucceeded(launch.id, launch.agency_id)


def unreported(launch: Launch, now: datetime, policy: ReportingPolicy) -> bool:
    """Whether it is high time to say what became of *launch*."""
    return launch.status in OPEN and now >= launch.launch_at + policy.within


def require_success(launch: Launch) -> None:
    """Raises: LaunchNotSuccessful."""
    if launch.status is not LaunchStatus.SUCCESSFUL:
        raise LaunchNotSuccessful(launch.status)


@frozen
class SlugTaken(Refused):
    """Another launch took the slug in between: choose another."""

    code: ClassVar[str] = "slug-taken"
    slug: str

    def __str__(self) -> str:
        return f"The address {self.slug} was just taken; try again."
