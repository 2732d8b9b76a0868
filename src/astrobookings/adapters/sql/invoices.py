"""Invoices of record."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date
from typing import Any

from attrs import evolve, field, frozen
from sqlalchemy import Select, text

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.numbering import lock_counter, raise_counter
from astrobookings.adapters.sql.store.pages import Keyset, by_date, by_id, by_instant, by_price
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.store.search import searched
from astrobookings.adapters.sql.tables.finance import IS_OPEN_INVOICE, NOT_CANCELLED, invoices
from astrobookings.application.ports.invoices import InvoiceFilter, InvoiceSort
from astrobookings.domain.finance.invoices import Invoice, invoice_number
from astrobookings.domain.kernel.ids import InvoiceId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SqlInvoices"]

INVOICE = shape_of("invoice", Invoice, invoices)
_c = invoices.c
_ISSUED = (by_instant(_c.issued_at), by_id(_c.id))
_ORDERS: Mapping[InvoiceSort, Keyset] = {
    InvoiceSort.NEWEST: Keyset(_ISSUED, descending=True, mark=("-issued_at",)),
    InvoiceSort.OLDEST: Keyset(_ISSUED, mark=("issued_at",)),
    InvoiceSort.DUE: Keyset((by_date(_c.due_on), by_id(_c.id)), mark=("due_on",)),
    InvoiceSort.LARGEST: Keyset(
        (by_price(_c.amount_cents), by_id(_c.id)), descending=True, mark=("-amount",)
    ),
}
_SERIES = "INV"


def _extra(invoice: Invoice) -> dict[str, Any]:
    return {"search_text": f"{invoice.number}\n{invoice.agency.name}".casefold()}


@frozen
class SqlInvoices:
    """Whoever issues holds the year's counter until the transaction ends."""

    store: SqlStore
    _records: Records[Invoice] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Invoice]:
        return Records(self.store, INVOICE, _extra)

    def issue(self, invoice: Invoice) -> Invoice:
        year = invoice.issued_at.astimezone(UTC).year
        last = lock_counter(self.store, _SERIES, year)
        live = self._live(invoice)
        if live is not None:
            return live
        raise_counter(self.store, _SERIES, year, last + 1)
        return self._records.add(evolve(invoice, number=invoice_number(year, last + 1)))

    def _live(self, invoice: Invoice) -> Invoice | None:
        same = (_c.launch_id == invoice.launch_id, _c.kind == invoice.kind.value)
        return self._records.one(self._records.select().where(*same, text(NOT_CANCELLED)))

    def get(self, invoice_id: InvoiceId) -> Invoice:
        return self._records.get(invoice_id)

    def lock(self, invoice_id: InvoiceId) -> Invoice:
        return self._records.lock(invoice_id)

    def save(self, invoice: Invoice) -> Invoice:
        return self._records.save(invoice)

    def list(self, filter_: InvoiceFilter, sort: InvoiceSort, page: PageRequest) -> Page[Invoice]:
        found = _filtered(self._records.select(), filter_)
        return _ORDERS[sort].page(self.store, found, page, INVOICE.read)

    def to_remind(self, on: date, limit: int) -> Sequence[Invoice]:
        found = self._records.select().where(text(IS_OPEN_INVOICE), _c.remind_on <= on)
        return self._records.all(found.order_by(_c.remind_on, _c.id).limit(limit))


def _filtered(found: Select[Any], filter_: InvoiceFilter) -> Select[Any]:
    exact = {
        _c.agency_id: filter_.agency_id,
        _c.launch_id: filter_.launch_id,
        _c.kind: filter_.kind and filter_.kind.value,
    }
    for column, value in exact.items():
        if value is not None:
            found = found.where(column == value)
    if filter_.statuses is not None:
        found = found.where(_c.status.in_(sorted(one.value for one in filter_.statuses)))
    if filter_.overdue_on is not None:
        found = found.where(text(IS_OPEN_INVOICE), _c.due_on < filter_.overdue_on)
    if filter_.issued_from is not None:
        found = found.where(_c.issued_at >= filter_.issued_from)
    if filter_.issued_before is not None:
        found = found.where(_c.issued_at < filter_.issued_before)
    return found.where(searched(_c.search_text, filter_.text)) if filter_.text else found
