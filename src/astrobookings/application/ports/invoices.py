"""Invoices of record (OperationsDB)."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from attrs import frozen

from astrobookings.domain.finance.invoices import Invoice, InvoiceKind, InvoiceStatus
from astrobookings.domain.kernel.ids import AgencyId, InvoiceId, LaunchId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["InvoiceFilter", "InvoiceSort", "Invoices"]


class InvoiceSort(StrEnum):
    """Each ends in the id; a leading minus turns it round."""

    NEWEST = "-issued_at"
    OLDEST = "issued_at"
    DUE = "due_on"
    LARGEST = "-amount"


@frozen(kw_only=True)
class InvoiceFilter:
    """Which invoices are wanted; None leaves a side open."""

    agency_id: AgencyId | None = None
    launch_id: LaunchId | None = None
    kind: InvoiceKind | None = None
    statuses: frozenset[InvoiceStatus] | None = None
    overdue_on: date | None = None
    """Open ones due before this day."""
    issued_from: datetime | None = None
    """Inclusive."""
    issued_before: datetime | None = None
    text: str = ""
    """Part of the number or of the agency's name, any case."""


class Invoices(Protocol):
    """Numbered without gaps within each UTC year; one live one for each launch and kind."""

    def issue(self, invoice: Invoice) -> Invoice:
        """In a transaction: keep *invoice* under the next number of its year, which replaces the
        number it carries; the live one of its launch and kind if there is one.
        """
        ...

    def get(self, invoice_id: InvoiceId) -> Invoice:
        """Raises: NotFound."""
        ...

    def lock(self, invoice_id: InvoiceId) -> Invoice:
        """Raises: NotFound."""
        ...

    def save(self, invoice: Invoice) -> Invoice:
        """Never changes what the invoice says. Raises: Stale."""
        ...

    def list(self, filter_: InvoiceFilter, sort: InvoiceSort, page: PageRequest) -> Page[Invoice]:
        """Raises: Invalid: a cursor of another sort."""
        ...

    def to_remind(self, on: date, limit: int) -> Sequence[Invoice]:
        """Open ones with a reminder due by that day, the longest waiting first, by (remind_on,
        id).
        """
        ...
