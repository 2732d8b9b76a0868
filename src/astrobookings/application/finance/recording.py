"""A payment seen on the bank account, within the transaction that records it."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.invoice_payments import InvoicePayments
from astrobookings.application.ports.invoices import Invoices
from astrobookings.application.ports.ledger import Ledger
from astrobookings.application.ports.outbox import Outbox
from astrobookings.domain.finance import ledger as entries
from astrobookings.domain.finance.events import InvoicePaymentReceived
from astrobookings.domain.finance.invoices import Invoice, payment_received
from astrobookings.domain.finance.payments import (
    InvoicePayment,
    PaymentKey,
    PaymentKind,
    PaymentStatus,
)
from astrobookings.domain.kernel.errors import Fault, refuse_faults
from astrobookings.domain.kernel.ids import InvoicePaymentId
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.texts import text_fault

__all__ = ["PaymentRecording"]


@frozen
class PaymentRecording:
    """Books a transfer on an invoice, in the ledger, and tells of it."""

    invoices: Invoices
    invoice_payments: InvoicePayments
    ledger: Ledger
    operations_outbox: Outbox
    ids: Ids

    def __call__(
        self,
        invoice: Invoice,
        amount: Money,
        *,
        reference: str,
        received_at: datetime,
        key: PaymentKey | None,
        now: datetime,
    ) -> InvoicePayment:
        """In a transaction, *invoice* being locked: the payment.

        Raises:
            Invalid: nothing paid, no reference, or received in the future.
            InvoiceClosed, Overpayment: see `payment_received`.
            KeyInUse: the key was used.
        """
        late = Fault("/received_at", "must not be in the future", "in-future")
        refuse_faults(
            (
                text_fault("/reference", reference, longest=200),
                late if received_at > now else None,
            )
        )
        payment = self.invoice_payments.add(
            InvoicePayment(
                id=InvoicePaymentId(self.ids.new()),
                invoice_id=invoice.id,
                agency_id=invoice.agency_id,
                kind=PaymentKind.RECORDED,
                amount=amount,
                status=PaymentStatus.RECEIVED,
                reference=reference.strip(),
                received_at=received_at,
                key=key,
                created_at=now,
                updated_at=now,
            )
        )
        paid = self.invoices.save(payment_received(invoice, amount))
        self.ledger.post(entries.payment_received(self.ids.new(), payment, paid, now))
        event = InvoicePaymentReceived(invoice.id, invoice.agency_id, payment.id, amount)
        self.operations_outbox.add(event)
        return payment
