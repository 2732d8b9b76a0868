"""Reports as tables and charts."""

from astrobookings.application.ports.charts import BarChart
from astrobookings.application.ports.tables import Row, Table
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

__all__ = ["agency_table", "annual_chart", "annual_table", "launches_table", "operations_table"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _period(period: Period, number: int, year: int) -> str:
    if period is Period.YEAR:
        return str(year)
    return f"{year} Q{number}" if period is Period.QUARTER else f"{year}-{number:02d}"


def _annual(figures: AnnualFigures) -> Row:
    return figures.actual, figures.pending, figures.projected, figures.launch_revenue


def annual_table(report: AnnualReport) -> Table:
    """By agency and month."""
    return Table(
        name=f"annual-report-{report.year}",
        title=f"Annual report {report.year}",
        as_of=report.as_of,
        columns=(
            "Agency",
            "Month",
            "Received (USD)",
            "Pending (USD)",
            "Projected (USD)",
            "Launch revenue (USD)",
        ),
        rows=tuple(
            (line.agency_name, f"{report.year}-{line.month:02d}", *_annual(line.figures))
            for line in report.lines
        ),
        totals=("Total", str(report.year), *_annual(report.total)),
    )


def annual_chart(report: AnnualReport) -> BarChart:
    """The platform's own revenue, month by month."""
    months = report.by_month
    return BarChart(
        name=f"annual-report-{report.year}",
        title=f"Revenue {report.year} in USD",
        labels=_MONTHS,
        series=(
            ("received", tuple(float(one.actual.amount) for one in months)),
            ("pending", tuple(float(one.pending.amount) for one in months)),
            ("projected", tuple(float(one.projected.amount) for one in months)),
        ),
    )


def _agency(figures: AgencyFigures) -> Row:
    return (
        figures.launches,
        figures.successful,
        figures.aborted,
        figures.failed,
        *_sold(figures),
    )


def _sold(figures: AgencyFigures) -> Row:
    return (
        figures.seats,
        figures.cancellations,
        figures.revenue,
        figures.refunds,
        figures.fees,
        figures.paid,
    )


def agency_table(report: AgencyReport, period: Period) -> Table:
    """By agency and *period*."""
    return Table(
        name=f"agencies-{report.year}-by-{period}",
        title=f"Agencies {report.year}",
        as_of=report.as_of,
        columns=(
            "Agency",
            "Reliability",
            "Period",
            "Launches",
            "Successful",
            "Aborted",
            "Failed",
            "Seats",
            "Cancellations",
            "Revenue (USD)",
            "Refunds (USD)",
            "Fees (USD)",
            "Paid (USD)",
        ),
        rows=tuple(
            (name, reliability.value, _period(period, number, report.year), *_agency(figures))
            for _, name, reliability, number, figures in report.by(period)
        ),
        totals=("Total", None, str(report.year), *_agency(report.total)),
    )


def launches_table(report: LaunchesReport) -> Table:
    """By launch."""
    return Table(
        name=f"launches-{report.year}",
        title=f"Launches {report.year}: {report.agency_name}",
        as_of=report.as_of,
        columns=(
            "Launch",
            "Destination",
            "Launch at",
            "Status",
            "Seats",
            "Cancellations",
            "Revenue (USD)",
            "Refunds (USD)",
            "Fees (USD)",
            "Paid (USD)",
        ),
        rows=tuple(
            (
                line.slug,
                line.destination.value,
                line.launch_at,
                line.status.value,
                *_sold(line.figures),
            )
            for line in report.lines
        ),
        totals=("Total", None, None, None, *_sold(report.total)),
    )


def _operations(figures: OperationsFigures) -> Row:
    return (
        figures.launches,
        figures.successful,
        figures.aborted,
        figures.failed,
        figures.seats_total,
        figures.seats_sold,
        figures.occupancy,
        figures.bookings,
        figures.cancellations,
        figures.revenue,
    )


def operations_table(report: OperationsReport, period: Period) -> Table:
    """By destination and *period*."""
    return Table(
        name=f"operations-{report.year}-by-{period}",
        title=f"Operations {report.year}",
        as_of=report.as_of,
        columns=(
            "Destination",
            "Period",
            "Launches",
            "Successful",
            "Aborted",
            "Failed",
            "Seats",
            "Sold",
            "Occupancy",
            "Bookings",
            "Cancellations",
            "Revenue (USD)",
        ),
        rows=tuple(
            (destination.value, _period(period, number, report.year), *_operations(figures))
            for destination, number, figures in report.by(period)
        ),
        totals=("Total", str(report.year), *_operations(report.total)),
    )
