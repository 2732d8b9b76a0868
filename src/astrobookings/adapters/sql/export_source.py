"""Records as rows of long exports, read from one sort key to the next."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import Column, Select, func, select

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.sql.tables.finance import invoices
from astrobookings.adapters.sql.tables.operations import (
    agencies,
    bookings,
    journal_entries,
    launches,
    postings,
    refunds,
)
from astrobookings.application.ports.export_source import ExportScope
from astrobookings.application.ports.tables import Cell, Row
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.finance.exports import ExportKind
from astrobookings.domain.finance.invoices import InvoiceStatus
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SqlExportSource"]

Told = Callable[[Any, ExportScope], Row]


@frozen
class _Kind:
    """How records of one kind are found."""

    asked: Select[Any]
    at: Column[Any]
    id: Column[Any]
    agency: Column[Any]
    told: Told

    def chosen(self, asked: Select[Any], scope: ExportScope) -> Select[Any]:
        found = asked.where(self.at >= scope.since, self.at < scope.before)
        return found if scope.agency_id is None else found.where(self.agency == scope.agency_id)


@frozen
class SqlExportSource:
    store: SqlStore

    def count(self, scope: ExportScope) -> int:
        kind = _KINDS[scope.kind]
        counted = select(func.count()).select_from(kind.at.table)
        found = self.store.first(kind.chosen(counted, scope))
        return 0 if found is None else int(found[0])

    def read(
        self, scope: ExportScope, after: tuple[str, ...] | None, limit: int
    ) -> Page[tuple[Row, ...]]:
        kind = _KINDS[scope.kind]
        order = Keyset((by_instant(kind.at), by_id(kind.id)))
        asked, request = kind.chosen(kind.asked, scope), PageRequest(limit, after)
        page = order.page(self.store, asked, request, lambda row: (row.id, kind.told(row, scope)))
        if scope.kind is not ExportKind.LEDGER:
            return Page(tuple((row,) for _, row in page.items), page.next)
        lines = self._postings([key for key, _ in page.items])
        rows = (tuple((*entry, *line) for line in lines[key]) for key, entry in page.items)
        return Page(tuple(rows), page.next)

    def _postings(self, keys: Sequence[UUID]) -> Mapping[UUID, Sequence[Row]]:
        found: dict[UUID, list[Row]] = defaultdict(list)
        asked = select(postings.c.entry_id, postings.c.account, postings.c.amount_cents)
        wanted = asked.where(postings.c.entry_id.in_(keys))
        for row in self.store.rows(wanted.order_by(postings.c.entry_id, postings.c.line)):
            amount = Money.from_cents(row.amount_cents)
            debit, credit = (amount, None) if row.amount_cents > 0 else (None, -amount)
            found[row.entry_id].append((row.account, debit, credit))
        return found


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _usd(cents: int) -> Money:
    return Money.from_cents(cents)


def _status(row: Any, now: datetime) -> Cell:
    held = row.status == BookingStatus.HELD.value
    return BookingStatus.EXPIRED.value if held and now >= row.held_until else str(row.status)


def _booking(row: Any, scope: ExportScope) -> Row:
    return (
        row.reference,
        str(row.id),
        _status(row, scope.now),
        row.created_at,
        row.confirmed_at,
        row.ended_at,
        row.cancelled_by,
        row.slug,
        row.destination,
        row.launch_at,
        row.company_name,
        str(row.agency_id),
        str(row.traveler_id),
        row.seat_count,
        Money.of(sum(Decimal(seat["price"]) for seat in row.seats)),
    )


def _entry(row: Any, _: ExportScope) -> Row:
    """What its postings have in common."""
    return (
        row.at,
        str(row.id),
        row.kind,
        str(row.subject),
        _text(row.booking_id),
        row.slug,
        str(row.agency_id),
    )


def _invoice(row: Any, _: ExportScope) -> Row:
    open_cents = row.amount_cents - row.paid_cents
    return (
        row.number,
        row.kind,
        row.status,
        row.issued_at,
        row.due_on,
        row.agency["name"],
        str(row.agency_id),
        row.launch["slug"],
        _usd(row.revenue_cents),
        None if row.rate is None else str(row.rate),
        _usd(row.amount_cents),
        _usd(row.paid_cents),
        _usd(0 if row.status == InvoiceStatus.CANCELLED.value else open_cents),
    )


def _refund(row: Any, _: ExportScope) -> Row:
    return (
        str(row.id),
        row.booking_reference,
        row.slug,
        str(row.agency_id),
        str(row.traveler_id),
        row.reason,
        row.status,
        _usd(row.amount_cents),
        row.created_at,
        row.executed_at,
        row.reference,
    )


_KINDS: Mapping[ExportKind, _Kind] = {
    ExportKind.BOOKINGS: _Kind(
        select(
            bookings.c.id,
            bookings.c.reference,
            bookings.c.status,
            bookings.c.held_until,
            bookings.c.created_at,
            bookings.c.confirmed_at,
            bookings.c.ended_at,
            bookings.c.cancelled_by,
            bookings.c.agency_id,
            bookings.c.traveler_id,
            bookings.c.seat_count,
            bookings.c.seats,
            launches.c.slug,
            launches.c.destination,
            launches.c.launch_at,
            agencies.c.company_name,
        )
        .join(launches, launches.c.id == bookings.c.launch_id)
        .join(agencies, agencies.c.id == bookings.c.agency_id),
        bookings.c.created_at,
        bookings.c.id,
        bookings.c.agency_id,
        _booking,
    ),
    ExportKind.LEDGER: _Kind(
        select(
            journal_entries.c.at,
            journal_entries.c.id,
            journal_entries.c.kind,
            journal_entries.c.subject,
            journal_entries.c.booking_id,
            launches.c.slug,
            journal_entries.c.agency_id,
        ).outerjoin(launches, launches.c.id == journal_entries.c.launch_id),
        journal_entries.c.at,
        journal_entries.c.id,
        journal_entries.c.agency_id,
        _entry,
    ),
    ExportKind.INVOICES: _Kind(
        select(*invoices.c),
        invoices.c.issued_at,
        invoices.c.id,
        invoices.c.agency_id,
        _invoice,
    ),
    ExportKind.REFUNDS: _Kind(
        select(
            *refunds.c,
            bookings.c.reference.label("booking_reference"),
            launches.c.slug,
        )
        .join(bookings, bookings.c.id == refunds.c.booking_id)
        .join(launches, launches.c.id == refunds.c.launch_id),
        refunds.c.created_at,
        refunds.c.id,
        refunds.c.agency_id,
        _refund,
    ),
}
