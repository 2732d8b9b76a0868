"""Invoices to agencies: issued once, never changed, paid in parts (stories 3.1, 3.2, 3.3).

What an invoice says stands for good; only what was paid on it, its due date and its cancellation by
a credit note move.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from attrs import evolve, field, frozen

from astrobookings.domain.agencies.agency import Agency, Reliability
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.booking.receipts import Party
from astrobookings.domain.finance.errors import (
    HoldsPayments,
    InvoiceClosed,
    NotInvoiceable,
    Overpayment,
)
from astrobookings.domain.finance.policies import FinancePolicies, InvoicePolicy
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Fault, Invalid, refuse_faults
from astrobookings.domain.kernel.ids import AgencyId, CreditNoteId, InvoiceId, LaunchId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.domain.kernel.texts import text_fault

__all__ = [
    "OPEN_INVOICES",
    "DueChange",
    "Invoice",
    "InvoiceKind",
    "InvoiceStatus",
    "InvoicedLaunch",
    "abort_fee",
    "cancelled",
    "invoice_number",
    "launch_fee",
    "move_due_date",
    "payment_begun",
    "payment_dropped",
    "payment_received",
    "payment_returned",
    "reminded",
]


class InvoiceKind(StrEnum):
    LAUNCH_FEE = "launch_fee"
    ABORT_FEE = "abort_fee"


class InvoiceStatus(StrEnum):
    PENDING = "pending"
    PARTIALLY_PAID = "partially_paid"
    PAID = "paid"
    CANCELLED = "cancelled"


OPEN_INVOICES = frozenset({InvoiceStatus.PENDING, InvoiceStatus.PARTIALLY_PAID})


@frozen(kw_only=True)
class InvoicedLaunch:
    """The launch as the invoice names it, at the time of issue."""

    slug: str
    destination: Destination
    launch_at: datetime = field(validator=aware)
    time_zone: str
    """IANA name of the spaceport's zone."""
    rocket_name: str
    spaceport_name: str
    seats: int
    """Seats flown; of an aborted launch, seats sold when it was called off."""
    reason: str = ""
    """Why it was aborted."""


@frozen(kw_only=True)
class DueChange:
    """A due date moved by hand."""

    at: datetime = field(validator=aware)
    by: UUID | None
    before: date
    after: date
    reason: str


@frozen(kw_only=True)
class Invoice(Entity):
    """What an agency owes the platform for one launch; amounts in USD."""

    id: InvoiceId
    number: str
    """`INV-2026-000123`: gapless within a UTC year of issue."""
    kind: InvoiceKind
    agency_id: AgencyId
    launch_id: LaunchId
    agency: Party
    launch: InvoicedLaunch
    revenue: Money
    """Charges less refunds owed, retained shares included; zero for an abort fee."""
    rate: Decimal | None = None
    """Share of the revenue (0 to 1), as it was at issue."""
    reliability: Reliability
    explanation: str
    amount: Money
    issued_at: datetime = field(validator=aware)
    due_on: date
    """UTC; from the day after it the invoice is overdue."""
    due_changes: tuple[DueChange, ...] = ()
    reminders: int = 0
    """How often the agency was reminded."""
    remind_on: date | None = None
    """UTC day of the next reminder if it is still open then; None: there is none."""
    status: InvoiceStatus = InvoiceStatus.PENDING
    paid: Money = ZERO
    under_way: Money = ZERO
    """Online payments that the gateway has not settled."""
    credit_note_id: CreditNoteId | None = None

    @property
    def open(self) -> Money:
        """What is still owed, payments under way not yet counted."""
        return ZERO if self.status is InvoiceStatus.CANCELLED else self.amount - self.paid

    @property
    def payable(self) -> Money:
        """What may still be paid in: the open balance less payments under way."""
        return self.open - self.under_way

    def overdue(self, now: datetime) -> bool:
        """Whether something is open after the due day (UTC)."""
        return self.status in OPEN_INVOICES and now.astimezone(UTC).date() > self.due_on

    def to_remind(self, now: datetime) -> bool:
        """Whether the agency is to be reminded."""
        today = now.astimezone(UTC).date()
        due = self.remind_on is not None and today >= self.remind_on
        return due and self.status in OPEN_INVOICES


