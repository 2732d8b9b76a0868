"""One example for each described shape of refunds and reports."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec

from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.refunds import RefundReason, RefundStatus
from astrobookings.domain.finance.reports import Period
from astrobookings.entrypoints.http.finance import refund_answers as refunds
from astrobookings.entrypoints.http.finance import report_answers as reports
from astrobookings.entrypoints.http.shapes import MoneyShape

__all__ = ["REPORT_EXAMPLES"]


def _id(number: int) -> UUID:
    return UUID(f"0197c3a0-0000-7000-8000-{number:012d}")


_NOW = datetime(2027, 7, 1, 12, tzinfo=UTC)
_AGENCY = _id(2)
_SOME, _NONE = MoneyShape("850000.00"), MoneyShape("0.00")
_REFUND = refunds.QueuedRefundAnswer(
    id=_id(60),
    booking_id=_id(6),
    launch_id=_id(5),
    agency_id=_AGENCY,
    traveler_id=_id(1),
    amount=MoneyShape("225000.00"),
    reason=RefundReason.CANCELLATION,
    status=RefundStatus.FAILED,
    attempts=8,
    due_at=_NOW,
    last_error="The payment gateway does not answer.",
    reference="",
    executed_at=None,
    available_actions=["retry", "settle"],
    created_at=_NOW,
    updated_at=_NOW,
    version=17,
)
_ANNUAL = {
    "actual": MoneyShape("5500.00"),
    "pending": MoneyShape("4000.00"),
    "projected": MoneyShape("3000.00"),
    "launch_revenue": _SOME,
}
_LAUNCHES = {
    "launches": 3,
    "successful": 1,
    "aborted": 1,
    "failed": 0,
}
_SUMS = {
    **_LAUNCHES,
    "seats": 7,
    "cancellations": 2,
    "revenue": _SOME,
    "refunds": MoneyShape("450000.00"),
    "fees": MoneyShape("8500.00"),
    "paid": MoneyShape("5500.00"),
}
_FARED = {
    **_LAUNCHES,
    "seats_total": 36,
    "seats_sold": 9,
    "occupancy": 0.25,
    "bookings": 7,
    "cancellations": 2,
    "revenue": _SOME,
}

REPORT_EXAMPLES: tuple[msgspec.Struct, ...] = (
    _REFUND,
    refunds.QueuedRefundsAnswer([_REFUND], None),
    reports.AnnualReportAnswer(
        year=2027,
        as_of=_NOW,
        total=reports.AnnualSums(**_ANNUAL),
        by_month=[reports.AnnualMonth(month=6, **_ANNUAL)],
        by_agency=[reports.AnnualAgency(agency_id=_AGENCY, agency="Orbita", **_ANNUAL)],
        lines=[reports.AnnualLineShape(agency_id=_AGENCY, agency="Orbita", month=6, **_ANNUAL)],
    ),
    reports.AgencyReportAnswer(
        year=2027,
        by=Period.QUARTER,
        as_of=_NOW,
        total=reports.AgencySums(**_SUMS),  # type: ignore[arg-type]  # by name
        lines=[
            reports.AgencyPeriod(
                agency_id=_AGENCY,
                agency="Orbita",
                reliability=Reliability.NEW,
                period=2,
                **_SUMS,  # type: ignore[arg-type]  # by name
            )
        ],
    ),
    reports.LaunchesReportAnswer(
        year=2027,
        as_of=_NOW,
        agency_id=_AGENCY,
        agency="Orbita",
        reliability=Reliability.NEW,
        total=reports.AgencySums(**_SUMS),  # type: ignore[arg-type]  # by name
        lines=[
            reports.LaunchFigures(
                launch_id=_id(5),
                slug="heron-cape-moon-2027-06-01",
                destination=Destination.MOON,
                launch_at=_NOW,
                status=LaunchStatus.SUCCESSFUL,
                seats=7,
                cancellations=2,
                revenue=_SOME,
                refunds=_NONE,
                fees=MoneyShape("8500.00"),
                paid=_NONE,
            )
        ],
    ),
    reports.OperationsReportAnswer(
        year=2027,
        by=Period.QUARTER,
        as_of=_NOW,
        total=reports.OperationsSums(**_FARED),  # type: ignore[arg-type]  # by name
        lines=[
            reports.OperationsPeriod(
                destination=Destination.MOON,
                period=2,
                **_FARED,  # type: ignore[arg-type]  # by name
            )
        ],
    ),
)
