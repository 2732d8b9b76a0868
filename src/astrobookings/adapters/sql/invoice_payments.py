"""Payments on invoices, of record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from attrs import field, frozen
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.failures import broken_constraint
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.finance import IS_UNDER_WAY, invoice_payments
from astrobookings.domain.booking.errors import KeyInUse
from astrobookings.domain.finance.payments import InvoicePayment, PaymentKey
from astrobookings.domain.kernel.ids import InvoiceId, InvoicePaymentId

__all__ = ["SqlInvoicePayments"]

PAYMENT = shape_of("invoice_payment", InvoicePayment, invoice_payments)
_c = invoice_payments.c
_ONE_KEY = "uq_invoice_payments_invoice_id_key_user_key_text"


def _extra(payment: InvoicePayment) -> dict[str, Any]:
    key = payment.key
    return {
        "key_user": None if key is None else key.user_id,
        "key_text": None if key is None else key.key,
    }


@frozen
class SqlInvoicePayments:
    store: SqlStore
    _records: Records[InvoicePayment] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[InvoicePayment]:
        return Records(self.store, PAYMENT, _extra)

    def get(self, payment_id: InvoicePaymentId) -> InvoicePayment:
        return self._records.get(payment_id)

    def lock(self, payment_id: InvoicePaymentId) -> InvoicePayment:
        return self._records.lock(payment_id)

    def add(self, payment: InvoicePayment) -> InvoicePayment:
        try:
            with self.store.attempt():
                return self._records.add(payment)
        except IntegrityError as error:
            if broken_constraint(error) != _ONE_KEY:
                raise
            raise KeyInUse from error

    def save(self, payment: InvoicePayment) -> InvoicePayment:
        return self._records.save(payment)

    def of_invoice(self, invoice_id: InvoiceId) -> Sequence[InvoicePayment]:
        found = self._records.select().where(_c.invoice_id == invoice_id)
        return self._records.all(found.order_by(_c.created_at, _c.id))

    def find_by_key(self, invoice_id: InvoiceId, key: PaymentKey) -> InvoicePayment | None:
        scope = (_c.invoice_id == invoice_id, _c.key_user == key.user_id, _c.key_text == key.key)
        return self._records.one(self._records.select().where(*scope))

    def abandoned(self, now: datetime, limit: int) -> Sequence[InvoicePayment]:
        found = self._records.select().where(text(IS_UNDER_WAY), _c.lease_until <= now)
        return self._records.all(found.order_by(_c.lease_until, _c.id).limit(limit))