INVOICE_MOVES: Mapping[InvoiceStatus, frozenset[InvoiceStatus]] = {
    InvoiceStatus.PENDING: frozenset(
        {InvoiceStatus.PARTIALLY_PAID, InvoiceStatus.PAID, InvoiceStatus.CANCELLED}
    ),
    InvoiceStatus.PARTIALLY_PAID: frozenset({InvoiceStatus.PAID, InvoiceStatus.PENDING}),
    InvoiceStatus.PAID: frozenset({InvoiceStatus.PARTIALLY_PAID, InvoiceStatus.PENDING}),
    InvoiceStatus.CANCELLED: frozenset(),
}


def invoice_number(year: int, count: int) -> str:
    """`INV-2026-000123`."""
    return f"INV-{year}-{count:06d}"


def _party(agency: Agency) -> Party:
    return Party(name=agency.company_name, tax_id=agency.tax_id, address=agency.legal_address)


def launch_fee(
    invoice_id: InvoiceId,
    agency: Agency,
    launch: Launch,
    facts: InvoicedLaunch,
    *,
    revenue: Money,
    unsettled: int,
    successes_before: int,
    now: datetime,
    policies: FinancePolicies,
) -> Invoice:
    """The invoice for a successful *launch* with *revenue*; *unsettled* bookings are still live.

    Raises:
        NotInvoiceable: not successful, bookings not yet completed, or a fee of nothing.
    """
    if launch.status is not LaunchStatus.SUCCESSFUL:
        raise NotInvoiceable(f"it is {launch.status}")
    if unsettled:
        raise NotInvoiceable(f"{unsettled} of its bookings are not completed yet")
    rate = policies.fees.rate(successes_before)
    amount = revenue.share(rate)
    if amount <= ZERO:
        raise NotInvoiceable("it had no revenue")
    return _issued(
        invoice_id,
        InvoiceKind.LAUNCH_FEE,
        agency,
        launch,
        facts,
        revenue=revenue,
        rate=rate,
        reliability=policies.fees.reliability(successes_before),
        explanation=policies.fees.explain(successes_before),
        amount=amount,
        now=now,
        policies=policies,
    )


def abort_fee(
    invoice_id: InvoiceId,
    agency: Agency,
    launch: Launch,
    facts: InvoicedLaunch,
    *,
    successes_before: int,
    now: datetime,
    policies: FinancePolicies,
) -> Invoice:
    """The invoice for an aborted *launch*: a fixed fee.

    Raises:
        NotInvoiceable: the launch was not aborted.
    """
    if launch.status is not LaunchStatus.ABORTED:
        raise NotInvoiceable(f"it is {launch.status}")
    return _issued(
        invoice_id,
        InvoiceKind.ABORT_FEE,
        agency,
        launch,
        facts,
        revenue=ZERO,
        rate=None,
        reliability=policies.fees.reliability(successes_before),
        explanation=f"fixed fee for an aborted launch: {facts.reason}",
        amount=policies.fees.abort_fee,
        now=now,
        policies=policies,
    )


def _issued(
    invoice_id: InvoiceId,
    kind: InvoiceKind,
    agency: Agency,
    launch: Launch,
    facts: InvoicedLaunch,
    *,
    revenue: Money,
    rate: Decimal | None,
    reliability: Reliability,
    explanation: str,
    amount: Money,
    now: datetime,
    policies: FinancePolicies,
) -> Invoice:
    due_on = policies.invoices.due_on(now.astimezone(UTC).date())
    return Invoice(
        id=invoice_id,
        number="",
        kind=kind,
        agency_id=agency.id,
        launch_id=launch.id,
        agency=_party(agency),
        launch=facts,
        revenue=revenue,
        rate=rate,
        reliability=reliability,
        explanation=explanation,
        amount=amount,
        issued_at=now,
        due_on=due_on,
        remind_on=due_on,
        created_at=now,
        updated_at=now,
    )


def _require_open(invoice: Invoice) -> None:
    if invoice.status not in OPEN_INVOICES:
        raise InvoiceClosed(invoice.status)


def _with_paid(invoice: Invoice, paid: Money, under_way: Money) -> Invoice:
    if paid == invoice.amount:
        status = InvoiceStatus.PAID
    else:
        status = InvoiceStatus.PARTIALLY_PAID if paid else InvoiceStatus.PENDING
    return evolve(invoice, paid=paid, under_way=under_way, status=status)


