"""What is told of reports."""

from datetime import datetime
from uuid import UUID

import msgspec

from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.finance.reports import (
    AgencyFigures,
    AgencyReport,
    AnnualFigures,
    AnnualReport,
    LaunchesReport,
    OperationsFigures,
    OperationsReport,
    Period,
)
from astrobookings.entrypoints.http.shapes import MoneyShape, money_shape

__all__ = [
    "AgencyPeriod",
    "AgencyReportAnswer",
    "AgencySums",
    "AnnualAgency",
    "AnnualLineShape",
    "AnnualMonth",
    "AnnualReportAnswer",
    "AnnualSums",
    "LaunchFigures",
    "LaunchesReportAnswer",
    "OperationsPeriod",
    "OperationsReportAnswer",
    "OperationsSums",
    "agencies",
    "annual",
    "launches",
    "operations",
]


class AnnualSums(msgspec.Struct, kw_only=True):
    """What the platform earns, and what launches bring in."""

    actual: MoneyShape
    """Invoice payments received."""
    pending: MoneyShape
    """Open balances, by due date."""
    projected: MoneyShape
    """Fees on what open launches have brought in."""
    launch_revenue: MoneyShape


class AnnualMonth(AnnualSums, kw_only=True):
    """One month, 1 to 12."""

    month: int


class AnnualAgency(AnnualSums, kw_only=True):
    """One agency over the year."""

    agency_id: UUID
    agency: str


class AnnualLineShape(AnnualAgency, kw_only=True):
    """One agency in one month."""

    month: int


class AnnualReportAnswer(msgspec.Struct, kw_only=True):
    """A year of the platform; amounts in USD, months in UTC."""

    year: int
    as_of: datetime
    total: AnnualSums
    by_month: list[AnnualMonth]
    by_agency: list[AnnualAgency]
    lines: list[AnnualLineShape]


class AgencySums(msgspec.Struct, kw_only=True):
    """What launches came to; all by the month of the launch."""

    launches: int
    successful: int
    aborted: int
    failed: int
    seats: int
    cancellations: int
    revenue: MoneyShape
    refunds: MoneyShape
    fees: MoneyShape
    paid: MoneyShape


class AgencyPeriod(AgencySums, kw_only=True):
    """One agency in one period of the year, from 1."""

    agency_id: UUID
    agency: str
    reliability: Reliability
    period: int


class AgencyReportAnswer(msgspec.Struct, kw_only=True):
    """A year of one agency or of all."""

    year: int
    by: Period
    as_of: datetime
    total: AgencySums
    lines: list[AgencyPeriod]


class LaunchFigures(msgspec.Struct, kw_only=True):
    """One launch and what it came to."""

    launch_id: UUID
    slug: str
    destination: Destination
    launch_at: datetime
    status: LaunchStatus
    seats: int
    cancellations: int
    revenue: MoneyShape
    refunds: MoneyShape
    fees: MoneyShape
    paid: MoneyShape


class LaunchesReportAnswer(msgspec.Struct, kw_only=True):
    """A year of one agency, launch by launch."""

    year: int
    as_of: datetime
    agency_id: UUID
    agency: str
    reliability: Reliability
    total: AgencySums
    lines: list[LaunchFigures]


class OperationsSums(msgspec.Struct, kw_only=True):
    """How launches fare."""

    launches: int
    successful: int
    aborted: int
    failed: int
    seats_total: int
    seats_sold: int
    occupancy: float
    """0 to 1."""
    bookings: int
    cancellations: int
    revenue: MoneyShape


class OperationsPeriod(OperationsSums, kw_only=True):
    """One destination in one period of the year, from 1."""

    destination: Destination
    period: int


class OperationsReportAnswer(msgspec.Struct, kw_only=True):
    """A year of launches."""

    year: int
    by: Period
    as_of: datetime
    total: OperationsSums
    lines: list[OperationsPeriod]


def _annual_sums(one: AnnualFigures) -> dict[str, MoneyShape]:
    return {
        "actual": money_shape(one.actual),
        "pending": money_shape(one.pending),
        "projected": money_shape(one.projected),
        "launch_revenue": money_shape(one.launch_revenue),
    }


def annual(report: AnnualReport) -> AnnualReportAnswer:
    return AnnualReportAnswer(
        year=report.year,
        as_of=report.as_of,
        total=AnnualSums(**_annual_sums(report.total)),
        by_month=[
            AnnualMonth(month=month, **_annual_sums(one))
            for month, one in enumerate(report.by_month, 1)
        ],
        by_agency=[
            AnnualAgency(agency_id=agency_id, agency=name, **_annual_sums(one))
            for agency_id, name, one in report.by_agency
        ],
        lines=[
            AnnualLineShape(
                agency_id=line.agency_id,
                agency=line.agency_name,
                month=line.month,
                **_annual_sums(line.figures),
            )
            for line in report.lines
        ],
    )


_AGENCY_COUNTS = ("launches", "successful", "aborted", "failed", "seats", "cancellations")
_AGENCY_AMOUNTS = ("revenue", "refunds", "fees", "paid")


def _agency_sums(one: AgencyFigures) -> dict[str, object]:
    counts = {name: getattr(one, name) for name in _AGENCY_COUNTS}
    return counts | {name: money_shape(getattr(one, name)) for name in _AGENCY_AMOUNTS}


def agencies(report: AgencyReport, by: Period) -> AgencyReportAnswer:
    return AgencyReportAnswer(
        year=report.year,
        by=by,
        as_of=report.as_of,
        total=AgencySums(**_agency_sums(report.total)),  # type: ignore[arg-type]  # by name
        lines=[
            AgencyPeriod(
                agency_id=agency_id,
                agency=name,
                reliability=reliability,
                period=number,
                **_agency_sums(one),  # type: ignore[arg-type]  # by name
            )
            for agency_id, name, reliability, number, one in report.by(by)
        ],
    )


def launches(report: LaunchesReport) -> LaunchesReportAnswer:
    return LaunchesReportAnswer(
        year=report.year,
        as_of=report.as_of,
        agency_id=report.agency_id,
        agency=report.agency_name,
        reliability=report.reliability,
        total=AgencySums(**_agency_sums(report.total)),  # type: ignore[arg-type]  # by name
        lines=[
            LaunchFigures(
                launch_id=line.launch_id,
                slug=line.slug,
                destination=line.destination,
                launch_at=line.launch_at,
                status=line.status,
                seats=line.figures.seats,
                cancellations=line.figures.cancellations,
                revenue=money_shape(line.figures.revenue),
                refunds=money_shape(line.figures.refunds),
                fees=money_shape(line.figures.fees),
                paid=money_shape(line.figures.paid),
            )
            for line in report.lines
        ],
    )


_OPERATIONS_COUNTS = (
    "launches",
    "successful",
    "aborted",
    "failed",
    "seats_total",
    "seats_sold",
    "occupancy",
    "bookings",
    "cancellations",
)


def _operations_sums(one: OperationsFigures) -> dict[str, object]:
    counts = {name: getattr(one, name) for name in _OPERATIONS_COUNTS}
    return counts | {"revenue": money_shape(one.revenue)}


def operations(report: OperationsReport, by: Period) -> OperationsReportAnswer:
    return OperationsReportAnswer(
        year=report.year,
        by=by,
        as_of=report.as_of,
        total=OperationsSums(**_operations_sums(report.total)),  # type: ignore[arg-type]  # by name
        lines=[
            OperationsPeriod(
                destination=destination,
                period=number,
                **_operations_sums(one),  # type: ignore[arg-type]  # by name
            )
            for destination, number, one in report.by(by)
        ],
    )
