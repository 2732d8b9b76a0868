"""An agency pays an invoice online, whole or in part (story 3.3)."""

from contextlib import suppress

from attrs import frozen

from astrobookings.application.finance.paying import InvoicePaying
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.invoice_payments import InvoicePayments
from astrobookings.application.ports.invoices import Invoices
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.booking.errors import GatewaySilent, KeyInUse, KeyReused
from astrobookings.domain.finance.errors import PaymentTooLarge
from astrobookings.domain.finance.invoices import payment_begun
from astrobookings.domain.finance.payments import (
    InvoicePayment,
    PaymentKey,
    PaymentKind,
    PaymentStatus,
)
from astrobookings.domain.finance.policies import FinancePolicies
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import InvoiceId, InvoicePaymentId
from astrobookings.domain.kernel.money import Money

__all__ = ["PayInvoice"]


@frozen
class PayInvoice:
    """Charge the agency's payment method; the same request under the same key pays once."""

    invoices: Invoices
    invoice_payments: InvoicePayments
    invoice_paying: InvoicePaying
    operations: Transactions
    clock: Clock
    ids: Ids
    finance: FinancePolicies

    def __call__(
        self, by: Principal, invoice_id: InvoiceId, amount: Money, method: str, key: PaymentKey
    ) -> InvoicePayment:
        """The payment: received, failed, or under way when the gateway is silent or asks for an
        action of the payer.

        Raises:
            NotSignedIn, NotAllowed: only agencies pay.
            NotFound: no such invoice, or one of somebody else.
            Invalid, InvoiceClosed, Overpayment: see `payment_begun`.
            PaymentTooLarge: more than the gateway takes at once.
            KeyReused: the key came with another request.
        """
        authorize(by, Action.PAY_INVOICES)
        if self.invoices.get(invoice_id).agency_id != by.user_id:
            raise NotFound("invoice", str(invoice_id))
        before = self._before(invoice_id, key)
        if before is not None:
            return self._gone_on(by, before)
        if amount > self.finance.largest_payment:
            raise PaymentTooLarge(self.finance.largest_payment)
        try:
            begun = self._begin(by, invoice_id, amount, method, key)
        except KeyInUse:
            winner = self._before(invoice_id, key)
            if winner is None:
                raise
            return winner
        return self.invoice_paying.drive(by, begun)

    def _before(self, invoice_id: InvoiceId, key: PaymentKey) -> InvoicePayment | None:
        before = self.invoice_payments.find_by_key(invoice_id, key)
        if before is not None and before.key != key:
            raise KeyReused
        return before

    def _gone_on(self, by: Principal, before: InvoicePayment) -> InvoicePayment:
        """*before*, resumed if whoever began it is gone."""
        with suppress(GatewaySilent):
            self.invoice_paying.resume(by, before.id)
        return self.invoice_payments.get(before.id)

    def _begin(
        self, by: Principal, invoice_id: InvoiceId, amount: Money, method: str, key: PaymentKey
    ) -> InvoicePayment:
        now = self.clock.now()
        with self.operations(by.origin("pay-invoice", now)):
            invoice = self.invoices.lock(invoice_id)
            self.invoices.save(payment_begun(invoice, amount))
            return self.invoice_payments.add(
                InvoicePayment(
                    id=InvoicePaymentId(self.ids.new()),
                    invoice_id=invoice_id,
                    agency_id=invoice.agency_id,
                    kind=PaymentKind.ONLINE,
                    amount=amount,
                    status=PaymentStatus.PENDING,
                    method=method,
                    lease_until=now + self.finance.lease,
                    key=key,
                    created_at=now,
                    updated_at=now,
                )
            )
