"""What other contexts hear of invoices."""

from typing import ClassVar
from uuid import UUID

from attrs import frozen

from astrobookings.domain.kernel.events import Event
from astrobookings.domain.kernel.ids import (
    AgencyId,
    CreditNoteId,
    InvoiceId,
    InvoicePaymentId,
    LaunchId,
)
from astrobookings.domain.kernel.money import Money

__all__ = [
    "ExportEnded",
    "ExportRequested",
    "InvoiceCredited",
    "InvoiceDueDateMoved",
    "InvoiceIssued",
    "InvoicePaymentFailed",
    "InvoicePaymentReceived",
    "InvoicePaymentReturned",
    "InvoiceReminderDue",
]


@frozen
class _OfInvoice(Event):
    invoice_id: InvoiceId
    agency_id: AgencyId


@frozen
class InvoiceIssued(_OfInvoice):
    name: ClassVar[str] = "invoice-issued"
    launch_id: LaunchId
    amount: Money


@frozen
class InvoicePaymentReceived(_OfInvoice):
    name: ClassVar[str] = "invoice-payment-received"
    payment_id: InvoicePaymentId
    amount: Money


@frozen
class InvoicePaymentFailed(_OfInvoice):
    name: ClassVar[str] = "invoice-payment-failed"
    payment_id: InvoicePaymentId
    reason: str


@frozen
class InvoicePaymentReturned(_OfInvoice):
    name: ClassVar[str] = "invoice-payment-returned"
    payment_id: InvoicePaymentId
    amount: Money


@frozen
class InvoiceDueDateMoved(_OfInvoice):
    name: ClassVar[str] = "invoice-due-date-moved"


@frozen
class InvoiceReminderDue(_OfInvoice):
    """The agency is to be reminded that something is open."""

    name: ClassVar[str] = "invoice-reminder-due"
    reminder: int
    """Which one, from 1."""


@frozen
class InvoiceCredited(_OfInvoice):
    name: ClassVar[str] = "invoice-credited"
    credit_note_id: CreditNoteId


@frozen
class ExportRequested(Event):
    name: ClassVar[str] = "export-requested"
    export_id: UUID
    kind: str


@frozen
class ExportEnded(Event):
    name: ClassVar[str] = "export-ended"
    export_id: UUID
    kind: str
    status: str
