"""A financial operator records a transfer on an invoice (story 3.3)."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.finance.recording import PaymentRecording
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.invoice_payments import InvoicePayments
from astrobookings.application.ports.invoices import Invoices
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.booking.errors import KeyInUse, KeyReused
from astrobookings.domain.finance.payments import InvoicePayment, PaymentKey
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import InvoiceId
from astrobookings.domain.kernel.money import Money

__all__ = ["RecordPayment", "Transfer"]


@frozen(kw_only=True)
class Transfer:
    """What the bank statement says; USD."""

    amount: Money
    reference: str
    received_at: datetime | None = None
    """The value date; None for now."""


@frozen
class RecordPayment:
    """Book a transfer; the same request under the same key books it once."""

    invoices: Invoices
    invoice_payments: InvoicePayments
    payment_recording: PaymentRecording
    operations: Transactions
    clock: Clock

    def __call__(
        self, by: Principal, invoice_id: InvoiceId, transfer: Transfer, key: PaymentKey
    ) -> InvoicePayment:
        """The payment.

        Raises:
            NotSignedIn, NotAllowed: only financial operators record payments.
            NotFound: no such invoice.
            Invalid, InvoiceClosed, Overpayment: see `PaymentRecording`.
            KeyReused: the key came with another request.
        """
        authorize(by, Action.MANAGE_INVOICES)
        now = self.clock.now()
        try:
            with self.operations(by.origin("record-payment", now)):
                invoice = self.invoices.lock(invoice_id)
                before = self.invoice_payments.find_by_key(invoice_id, key)
                if before is not None:
                    return _same(before, key)
                return self.payment_recording(
                    invoice,
                    transfer.amount,
                    reference=transfer.reference,
                    received_at=transfer.received_at or now,
                    key=key,
                    now=now,
                )
        except KeyInUse:
            winner = self.invoice_payments.find_by_key(invoice_id, key)
            if winner is None:
                raise
            return _same(winner, key)


def _same(before: InvoicePayment, key: PaymentKey) -> InvoicePayment:
    if before.key != key:
        raise KeyReused
    return before
