"""Invoices as people see them."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.credit_notes import CreditNotes
from astrobookings.application.ports.invoice_payments import InvoicePayments
from astrobookings.domain.finance.credit_notes import CreditNote
from astrobookings.domain.finance.invoices import OPEN_INVOICES, Invoice, InvoiceStatus
from astrobookings.domain.finance.payments import InvoicePayment, PaymentStatus
from astrobookings.domain.identity.permissions import PERMISSIONS, Action
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.money import ZERO

__all__ = ["InvoiceView", "InvoiceViews", "invoice_actions", "payment_actions"]


@frozen(kw_only=True)
class InvoiceView:
    """An invoice with what was paid on it, and what the one who looks may do."""

    invoice: Invoice
    overdue: bool
    payments: Sequence[InvoicePayment]
    credit_note: CreditNote | None
    actions: tuple[str, ...]


@frozen
class InvoiceViews:
    invoice_payments: InvoicePayments
    credit_notes: CreditNotes
    clock: Clock

    def __call__(self, by: Principal, invoice: Invoice) -> InvoiceView:
        note_id = invoice.credit_note_id
        payments = self.invoice_payments.of_invoice(invoice.id)
        return InvoiceView(
            invoice=invoice,
            overdue=invoice.overdue(self.clock.now()),
            payments=payments,
            credit_note=None if note_id is None else self.credit_notes.get(note_id),
            actions=invoice_actions(by, invoice),
        )

    def of_list(self, by: Principal, invoice: Invoice, now: datetime) -> InvoiceView:
        """Without payments: for lists."""
        return InvoiceView(
            invoice=invoice,
            overdue=invoice.overdue(now),
            payments=(),
            credit_note=None,
            actions=invoice_actions(by, invoice),
        )


def invoice_actions(by: Principal, invoice: Invoice) -> tuple[str, ...]:
    """What *by* may do with *invoice* as it is."""
    is_open = invoice.status in OPEN_INVOICES
    payable = is_open and invoice.payable > ZERO
    if by.standing in PERMISSIONS[Action.PAY_INVOICES].own:
        return ("pay",) if payable else ()
    if by.standing not in PERMISSIONS[Action.MANAGE_INVOICES].everyones:
        return ()
    untouched = not invoice.paid and not invoice.under_way
    offered = {
        "record_payment": payable,
        "settle": payable and not invoice.under_way,
        "move_due_date": is_open,
        "return_payment": invoice.paid > ZERO,
        "credit": invoice.status is not InvoiceStatus.CANCELLED and untouched,
    }
    return tuple(name for name, allowed in offered.items() if allowed)


def payment_actions(by: Principal, payment: InvoicePayment) -> tuple[str, ...]:
    """What *by* may do with *payment* as it is."""
    manages = by.standing in PERMISSIONS[Action.MANAGE_INVOICES].everyones
    return ("return",) if manages and payment.status is PaymentStatus.RECEIVED else ()
