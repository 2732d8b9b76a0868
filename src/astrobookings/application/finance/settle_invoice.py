"""A financial operator settles an invoice in one act (story 3.3)."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.finance.recording import PaymentRecording
from astrobookings.application.finance.views import InvoiceView, InvoiceViews
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.invoices import Invoices
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.finance.errors import PaymentUnderWay
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import InvoiceId

__all__ = ["SettleInvoice"]


@frozen
class SettleInvoice:
    """Record the whole open balance as received by transfer."""

    invoices: Invoices
    payment_recording: PaymentRecording
    invoice_views: InvoiceViews
    operations: Transactions
    clock: Clock

    def __call__(
        self,
        by: Principal,
        invoice_id: InvoiceId,
        reference: str,
        received_at: datetime | None = None,
    ) -> InvoiceView:
        """The invoice, paid.

        Raises:
            NotSignedIn, NotAllowed: only financial operators settle.
            NotFound: no such invoice.
            Invalid: no reference, or received in the future.
            InvoiceClosed: paid or cancelled.
            PaymentUnderWay: an online payment is to be waited for.
        """
        authorize(by, Action.MANAGE_INVOICES)
        now = self.clock.now()
        with self.operations(by.origin("settle-invoice", now)):
            invoice = self.invoices.lock(invoice_id)
            if invoice.under_way:
                raise PaymentUnderWay
            self.payment_recording(
                invoice,
                invoice.open,
                reference=reference,
                received_at=received_at or now,
                key=None,
                now=now,
            )
        return self.invoice_views(by, self.invoices.get(invoice_id))
