"""Records in memory as rows of long exports."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import frozen

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, Rows, instant
from astrobookings.application.ports.export_source import ExportScope
from astrobookings.application.ports.tables import Row
from astrobookings.domain.agencies.agency import Agency
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.booking import Booking, status_at
from astrobookings.domain.booking.ledger import JournalEntry
from astrobookings.domain.booking.refunds import Refund
from astrobookings.domain.finance.exports import ExportKind
from astrobookings.domain.finance.invoices import Invoice
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.money import ZERO
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryExportSource"]


@frozen
class _Record:
    """A record of any kind, with what it is sorted and chosen by."""

    at: datetime
    id: UUID
    agency_id: AgencyId
    entity: Any


_OLDEST_FIRST: Order[_Record] = Order(lambda one: (one.at, one.id), (instant, UUID))


class MemoryExportSource:
    def __init__(self, store: MemoryStore) -> None:
        self._bookings: Records[Booking] = Records(store, "booking")
        self._refunds: Records[Refund] = Records(store, "refund")
        self._invoices: Records[Invoice] = Records(store, "invoice")
        self._launches: Records[Launch] = Records(store, "launch")
        self._agencies: Records[Agency] = Records(store, "agency")
        self._entries: Rows[Any, JournalEntry] = store.rows("ledger")

    def count(self, scope: ExportScope) -> int:
        return len(self._chosen(scope))

    def read(
        self, scope: ExportScope, after: tuple[str, ...] | None, limit: int
    ) -> Page[tuple[Row, ...]]:
        page = _OLDEST_FIRST.page(self._chosen(scope), PageRequest(limit, after))
        told = _ROWS[scope.kind]
        return Page(tuple(told(self, one.entity, scope.now) for one in page.items), page.next)

    def _chosen(self, scope: ExportScope) -> list[_Record]:
        return [
            one
            for one in self._all(scope.kind)
            if scope.since <= one.at < scope.before and scope.agency_id in {None, one.agency_id}
        ]

    def _all(self, kind: ExportKind) -> Iterable[_Record]:
        match kind:
            case ExportKind.BOOKINGS:
                bookings = self._bookings.all()
                return [_Record(one.created_at, one.id, one.agency_id, one) for one in bookings]
            case ExportKind.LEDGER:
                entries = self._entries.all()
                return [_Record(one.at, one.id, one.agency_id, one) for one in entries]
            case ExportKind.INVOICES:
                invoices = self._invoices.all()
                return [_Record(one.issued_at, one.id, one.agency_id, one) for one in invoices]
            case ExportKind.REFUNDS:
                refunds = self._refunds.all()
                return [_Record(one.created_at, one.id, one.agency_id, one) for one in refunds]

    def booking(self, one: Booking, now: datetime) -> tuple[Row, ...]:
        launch = self._launches.get(one.launch_id)
        row = (
            one.reference,
            str(one.id),
            status_at(one, now).value,
            one.created_at,
            one.confirmed_at,
            one.ended_at,
            None if one.cancelled_by is None else one.cancelled_by.value,
            launch.slug,
            launch.destination.value,
            launch.launch_at,
            self._agencies.get(one.agency_id).company_name,
            str(one.agency_id),
            str(one.traveler_id),
            len(one.seats),
            one.total_price,
        )
        return (row,)

    def entry(self, one: JournalEntry, _: datetime) -> tuple[Row, ...]:
        launch = self._launches.find(one.launch_id)
        return tuple(
            (
                one.at,
                str(one.id),
                one.kind,
                str(one.subject),
                None if one.booking_id is None else str(one.booking_id),
                None if launch is None else launch.slug,
                str(one.agency_id),
                posting.account.value,
                posting.amount if posting.amount > ZERO else None,
                -posting.amount if posting.amount < ZERO else None,
            )
            for posting in one.postings
        )

    def invoice(self, one: Invoice, _: datetime) -> tuple[Row, ...]:
        row = (
            one.number,
            one.kind.value,
            one.status.value,
            one.issued_at,
            one.due_on,
            one.agency.name,
            str(one.agency_id),
            one.launch.slug,
            one.revenue,
            None if one.rate is None else str(one.rate),
            one.amount,
            one.paid,
            one.open,
        )
        return (row,)

    def refund(self, one: Refund, _: datetime) -> tuple[Row, ...]:
        row = (
            str(one.id),
            self._bookings.get(one.booking_id).reference,
            self._launches.get(one.launch_id).slug,
            str(one.agency_id),
            str(one.traveler_id),
            one.reason.value,
            one.status.value,
            one.amount,
            one.created_at,
            one.executed_at,
            one.reference,
        )
        return (row,)


_ROWS: Mapping[ExportKind, Any] = {
    ExportKind.BOOKINGS: MemoryExportSource.booking,
    ExportKind.LEDGER: MemoryExportSource.entry,
    ExportKind.INVOICES: MemoryExportSource.invoice,
    ExportKind.REFUNDS: MemoryExportSource.refund,
}
