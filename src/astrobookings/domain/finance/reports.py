"""Reports of what was earned, by agency and by month (stories 3.4, 3.5, 3.6, 3.8).

Months are those of the UTC calendar. Amounts are exact sums in USD.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Self, TypeVar

from attrs import evolve, field, fields, frozen

from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.kernel.ids import AgencyId, LaunchId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.money import ZERO, Money

__all__ = [
    "AgencyFigures",
    "AgencyMonth",
    "AgencyReport",
    "AnnualFigures",
    "AnnualLine",
    "AnnualReport",
    "LaunchLine",
    "LaunchesReport",
    "OperationsFigures",
    "OperationsLine",
    "OperationsReport",
    "Period",
    "year_bounds",
]


def year_bounds(year: int) -> tuple[datetime, datetime]:
    """The first instant of *year* and that of the next, in UTC."""
    return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)


class Period(StrEnum):
    """How finely a year is divided."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def number(self, month: int) -> int:
        """The period, from 1, that *month* (1 to 12) lies in."""
        return -(-month // {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}[self])


@frozen
class _Sums:
    """Figures that can be added up, field by field."""

    def __add__(self, other: Self) -> Self:
        names = [one.name for one in fields(type(self))]
        return evolve(self, **{name: getattr(self, name) + getattr(other, name) for name in names})


S = TypeVar("S", bound=_Sums)
K = TypeVar("K")
R = TypeVar("R")


def _grouped(
    rows: Iterable[R], key: Callable[[R], K], figures: Callable[[R], S], nothing: S
) -> dict[K, S]:
    found: dict[K, S] = {}
    for row in rows:
        found[key(row)] = found.get(key(row), nothing) + figures(row)
    return found


@frozen(kw_only=True)
class AnnualFigures(_Sums):
    """What the platform earns, and what launches bring in."""

    actual: Money = ZERO
    """Invoice payments received, by the month they came in."""
    pending: Money = ZERO
    """Open balances, by the month they are due in."""
    projected: Money = ZERO
    """Fees on what launches still open have brought in, by the month of the launch."""
    launch_revenue: Money = ZERO
    """Charges less refunds owed, by the month of the launch."""


@frozen(kw_only=True)
class AnnualLine:
    """One agency in one month."""

    agency_id: AgencyId
    agency_name: str
    month: int
    """1 to 12."""
    figures: AnnualFigures


@frozen(kw_only=True)
class AnnualReport:
    """A year of the platform; lines by agency name, id and month, without empty ones."""

    year: int
    as_of: datetime = field(validator=aware)
    lines: tuple[AnnualLine, ...]

    @property
    def by_month(self) -> tuple[AnnualFigures, ...]:
        """January to December."""
        nothing = AnnualFigures()
        sums = _grouped(self.lines, lambda one: one.month, lambda one: one.figures, nothing)
        return tuple(sums.get(month, nothing) for month in range(1, 13))

    @property
    def by_agency(self) -> tuple[tuple[AgencyId, str, AnnualFigures], ...]:
        """Each agency with figures of the whole year, by name."""
        names = {one.agency_id: one.agency_name for one in self.lines}
        sums = _grouped(
            self.lines, lambda one: one.agency_id, lambda one: one.figures, AnnualFigures()
        )
        found = [(agency, names[agency], figures) for agency, figures in sums.items()]
        return tuple(sorted(found, key=lambda row: (row[1], row[0])))

    @property
    def total(self) -> AnnualFigures:
        return sum((one.figures for one in self.lines), start=AnnualFigures())


@frozen(kw_only=True)
class AgencyFigures(_Sums):
    """What the launches of an agency came to; all by the month of the launch."""

    launches: int = 0
    successful: int = 0
    aborted: int = 0
    failed: int = 0
    seats: int = 0
    """Of confirmed and completed bookings."""
    cancellations: int = 0
    """Cancelled bookings."""
    revenue: Money = ZERO
    """Charges less refunds owed."""
    refunds: Money = ZERO
    """Owed to travelers, given back or not."""
    fees: Money = ZERO
    """Invoiced for these launches, cancelled invoices apart."""
    paid: Money = ZERO
    """Paid on those invoices."""


@frozen(kw_only=True)
class AgencyMonth:
    """One agency in one month."""

    agency_id: AgencyId
    agency_name: str
    reliability: Reliability
    month: int
    figures: AgencyFigures


@frozen(kw_only=True)
class AgencyReport:
    """A year of one agency or of all; lines by agency name, id and month."""

    year: int
    as_of: datetime = field(validator=aware)
    lines: tuple[AgencyMonth, ...]

    def by(
        self, period: Period
    ) -> tuple[tuple[AgencyId, str, Reliability, int, AgencyFigures], ...]:
        """Each agency with its figures of each *period* that has any, the period from 1."""
        known = {one.agency_id: (one.agency_name, one.reliability) for one in self.lines}
        sums = _grouped(
            self.lines,
            lambda one: (one.agency_id, period.number(one.month)),
            lambda one: one.figures,
            AgencyFigures(),
        )
        found = [(agency, *known[agency], number, one) for (agency, number), one in sums.items()]
        return tuple(sorted(found, key=lambda row: (row[1], row[0], row[3])))

    @property
    def total(self) -> AgencyFigures:
        return sum((one.figures for one in self.lines), start=AgencyFigures())


@frozen(kw_only=True)
class LaunchLine:
    """One launch, and what it came to."""

    launch_id: LaunchId
    slug: str
    destination: Destination
    launch_at: datetime = field(validator=aware)
    status: LaunchStatus
    figures: AgencyFigures


@frozen(kw_only=True)
class LaunchesReport:
    """A year of one agency; its launches by date and id."""

    year: int
    as_of: datetime = field(validator=aware)
    agency_id: AgencyId
    agency_name: str
    reliability: Reliability
    lines: tuple[LaunchLine, ...]

    @property
    def total(self) -> AgencyFigures:
        return sum((one.figures for one in self.lines), start=AgencyFigures())


@frozen(kw_only=True)
class OperationsFigures(_Sums):
    """How launches to one destination fare; by the month of the launch."""

    launches: int = 0
    successful: int = 0
    aborted: int = 0
    failed: int = 0
    seats_total: int = 0
    seats_sold: int = 0
    bookings: int = 0
    """Ever made, expired holds apart."""
    cancellations: int = 0
    revenue: Money = ZERO

    @property
    def occupancy(self) -> float:
        """Seats sold of all seats, 0 to 1."""
        return self.seats_sold / self.seats_total if self.seats_total else 0.0


@frozen(kw_only=True)
class OperationsLine:
    """One destination in one month."""

    destination: Destination
    month: int
    figures: OperationsFigures


@frozen(kw_only=True)
class OperationsReport:
    """A year of launches; lines by destination, nearest first, and month."""

    year: int
    as_of: datetime = field(validator=aware)
    lines: tuple[OperationsLine, ...]

    def by(self, period: Period) -> Sequence[tuple[Destination, int, OperationsFigures]]:
        """Each destination with its figures of each *period* that has any, the period from 1."""
        sums = _grouped(
            self.lines,
            lambda one: (one.destination, period.number(one.month)),
            lambda one: one.figures,
            OperationsFigures(),
        )
        order = list(Destination)
        found = [(destination, number, one) for (destination, number), one in sums.items()]
        return sorted(found, key=lambda row: (order.index(row[0]), row[1]))

    @property
    def total(self) -> OperationsFigures:
        return sum((one.figures for one in self.lines), start=OperationsFigures())
