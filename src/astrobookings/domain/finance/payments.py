"""Payments of agencies on their invoices (story 3.3)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from attrs import evolve, field, frozen

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Refused
from astrobookings.domain.kernel.ids import AgencyId, InvoiceId, InvoicePaymentId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.money import Money

__all__ = [
    "PAYMENT_MOVES",
    "UNDER_WAY",
    "InvoicePayment",
    "NoSuchPaymentMove",
    "PaymentKey",
    "PaymentKind",
    "PaymentStatus",
    "change_status",
    "returned",
]


class PaymentKind(StrEnum):
    RECORDED = "recorded"
    """A transfer that a financial operator saw on the bank account."""
    ONLINE = "online"
    """Through the payment gateway."""


class PaymentStatus(StrEnum):
    PENDING = "pending"
    REQUIRES_ACTION = "requires_action"
    RECEIVED = "received"
    FAILED = "failed"
    RETURNED = "returned"
    """Given back to the agency, so that the invoice can be corrected."""


_P = PaymentStatus
UNDER_WAY = frozenset({_P.PENDING, _P.REQUIRES_ACTION})
PAYMENT_MOVES: Mapping[PaymentStatus, frozenset[PaymentStatus]] = {
    _P.PENDING: frozenset({_P.REQUIRES_ACTION, _P.RECEIVED, _P.FAILED}),
    _P.REQUIRES_ACTION: frozenset({_P.RECEIVED, _P.FAILED}),
    _P.RECEIVED: frozenset({_P.RETURNED}),
    _P.FAILED: frozenset(),
    _P.RETURNED: frozenset(),
}


@frozen(kw_only=True)
class PaymentKey:
    """The idempotency key of a payment: one payment for each user, invoice and key."""

    user_id: UUID
    key: str
    digest: str
    """SHA-256 of the canonical body, in hexadecimal."""


@frozen(kw_only=True)
class InvoicePayment(Entity):
    """One amount paid on one invoice, in USD."""

    id: InvoicePaymentId
    invoice_id: InvoiceId
    agency_id: AgencyId
    kind: PaymentKind
    amount: Money
    status: PaymentStatus
    reference: str = ""
    """What the bank statement says, or the gateway's id of the charge."""
    received_at: datetime | None = None
    """When the money came: the value date of a transfer, the capture online."""
    provider_id: str | None = None
    method: str = ""
    """The gateway's token of the payment method; no card data."""
    next_action: str | None = None
    decline_reason: str = ""
    lease_until: datetime | None = field(default=None, validator=aware)
    key: PaymentKey | None = None
    """None for what no request repeats."""


@frozen
class NoSuchPaymentMove(Refused):
    """The payment's status does not allow this move."""

    code: ClassVar[str] = "invoice-payment-status"
    now: PaymentStatus
    wanted: PaymentStatus

    def __str__(self) -> str:
        return f"A payment that is {self.now} cannot become {self.wanted}."


def change_status(payment: InvoicePayment, wanted: PaymentStatus) -> InvoicePayment:
    """*payment* moved to *wanted*; the same status again changes nothing.

    Raises:
        NoSuchPaymentMove: the table has no such move.
    """
    if wanted is payment.status:
        return payment
    if wanted not in PAYMENT_MOVES[payment.status]:
        raise NoSuchPaymentMove(payment.status, wanted)
    return evolve(payment, status=wanted)


def returned(payment: InvoicePayment, reference: str) -> InvoicePayment:
    """*payment* given back under *reference*; once.

    Raises:
        NoSuchPaymentMove: it was never received, or was returned before.
    """
    if payment.status is not PaymentStatus.RECEIVED:
        raise NoSuchPaymentMove(payment.status, PaymentStatus.RETURNED)
    return evolve(payment, status=PaymentStatus.RETURNED, reference=reference.strip())
