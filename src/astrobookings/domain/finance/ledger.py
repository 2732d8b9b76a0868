"""Journal entries of invoices, their payments and their correction."""

from datetime import datetime
from uuid import UUID

from astrobookings.domain.booking.ledger import Account, JournalEntry, moved
from astrobookings.domain.finance.credit_notes import CreditNote
from astrobookings.domain.finance.invoices import Invoice
from astrobookings.domain.finance.payments import InvoicePayment, PaymentKind
from astrobookings.domain.kernel.money import Money

__all__ = ["credited", "invoiced", "payment_received", "payment_returned"]


def _entry(
    entry_id: UUID,
    kind: str,
    subject: UUID,
    invoice: Invoice,
    *,
    source: Account,
    target: Account,
    amount: Money,
    now: datetime,
) -> JournalEntry:
    return JournalEntry(
        id=entry_id,
        at=now,
        kind=kind,
        subject=subject,
        booking_id=None,
        launch_id=invoice.launch_id,
        agency_id=invoice.agency_id,
        postings=moved(source, target, amount),
    )


def invoiced(entry_id: UUID, invoice: Invoice, now: datetime) -> JournalEntry:
    """The agency owes the platform its fee."""
    return _entry(
        entry_id,
        "invoice-issued",
        invoice.id,
        invoice,
        source=Account.FEES,
        target=Account.RECEIVABLES,
        amount=invoice.amount,
        now=now,
    )


def _place(payment: InvoicePayment) -> Account:
    return Account.GATEWAY if payment.kind is PaymentKind.ONLINE else Account.BANK


def payment_received(
    entry_id: UUID, payment: InvoicePayment, invoice: Invoice, now: datetime
) -> JournalEntry:
    """The agency owes that much less."""
    return _entry(
        entry_id,
        "invoice-payment-received",
        payment.id,
        invoice,
        source=Account.RECEIVABLES,
        target=_place(payment),
        amount=payment.amount,
        now=now,
    )


def payment_returned(
    entry_id: UUID, payment: InvoicePayment, invoice: Invoice, now: datetime
) -> JournalEntry:
    """The agency got its payment back, and owes it again; returned by bank transfer."""
    return _entry(
        entry_id,
        "invoice-payment-returned",
        payment.id,
        invoice,
        source=Account.BANK,
        target=Account.RECEIVABLES,
        amount=payment.amount,
        now=now,
    )


def credited(entry_id: UUID, note: CreditNote, invoice: Invoice, now: datetime) -> JournalEntry:
    """The fee is taken back."""
    return _entry(
        entry_id,
        "invoice-credited",
        note.id,
        invoice,
        source=Account.RECEIVABLES,
        target=Account.FEES,
        amount=note.amount,
        now=now,
    )
