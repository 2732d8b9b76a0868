"""A financial operator takes an invoice back by a credit note (story 3.1)."""

from attrs import frozen

from astrobookings.application.finance.views import InvoiceView, InvoiceViews
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.credit_notes import CreditNotes
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.invoices import Invoices
from astrobookings.application.ports.ledger import Ledger
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.finance import ledger as entries
from astrobookings.domain.finance.credit_notes import crediting
from astrobookings.domain.finance.events import InvoiceCredited
from astrobookings.domain.finance.invoices import cancelled
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import CreditNoteId, InvoiceId

__all__ = ["CreditInvoice"]


@frozen
class CreditInvoice:
    """Cancel the whole invoice; the launch may then be invoiced anew."""

    invoices: Invoices
    credit_notes: CreditNotes
    ledger: Ledger
    invoice_views: InvoiceViews
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock
    ids: Ids

    def __call__(self, by: Principal, invoice_id: InvoiceId, reason: str) -> InvoiceView:
        """The invoice, cancelled by a numbered note.

        Raises:
            NotSignedIn, NotAllowed: only financial operators issue credit notes.
            NotFound: no such invoice.
            Invalid: no reason.
            InvoiceClosed: cancelled before.
            HoldsPayments: payments on it were not returned, or are under way.
        """
        authorize(by, Action.MANAGE_INVOICES)
        now = self.clock.now()
        with self.operations(by.origin("credit-invoice", now)):
            invoice = self.invoices.lock(invoice_id)
            note_id = CreditNoteId(self.ids.new())
            note = crediting(note_id, invoice, reason=reason, now=now)
            saved = self.invoices.save(cancelled(invoice, note_id))
            issued = self.credit_notes.issue(note)
            self.ledger.post(entries.credited(self.ids.new(), issued, saved, now))
            self.operations_outbox.add(InvoiceCredited(saved.id, saved.agency_id, issued.id))
        return self.invoice_views(by, saved)