def _check_amount(invoice: Invoice, amount: Money) -> None:
    _require_open(invoice)
    if amount <= ZERO:
        raise Invalid((Fault("/amount", "must be more than nothing", "too-small"),))
    if amount > invoice.payable:
        raise Overpayment(invoice.payable)


def payment_received(invoice: Invoice, amount: Money) -> Invoice:
    """*invoice* with *amount* paid on it.

    Raises:
        Invalid: nothing, or less than nothing.
        InvoiceClosed: paid or cancelled.
        Overpayment: more than is open, payments under way counted.
    """
    _check_amount(invoice, amount)
    return _with_paid(invoice, invoice.paid + amount, invoice.under_way)


def payment_begun(invoice: Invoice, amount: Money) -> Invoice:
    """*invoice* with *amount* on its way through the gateway.

    Raises:
        As `payment_received`.
    """
    _check_amount(invoice, amount)
    return evolve(invoice, under_way=invoice.under_way + amount)


def payment_dropped(invoice: Invoice, amount: Money, *, received: bool) -> Invoice:
    """*invoice* once *amount*, begun before, is no longer under way: *received* or come to nothing.

    Raises:
        ValueError: so much was never under way; a rule above was broken.
    """
    if amount > invoice.under_way:
        raise ValueError(f"{amount} are not under way on {invoice.number}")
    paid = invoice.paid + amount if received else invoice.paid
    return _with_paid(invoice, paid, invoice.under_way - amount)


def payment_returned(invoice: Invoice, amount: Money) -> Invoice:
    """*invoice* after *amount*, paid before, was given back to the agency.

    Raises:
        ValueError: so much was never paid; a rule above was broken.
    """
    if amount > invoice.paid:
        raise ValueError(f"{amount} were not paid on {invoice.number}")
    return _with_paid(invoice, invoice.paid - amount, invoice.under_way)


def move_due_date(
    invoice: Invoice,
    to: date,
    *,
    reason: str,
    by: UUID | None,
    now: datetime,
) -> Invoice:
    """*invoice* due on another day, and the next reminder, if one is left, put off to it.

    Raises:
        Invalid: no reason, the same day, or a day before the issue.
        InvoiceClosed: paid or cancelled.
    """
    _require_open(invoice)
    early = to < invoice.issued_at.astimezone(UTC).date()
    refuse_faults(
        (
            text_fault("/reason", reason, longest=1000, one_line=False),
            Fault("/due_on", "must not be before the day of issue", "too-early") if early else None,
            Fault("/due_on", "is the due date already", "unchanged")
            if to == invoice.due_on
            else None,
        )
    )
    change = DueChange(at=now, by=by, before=invoice.due_on, after=to, reason=reason.strip())
    return evolve(
        invoice,
        due_on=to,
        due_changes=(*invoice.due_changes, change),
        remind_on=None if invoice.remind_on is None else to,
    )


def reminded(invoice: Invoice, now: datetime, policy: InvoicePolicy) -> Invoice:
    """*invoice* after one more reminder; days that nobody reminded on are not made up for.

    Raises:
        InvoiceClosed: paid or cancelled.
        ValueError: no reminder is due; a rule above was broken.
    """
    _require_open(invoice)
    if not invoice.to_remind(now):
        raise ValueError(f"no reminder of {invoice.number} is due")
    reminders = invoice.reminders + 1
    following = policy.next_reminder(reminders, now.astimezone(UTC).date())
    return evolve(invoice, reminders=reminders, remind_on=following)


def cancelled(invoice: Invoice, credit_note_id: CreditNoteId) -> Invoice:
    """*invoice* taken back as a whole by a credit note.

    Raises:
        InvoiceClosed: cancelled before.
        HoldsPayments: payments on it were not returned, or are under way.
    """
    if invoice.status is InvoiceStatus.CANCELLED:
        raise InvoiceClosed(invoice.status)
    held = invoice.paid + invoice.under_way
    if held:
        raise HoldsPayments(held)
    return evolve(invoice, status=InvoiceStatus.CANCELLED, credit_note_id=credit_note_id)
