"""Payments on invoices, of record (OperationsDB)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from astrobookings.domain.finance.payments import InvoicePayment, PaymentKey
from astrobookings.domain.kernel.ids import InvoiceId, InvoicePaymentId

__all__ = ["InvoicePayments"]


class InvoicePayments(Protocol):
    """What agencies paid; one payment for each invoice, user and idempotency key."""

    def get(self, payment_id: InvoicePaymentId) -> InvoicePayment:
        """Raises: NotFound."""
        ...

    def lock(self, payment_id: InvoicePaymentId) -> InvoicePayment:
        """Raises: NotFound."""
        ...

    def add(self, payment: InvoicePayment) -> InvoicePayment:
        """Raises: KeyInUse: the invoice has a payment of this user and key."""
        ...

    def save(self, payment: InvoicePayment) -> InvoicePayment:
        """Raises: Stale."""
        ...

    def of_invoice(self, invoice_id: InvoiceId) -> Sequence[InvoicePayment]:
        """Oldest first, by (created_at, id)."""
        ...

    def find_by_key(self, invoice_id: InvoiceId, key: PaymentKey) -> InvoicePayment | None:
        """The payment that the same user made under the same key, whatever its digest."""
        ...

    def abandoned(self, now: datetime, limit: int) -> Sequence[InvoicePayment]:
        """Online ones under way whose lease is over, longest first."""
        ...
