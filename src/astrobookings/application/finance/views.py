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

__all__ = ["InvoiceView", "InvoiceViews"]


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
            actions=_actions(by, invoice, payments),
        )

    def of_list(self, invoice: Invoice, now: datetime) -> InvoiceView:
        """Without payments: for lists."""
        return InvoiceView(
            invoice=invoice,
            overdue=invoice.overdue(now),
            payments=(),
            credit_note=None,
            actions=(),
        )


def _actions(
    by: Principal, invoice: Invoice, payments: Sequence[InvoicePayment]
) -> tuple[str, ...]:
    is_open = invoice.status in OPEN_INVOICES and invoice.payable > ZERO
    if by.standing in PERMISSIONS[Action.PAY_INVOICES].own:
        return ("pay",) if is_open else ()
    if by.standing not in PERMISSIONS[Action.MANAGE_INVOICES].everyones:
        return ()
    found = ["record_payment", "settle", "move_due_date"] if is_open else []
    if any(one.status is PaymentStatus.RECEIVED for one in payments):
        found.append("return_payment")
    untouched = not invoice.paid and not invoice.under_way
    if invoice.status is not InvoiceStatus.CANCELLED and untouched:
        found.append("credit")
    return tuple(found)
