"""Sums, made by the database."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    extract,
    func,
    literal,
    select,
    text,
    union_all,
)

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.finance import (
    invoice_payments,
    invoices,
    launch_revenues,
)
from astrobookings.adapters.sql.tables.operations import (
    GROWING,
    agencies,
    bookings,
    launches,
    refunds,
)
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import OPEN, LaunchStatus
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.finance.invoices import OPEN_INVOICES, InvoiceStatus
from astrobookings.domain.finance.payments import PaymentStatus
from astrobookings.domain.finance.policies import FeePolicy
from astrobookings.domain.finance.reports import (
    AgencyFigures,
    AgencyMonth,
    AnnualFigures,
    AnnualLine,
    LaunchLine,
    OperationsFigures,
    OperationsLine,
    year_bounds,
)
from astrobookings.domain.kernel.ids import AgencyId, LaunchId
from astrobookings.domain.kernel.money import Money

__all__ = ["SqlReports"]

_BOOKED = [BookingStatus.COMPLETED.value, BookingStatus.CONFIRMED.value]
_NEVER = [BookingStatus.EXPIRED.value, BookingStatus.HELD.value]
_WHOLE = 10_000
"""Rates are reckoned in whole parts of this, so that rounding half up is whole-number work."""

Sum = ColumnElement[Any]


def _month(column: Any) -> Sum:
    return extract("month", column)


def _in_year(column: Any, year: int) -> Sum:
    first, after = year_bounds(year)
    return and_(column >= first, column < after)


def _cents(column: Any) -> Sum:
    return func.coalesce(func.sum(column), 0)


def _how_many(*conditions: Sum) -> Sum:
    return func.coalesce(func.sum(case((and_(*conditions), 1), else_=0)), 0)


def _revenue() -> Sum:
    return func.coalesce(launch_revenues.c.revenue_cents, 0)


def _proven(fees: FeePolicy) -> Subquery:
    """When each agency's last launch flew that it needed to be reliable."""
    place = func.row_number().over(
        partition_by=launches.c.agency_id, order_by=(launches.c.launch_at, launches.c.id)
    )
    flown = select(launches.c.agency_id, launches.c.launch_at, place.label("place"))
    successes = flown.where(launches.c.status == LaunchStatus.SUCCESSFUL.value).subquery()
    needed = select(successes.c.agency_id, successes.c.launch_at)
    return needed.where(successes.c.place == fees.successes).subquery()


