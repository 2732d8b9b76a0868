"""Payments on invoices, in memory."""

from collections.abc import Sequence
from datetime import datetime

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.booking.errors import KeyInUse
from astrobookings.domain.finance.payments import UNDER_WAY, InvoicePayment, PaymentKey
from astrobookings.domain.kernel.ids import InvoiceId, InvoicePaymentId

__all__ = ["MemoryInvoicePayments"]


class MemoryInvoicePayments:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[InvoicePayment] = Records(store, "invoice_payment")

    def get(self, payment_id: InvoicePaymentId) -> InvoicePayment:
        return self._records.get(payment_id)

    def lock(self, payment_id: InvoicePaymentId) -> InvoicePayment:
        return self._records.lock(payment_id)

    def add(self, payment: InvoicePayment) -> InvoicePayment:
        key = payment.key
        if key is not None and self.find_by_key(payment.invoice_id, key) is not None:
            raise KeyInUse
        return self._records.add(payment)

    def save(self, payment: InvoicePayment) -> InvoicePayment:
        return self._records.save(payment)

    def of_invoice(self, invoice_id: InvoiceId) -> Sequence[InvoicePayment]:
        found = (one for one in self._records.all() if one.invoice_id == invoice_id)
        return tuple(sorted(found, key=lambda one: (one.created_at, one.id)))

    def find_by_key(self, invoice_id: InvoiceId, key: PaymentKey) -> InvoicePayment | None:
        scope = (key.user_id, key.key)
        found = (
            one
            for one in self.of_invoice(invoice_id)
            if one.key is not None and (one.key.user_id, one.key.key) == scope
        )
        return next(found, None)

    def abandoned(self, now: datetime, limit: int) -> Sequence[InvoicePayment]:
        found = [
            (one.lease_until, one.id, one)
            for one in self._records.all()
            if one.status in UNDER_WAY and one.lease_until is not None and one.lease_until <= now
        ]
        return tuple(one for _, _, one in sorted(found, key=lambda row: row[:2])[:limit])
