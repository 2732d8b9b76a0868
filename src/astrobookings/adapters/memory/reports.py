"""Sums over what memory holds."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from astrobookings.adapters.memory.launch_books import MemoryLaunchBooks
from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.agencies.agency import Agency
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import OPEN, Launch, LaunchStatus
from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.booking.refunds import Refund
from astrobookings.domain.finance.invoices import OPEN_INVOICES, Invoice, InvoiceStatus
from astrobookings.domain.finance.payments import InvoicePayment, PaymentStatus
from astrobookings.domain.finance.policies import FeePolicy
from astrobookings.domain.finance.reports import (
    AgencyFigures,
    AgencyMonth,
    AnnualFigures,
    AnnualLine,
    LaunchLine,
    OperationsFigures,
    OperationsLine,
)
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.money import Money, total

__all__ = ["MemoryReports"]

_BOOKED = {BookingStatus.CONFIRMED, BookingStatus.COMPLETED}
_NEVER = {BookingStatus.HELD, BookingStatus.EXPIRED}

T = TypeVar("T")


class MemoryReports:
    def __init__(self, store: MemoryStore) -> None:
        self._books = MemoryLaunchBooks(store)
        self._agencies: Records[Agency] = Records(store, "agency")
        self._launches: Records[Launch] = Records(store, "launch")
        self._bookings: Records[Booking] = Records(store, "booking")
        self._refunds: Records[Refund] = Records(store, "refund")
        self._invoices: Records[Invoice] = Records(store, "invoice")
        self._payments: Records[InvoicePayment] = Records(store, "invoice_payment")

    def annual(self, year: int, fees: FeePolicy) -> Sequence[AnnualLine]:
        sums: dict[tuple[AgencyId, int], AnnualFigures] = defaultdict(AnnualFigures)
        for agency, month, figures in self._annual(year, fees):
            sums[agency, month] += figures
        names = {one.id: one.company_name for one in self._agencies.all()}
        lines = (
            AnnualLine(agency_id=agency, agency_name=names[agency], month=month, figures=figures)
            for (agency, month), figures in sums.items()
            if figures != AnnualFigures()
        )
        return tuple(sorted(lines, key=lambda one: (one.agency_name, one.agency_id, one.month)))

    def _annual(self, year: int, fees: FeePolicy) -> Iterator[tuple[AgencyId, int, AnnualFigures]]:
        for payment in self._payments.all():
            at = payment.received_at
            if payment.status is PaymentStatus.RECEIVED and at is not None and _year(at) == year:
                month = at.astimezone(UTC).month
                yield payment.agency_id, month, AnnualFigures(actual=payment.amount)
        for invoice in self._invoices.all():
            if invoice.status in OPEN_INVOICES and invoice.due_on.year == year:
                yield invoice.agency_id, invoice.due_on.month, AnnualFigures(pending=invoice.open)
        for launch in self._of_year(year):
            book = self._books.of(launch.id)
            share = book.revenue.share(fees.rate(book.successes_before))
            projected = share if launch.status in OPEN else share - share
            figures = AnnualFigures(projected=projected, launch_revenue=book.revenue)
            yield launch.agency_id, _month(launch), figures

    def _of_year(self, year: int) -> Iterator[Launch]:
        return (one for one in self._launches.all() if _year(one.launch_at) == year)

    def agencies(
        self, year: int, fees: FeePolicy, agency_id: AgencyId | None = None
    ) -> Sequence[AgencyMonth]:
        sums: dict[tuple[AgencyId, int], AgencyFigures] = defaultdict(AgencyFigures)
        for launch in self._of_year(year):
            if agency_id in {None, launch.agency_id}:
                sums[launch.agency_id, _month(launch)] += self._of_agency(launch)
        known = {one.id: one for one in self._agencies.all()}
        lines = (
            AgencyMonth(
                agency_id=agency,
                agency_name=known[agency].company_name,
                reliability=fees.reliability(known[agency].successful_launches),
                month=month,
                figures=figures,
            )
            for (agency, month), figures in sums.items()
        )
        return tuple(sorted(lines, key=lambda one: (one.agency_name, one.agency_id, one.month)))

    def launches(self, year: int, agency_id: AgencyId) -> Sequence[LaunchLine]:
        own = (one for one in self._of_year(year) if one.agency_id == agency_id)
        return tuple(
            LaunchLine(
                launch_id=one.id,
                slug=one.slug,
                destination=one.destination,
                launch_at=one.launch_at,
                status=one.status,
                figures=self._of_agency(one),
            )
            for one in sorted(own, key=lambda one: (one.launch_at, one.id))
        )

    def _of_agency(self, launch: Launch) -> AgencyFigures:
        bookings = _of(self._bookings, launch)
        invoices = [
            one for one in _of(self._invoices, launch) if one.status is not InvoiceStatus.CANCELLED
        ]
        return AgencyFigures(
            **_outcome(launch),
            seats=sum(len(one.seats) for one in bookings if one.status in _BOOKED),
            cancellations=sum(one.status is BookingStatus.CANCELLED for one in bookings),
            revenue=self._revenue(launch),
            refunds=total(one.amount for one in _of(self._refunds, launch)),
            fees=total(one.amount for one in invoices),
            paid=total(one.paid for one in invoices),
        )

    def _revenue(self, launch: Launch) -> Money:
        return self._books.of(launch.id).revenue

    def operations(self, year: int) -> Sequence[OperationsLine]:
        sums: dict[tuple[Destination, int], OperationsFigures] = defaultdict(OperationsFigures)
        for launch in self._of_year(year):
            sums[launch.destination, _month(launch)] += self._of_operations(launch)
        order = list(Destination)
        lines = (
            OperationsLine(destination=destination, month=month, figures=figures)
            for (destination, month), figures in sums.items()
        )
        return tuple(sorted(lines, key=lambda one: (order.index(one.destination), one.month)))

    def _of_operations(self, launch: Launch) -> OperationsFigures:
        bookings = _of(self._bookings, launch)
        return OperationsFigures(
            **_outcome(launch),
            seats_total=launch.seats_total,
            seats_sold=sum(len(one.seats) for one in bookings if one.status in _BOOKED),
            bookings=sum(one.status not in _NEVER for one in bookings),
            cancellations=sum(one.status is BookingStatus.CANCELLED for one in bookings),
            revenue=self._revenue(launch),
        )


def _of(records: "Records[T]", launch: Launch) -> list[T]:  # type: ignore[type-var]
    return [one for one in records.all() if one.launch_id == launch.id]  # type: ignore[attr-defined]


def _outcome(launch: Launch) -> dict[str, int]:
    return {
        "launches": 1,
        "successful": int(launch.status is LaunchStatus.SUCCESSFUL),
        "aborted": int(launch.status is LaunchStatus.ABORTED),
        "failed": int(launch.status is LaunchStatus.FAILED),
    }


def _year(moment: datetime) -> int:
    return moment.astimezone(UTC).year


def _month(launch: Launch) -> int:
    return launch.launch_at.astimezone(UTC).month
