"""What is told of invoices."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import msgspec

from astrobookings.application.finance.issue_due_invoices import DueRun
from astrobookings.application.finance.views import (
    InvoiceView,
    invoice_actions,
    payment_actions,
)
from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.receipts import Party
from astrobookings.domain.finance.credit_notes import CreditNote
from astrobookings.domain.finance.invoices import DueChange, Invoice, InvoiceKind, InvoiceStatus
from astrobookings.domain.finance.payments import InvoicePayment, PaymentKind, PaymentStatus
from astrobookings.domain.identity.roles import Principal
from astrobookings.entrypoints.http.shapes import MoneyShape, money_shape

__all__ = [
    "DueRunAnswer",
    "InvoiceAnswer",
    "InvoicePaymentAnswer",
    "InvoiceWithPaymentsAnswer",
    "InvoicesAnswer",
    "due_run",
    "invoice",
    "invoice_payment",
    "with_payments",
]


class PartyShape(msgspec.Struct):
    """A company as the invoice names it."""

    name: str
    tax_id: str
    address: str


class InvoicedLaunchShape(msgspec.Struct, kw_only=True):
    """The launch as the invoice names it."""

    id: UUID
    slug: str
    destination: Destination
    launch_at: datetime
    time_zone: str
    rocket: str
    spaceport: str
    seats: int
    reason: str
    """Why it was aborted."""


class DueChangeShape(msgspec.Struct):
    """A due date moved by hand."""

    at: datetime
    before: date
    after: date
    reason: str


class InvoiceAnswer(msgspec.Struct, kw_only=True):
    """What an agency owes the platform for one launch."""

    id: UUID
    number: str
    kind: InvoiceKind
    status: InvoiceStatus
    overdue: bool
    agency_id: UUID
    agency: PartyShape
    launch: InvoicedLaunchShape
    revenue: MoneyShape
    rate: str | None
    reliability: Reliability
    explanation: str
    amount: MoneyShape
    paid: MoneyShape
    under_way: MoneyShape
    """Online payments that are not settled yet."""
    balance: MoneyShape
    """What may still be paid in."""
    issued_at: datetime
    due_on: date
    due_changes: list[DueChangeShape]
    reminders: int
    """How often the agency was reminded."""
    available_actions: list[str]
    """Among `pay`, `record_payment`, `settle`, `move_due_date`, `return_payment`, `credit`."""
    created_at: datetime
    updated_at: datetime
    version: int


class InvoicesAnswer(msgspec.Struct):
    """Some invoices, and the cursor of those that follow."""

    items: list[InvoiceAnswer]
    next: str | None


class InvoicePaymentAnswer(msgspec.Struct, kw_only=True):
    """One amount paid on an invoice."""

    id: UUID
    invoice_id: UUID
    kind: PaymentKind
    status: PaymentStatus
    amount: MoneyShape
    reference: str
    next_action: str | None
    """Where the payer completes what the bank asks for."""
    decline_reason: str
    received_at: datetime | None
    available_actions: list[str]
    """`return`, or nothing."""
    created_at: datetime
    updated_at: datetime
    version: int


class CreditNoteShape(msgspec.Struct, kw_only=True):
    """What cancels an invoice."""

    id: UUID
    number: str
    amount: MoneyShape
    reason: str
    issued_at: datetime


class InvoiceWithPaymentsAnswer(InvoiceAnswer, kw_only=True):
    """An invoice with what was paid on it."""

    payments: list[InvoicePaymentAnswer]
    credit_note: CreditNoteShape | None


class NotInvoicedShape(msgspec.Struct):
    """A launch that was passed over, and why."""

    launch_id: UUID
    reason: str


class DueRunAnswer(msgspec.Struct):
    """What a run over all ended launches did."""

    issued: list[InvoiceAnswer]
    passed_over: list[NotInvoicedShape]


def _party(party: Party) -> PartyShape:
    return PartyShape(party.name, party.tax_id, party.address)


def _launch(one: Invoice) -> InvoicedLaunchShape:
    launch = one.launch
    return InvoicedLaunchShape(
        id=one.launch_id,
        slug=launch.slug,
        destination=launch.destination,
        launch_at=launch.launch_at,
        time_zone=launch.time_zone,
        rocket=launch.rocket_name,
        spaceport=launch.spaceport_name,
        seats=launch.seats,
        reason=launch.reason,
    )


def _moved(change: DueChange) -> DueChangeShape:
    return DueChangeShape(change.at, change.before, change.after, change.reason)


def _fields(one: Invoice, actions: Iterable[str], *, overdue: bool) -> dict[str, object]:
    return {
        "id": one.id,
        "number": one.number,
        "kind": one.kind,
        "status": one.status,
        "overdue": overdue,
        "agency_id": one.agency_id,
        "agency": _party(one.agency),
        "launch": _launch(one),
        "revenue": money_shape(one.revenue),
        "rate": None if one.rate is None else str(one.rate),
        "reliability": one.reliability,
        "explanation": one.explanation,
        "amount": money_shape(one.amount),
        "paid": money_shape(one.paid),
        "under_way": money_shape(one.under_way),
        "balance": money_shape(one.payable),
        "issued_at": one.issued_at,
        "due_on": one.due_on,
        "due_changes": [_moved(change) for change in one.due_changes],
        "reminders": one.reminders,
        "available_actions": list(actions),
        "created_at": one.created_at,
        "updated_at": one.updated_at,
        "version": one.version,
    }


def invoice(one: Invoice, actions: Iterable[str], *, overdue: bool) -> InvoiceAnswer:
    """The invoice without its payments; *actions* are open to the one who asks."""
    fields = _fields(one, actions, overdue=overdue)
    return InvoiceAnswer(**fields)  # type: ignore[arg-type]  # by name


def invoice_payment(one: InvoicePayment, by: Principal) -> InvoicePaymentAnswer:
    return InvoicePaymentAnswer(
        id=one.id,
        invoice_id=one.invoice_id,
        kind=one.kind,
        status=one.status,
        amount=money_shape(one.amount),
        reference=one.reference,
        next_action=one.next_action,
        decline_reason=one.decline_reason,
        received_at=one.received_at,
        available_actions=list(payment_actions(by, one)),
        created_at=one.created_at,
        updated_at=one.updated_at,
        version=one.version,
    )


def _credit_note(one: CreditNote) -> CreditNoteShape:
    return CreditNoteShape(
        id=one.id,
        number=one.number,
        amount=money_shape(one.amount),
        reason=one.reason,
        issued_at=one.issued_at,
    )


def with_payments(view: InvoiceView, by: Principal) -> InvoiceWithPaymentsAnswer:
    fields = _fields(view.invoice, view.actions, overdue=view.overdue)
    note = view.credit_note
    return InvoiceWithPaymentsAnswer(
        **fields,  # type: ignore[arg-type]  # by name
        payments=[invoice_payment(one, by) for one in view.payments],
        credit_note=None if note is None else _credit_note(note),
    )


def due_run(run: DueRun, by: Principal) -> DueRunAnswer:
    return DueRunAnswer(
        issued=[invoice(one, invoice_actions(by, one), overdue=False) for one in run.issued],
        passed_over=[NotInvoicedShape(one.launch_id, one.reason) for one in run.passed_over],
    )
