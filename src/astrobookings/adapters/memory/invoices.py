"""Invoices in memory."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date
from uuid import UUID

from attrs import evolve

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, Rows, instant
from astrobookings.application.ports.invoices import InvoiceFilter, InvoiceSort
from astrobookings.domain.finance.invoices import (
    OPEN_INVOICES,
    Invoice,
    InvoiceStatus,
    invoice_number,
)
from astrobookings.domain.kernel.ids import InvoiceId
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryInvoices"]


def _cents(text: str) -> int:
    """Raises: ValueError: *text* is no amount in cents."""
    return Money.from_cents(int(text)).cents


_ORDERS: Mapping[InvoiceSort, Order[Invoice]] = {
    InvoiceSort.NEWEST: Order(
        lambda one: (one.issued_at, one.id), (instant, UUID), descending=True, mark=("-issued_at",)
    ),
    InvoiceSort.OLDEST: Order(
        lambda one: (one.issued_at, one.id), (instant, UUID), mark=("issued_at",)
    ),
    InvoiceSort.DUE: Order(
        lambda one: (one.due_on, one.id), (date.fromisoformat, UUID), mark=("due_on",)
    ),
    InvoiceSort.LARGEST: Order(
        lambda one: (one.amount.cents, one.id), (_cents, UUID), descending=True, mark=("-amount",)
    ),
}


class MemoryInvoices:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Invoice] = Records(store, "invoice")
        self._counts: Rows[int, int] = store.rows("invoice_counts")

    def issue(self, invoice: Invoice) -> Invoice:
        before = self._live(invoice)
        if before is not None:
            return before
        year = invoice.issued_at.astimezone(UTC).year
        count = (self._counts.find(year) or 0) + 1
        self._counts.put(year, count)
        return self._records.add(evolve(invoice, number=invoice_number(year, count)))

    def _live(self, invoice: Invoice) -> Invoice | None:
        same = (
            one
            for one in self._records.all()
            if (one.launch_id, one.kind) == (invoice.launch_id, invoice.kind)
            and one.status is not InvoiceStatus.CANCELLED
        )
        return next(same, None)

    def get(self, invoice_id: InvoiceId) -> Invoice:
        return self._records.get(invoice_id)

    def lock(self, invoice_id: InvoiceId) -> Invoice:
        return self._records.lock(invoice_id)

    def save(self, invoice: Invoice) -> Invoice:
        return self._records.save(invoice)

    def list(self, filter_: InvoiceFilter, sort: InvoiceSort, page: PageRequest) -> Page[Invoice]:
        wanted = _wanted(filter_)
        return _ORDERS[sort].page(filter(wanted, self._records.all()), page)

    def to_remind(self, on: date, limit: int) -> Sequence[Invoice]:
        waiting = [
            (one.remind_on, one.id, one)
            for one in self._records.all()
            if one.status in OPEN_INVOICES and one.remind_on is not None and one.remind_on <= on
        ]
        return [one for *_, one in sorted(waiting)[:limit]]


def _wanted(filter_: InvoiceFilter) -> Callable[[Invoice], bool]:
    text = filter_.text.casefold()

    def wanted(one: Invoice) -> bool:
        late = filter_.overdue_on
        return (
            filter_.agency_id in {None, one.agency_id}
            and filter_.launch_id in {None, one.launch_id}
            and filter_.kind in {None, one.kind}
            and (filter_.statuses is None or one.status in filter_.statuses)
            and (late is None or (one.status in OPEN_INVOICES and one.due_on < late))
            and (filter_.issued_from is None or filter_.issued_from <= one.issued_at)
            and (filter_.issued_before is None or one.issued_at < filter_.issued_before)
            and text in f"{one.number}\n{one.agency.name}".casefold()
        )

    return wanted