def _projected(fees: FeePolicy, proven: Subquery) -> Sum:
    """The fee in cents on what an open launch brought in, rounded half up."""
    new, reliable = (int(rate * _WHOLE) for rate in (fees.new, fees.reliable))
    rate = case((launches.c.launch_at > proven.c.launch_at, reliable), else_=new)
    fee = (_revenue() * rate + _WHOLE // 2) // _WHOLE
    is_open = launches.c.status.in_(sorted(one.value for one in OPEN))
    return case((is_open, fee), else_=0)


@frozen
class SqlReports:
    store: SqlStore

    def annual(self, year: int, fees: FeePolicy) -> Sequence[AnnualLine]:
        parts = union_all(_received(year), _open(year), _flown(year, fees)).subquery()
        sums = [_cents(parts.c[name]).label(name) for name in _ANNUAL]
        found = (
            select(parts.c.agency_id, agencies.c.company_name, parts.c.month, *sums)
            .join(agencies, agencies.c.id == parts.c.agency_id)
            .group_by(parts.c.agency_id, agencies.c.company_name, parts.c.month)
            .order_by(agencies.c.company_name, parts.c.agency_id, parts.c.month)
        )
        lines = (
            AnnualLine(
                agency_id=AgencyId(row.agency_id),
                agency_name=row.company_name,
                month=int(row.month),
                figures=AnnualFigures(
                    **{name: Money.from_cents(int(row._mapping[name])) for name in _ANNUAL}
                ),
            )
            for row in self.store.rows(found)
        )
        return tuple(one for one in lines if one.figures != AnnualFigures())

    def agencies(
        self, year: int, fees: FeePolicy, agency_id: AgencyId | None = None
    ) -> Sequence[AgencyMonth]:
        chosen = _in_year(launches.c.launch_at, year)
        if agency_id is not None:
            chosen = and_(chosen, launches.c.agency_id == agency_id)
        booked, owed, billed = _booked(chosen), _owed(chosen), _billed(chosen)
        month = _month(launches.c.launch_at).label("month")
        place = (launches.c.agency_id, agencies.c.company_name, agencies.c.successful_launches)
        found = (
            select(
                *place,
                month,
                *_outcomes(),
                _cents(booked.c.seats).label("seats"),
                _cents(booked.c.cancellations).label("cancellations"),
                _cents(_revenue()).label("revenue"),
                _cents(owed.c.refunds).label("refunds"),
                _cents(billed.c.fees).label("fees"),
                _cents(billed.c.paid).label("paid"),
            )
            .join(agencies, agencies.c.id == launches.c.agency_id)
            .outerjoin(launch_revenues, launch_revenues.c.launch_id == launches.c.id)
            .outerjoin(booked, booked.c.launch_id == launches.c.id)
            .outerjoin(owed, owed.c.launch_id == launches.c.id)
            .outerjoin(billed, billed.c.launch_id == launches.c.id)
            .where(chosen)
            .group_by(*place, month)
            .order_by(agencies.c.company_name, launches.c.agency_id, month)
        )
        return tuple(
            AgencyMonth(
                agency_id=AgencyId(row.agency_id),
                agency_name=row.company_name,
                reliability=fees.reliability(row.successful_launches),
                month=int(row.month),
                figures=AgencyFigures(
                    **_counts(row, "launches successful aborted failed seats cancellations"),
                    **_amounts(row, "revenue refunds fees paid"),
                ),
            )
            for row in self.store.rows(found)
        )

    def launches(self, year: int, agency_id: AgencyId) -> Sequence[LaunchLine]:
        chosen = and_(_in_year(launches.c.launch_at, year), launches.c.agency_id == agency_id)
        booked, owed, billed = _booked(chosen), _owed(chosen), _billed(chosen)
        sums = (booked.c.seats, booked.c.cancellations, owed.c.refunds, billed.c.fees)
        found = (
            select(
                launches.c.id,
                launches.c.slug,
                launches.c.destination,
                launches.c.launch_at,
                launches.c.status,
                _revenue().label("revenue"),
                *(func.coalesce(one, 0).label(one.name) for one in (*sums, billed.c.paid)),
            )
            .outerjoin(launch_revenues, launch_revenues.c.launch_id == launches.c.id)
            .outerjoin(booked, booked.c.launch_id == launches.c.id)
            .outerjoin(owed, owed.c.launch_id == launches.c.id)
            .outerjoin(billed, billed.c.launch_id == launches.c.id)
            .where(chosen)
            .order_by(launches.c.launch_at, launches.c.id)
        )
        return tuple(
            LaunchLine(
                launch_id=LaunchId(row.id),
                slug=row.slug,
                destination=Destination(row.destination),
                launch_at=row.launch_at,
                status=LaunchStatus(row.status),
                figures=AgencyFigures(
                    launches=1,
                    successful=int(row.status == LaunchStatus.SUCCESSFUL.value),
                    aborted=int(row.status == LaunchStatus.ABORTED.value),
                    failed=int(row.status == LaunchStatus.FAILED.value),
                    **_counts(row, "seats cancellations"),
                    **_amounts(row, "revenue refunds fees paid"),
                ),
            )
            for row in self.store.rows(found)
        )

    def operations(self, year: int) -> Sequence[OperationsLine]:
        chosen = _in_year(launches.c.launch_at, year)
        booked = _booked(chosen)
        month = _month(launches.c.launch_at).label("month")
        found = (
            select(
                launches.c.destination,
                month,
                *_outcomes(),
                _cents(launches.c.seats_total).label("seats_total"),
                _cents(booked.c.seats).label("seats_sold"),
                _cents(booked.c.bookings).label("bookings"),
                _cents(booked.c.cancellations).label("cancellations"),
                _cents(_revenue()).label("revenue"),
            )
            .select_from(launches)
            .outerjoin(launch_revenues, launch_revenues.c.launch_id == launches.c.id)
            .outerjoin(booked, booked.c.launch_id == launches.c.id)
            .where(chosen)
            .group_by(launches.c.destination, month)
        )
        counts = "launches successful aborted failed seats_total seats_sold bookings cancellations"
        lines = (
            OperationsLine(
                destination=Destination(row.destination),
                month=int(row.month),
                figures=OperationsFigures(**_counts(row, counts), **_amounts(row, "revenue")),
            )
            for row in self.store.rows(found)
        )
        order = list(Destination)
        return tuple(sorted(lines, key=lambda one: (order.index(one.destination), one.month)))


_ANNUAL = ("actual", "pending", "projected", "launch_revenue")


def _figures(**given: Any) -> list[Any]:
    return [given.get(name, literal(0)).label(name) for name in _ANNUAL]


def _received(year: int) -> Select[Any]:
    at = invoice_payments.c.received_at
    return (
        select(
            invoice_payments.c.agency_id,
            _month(at).label("month"),
            *_figures(actual=func.sum(invoice_payments.c.amount_cents)),
        )
        .where(
            invoice_payments.c.status == PaymentStatus.RECEIVED.value,
            _in_year(at, year),
        )
        .group_by(invoice_payments.c.agency_id, _month(at))
    )


def _open(year: int) -> Select[Any]:
    first, after = (bound.date() for bound in year_bounds(year))
    due_on = invoices.c.due_on
    return (
        select(
            invoices.c.agency_id,
            _month(due_on).label("month"),
            *_figures(pending=func.sum(invoices.c.amount_cents - invoices.c.paid_cents)),
        )
        .where(
            invoices.c.status.in_(sorted(one.value for one in OPEN_INVOICES)),
            due_on >= first,
            due_on < after,
        )
        .group_by(invoices.c.agency_id, _month(due_on))
    )


def _flown(year: int, fees: FeePolicy) -> Select[Any]:
    proven, at = _proven(fees), launches.c.launch_at
    return (
        select(
            launches.c.agency_id,
            _month(at).label("month"),
            *_figures(
                projected=func.sum(_projected(fees, proven)),
                launch_revenue=func.sum(launch_revenues.c.revenue_cents),
            ),
        )
        .join(launch_revenues, launch_revenues.c.launch_id == launches.c.id)
        .outerjoin(proven, proven.c.agency_id == launches.c.agency_id)
        .where(_in_year(at, year))
        .group_by(launches.c.agency_id, _month(at))
    )


def _outcomes() -> list[Any]:
    ended = (LaunchStatus.SUCCESSFUL, LaunchStatus.ABORTED, LaunchStatus.FAILED)
    of_each = [_how_many(launches.c.status == one.value).label(one.value) for one in ended]
    return [func.count().label("launches"), *of_each]


def _booked(chosen: Sum) -> Subquery:
    """Seats, bookings and cancellations of each launch; seats being added are nobody's yet."""
    status, growing = bookings.c.status, _growing()
    seats = func.sum(case((status.in_(_BOOKED), bookings.c.seat_count), else_=0))
    return (
        select(
            bookings.c.launch_id,
            (seats - func.coalesce(func.max(growing.c.adding), 0)).label("seats"),
            _how_many(status.not_in(_NEVER)).label("bookings"),
            _how_many(status == BookingStatus.CANCELLED.value).label("cancellations"),
        )
        .join(launches, launches.c.id == bookings.c.launch_id)
        .outerjoin(growing, growing.c.launch_id == bookings.c.launch_id)
        .where(chosen)
        .group_by(bookings.c.launch_id)
        .subquery()
    )


def _growing() -> Subquery:
    """Seats that confirmed bookings get once they are paid for, by launch; there are few."""
    return (
        select(
            bookings.c.launch_id,
            func.sum(func.json_array_length(bookings.c.adding)).label("adding"),
        )
        .where(text(GROWING))
        .group_by(bookings.c.launch_id)
        .subquery()
    )


def _owed(chosen: Sum) -> Subquery:
    return (
        select(refunds.c.launch_id, func.sum(refunds.c.amount_cents).label("refunds"))
        .join(launches, launches.c.id == refunds.c.launch_id)
        .where(chosen)
        .group_by(refunds.c.launch_id)
        .subquery()
    )


def _billed(chosen: Sum) -> Subquery:
    return (
        select(
            invoices.c.launch_id,
            func.sum(invoices.c.amount_cents).label("fees"),
            func.sum(invoices.c.paid_cents).label("paid"),
        )
        .join(launches, launches.c.id == invoices.c.launch_id)
        .where(chosen, invoices.c.status != InvoiceStatus.CANCELLED.value)
        .group_by(invoices.c.launch_id)
        .subquery()
    )


def _counts(row: Any, names: str) -> dict[str, Any]:
    return {name: int(row._mapping[name]) for name in names.split()}


def _amounts(row: Any, names: str) -> dict[str, Any]:
    return {name: Money.from_cents(int(row._mapping[name])) for name in names.split()}
