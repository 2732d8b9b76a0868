"""A financial operator gives a payment back to the agency (story 3.3)."""

from attrs import frozen

from astrobookings.application.finance.views import InvoiceView, InvoiceViews
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.invoice_payments import InvoicePayments
from astrobookings.application.ports.invoices import Invoices
from astrobookings.application.ports.ledger import Ledger
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.finance import ledger as entries
from astrobookings.domain.finance.events import InvoicePaymentReturned
from astrobookings.domain.finance.invoices import payment_returned
from astrobookings.domain.finance.payments import returned
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound, refuse_faults
from astrobookings.domain.kernel.ids import InvoiceId, InvoicePaymentId
from astrobookings.domain.kernel.texts import text_fault

__all__ = ["ReturnPayment"]


@frozen
class ReturnPayment:
    """Note that a payment was transferred back, so that its invoice can be corrected."""

    invoices: Invoices
    invoice_payments: InvoicePayments
    ledger: Ledger
    invoice_views: InvoiceViews
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock
    ids: Ids

    def __call__(
        self, by: Principal, invoice_id: InvoiceId, payment_id: InvoicePaymentId, reference: str
    ) -> InvoiceView:
        """The invoice, open again by so much; *reference* is that of the transfer back.

        Raises:
            NotSignedIn, NotAllowed: only financial operators return payments.
            NotFound: no such payment on this invoice.
            Invalid: no reference.
            NoSuchPaymentMove: it was never received, or was returned before.
        """
        authorize(by, Action.MANAGE_INVOICES)
        refuse_faults((text_fault("/reference", reference, longest=200),))
        now = self.clock.now()
        with self.operations(by.origin("return-payment", now)):
            invoice = self.invoices.lock(invoice_id)
            payment = self.invoice_payments.lock(payment_id)
            if payment.invoice_id != invoice_id:
                raise NotFound("payment", str(payment_id))
            given_back = self.invoice_payments.save(returned(payment, reference))
            invoice = self.invoices.save(payment_returned(invoice, payment.amount))
            self.ledger.post(entries.payment_returned(self.ids.new(), given_back, invoice, now))
            self.operations_outbox.add(
                InvoicePaymentReturned(invoice.id, invoice.agency_id, payment.id, payment.amount)
            )
        return self.invoice_views(by, invoice)
