"""An invoice, or the note that cancels it, as a file (stories 3.1, 3.6)."""

from attrs import frozen

from astrobookings.application.finance.view_invoice import ViewInvoice
from astrobookings.application.ports.papers import Paper, Papers
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import InvoiceId

__all__ = ["PrintCreditNote", "PrintInvoice"]


@frozen
class PrintInvoice:
    """One invoice as a PDF, as it was issued."""

    view_invoice: ViewInvoice
    papers: Papers

    def __call__(self, by: Principal, invoice_id: InvoiceId) -> Paper:
        """Raises: as `ViewInvoice`."""
        return self.papers.invoice(self.view_invoice(by, invoice_id).invoice)


@frozen
class PrintCreditNote:
    """The credit note of an invoice as a PDF."""

    view_invoice: ViewInvoice
    papers: Papers

    def __call__(self, by: Principal, invoice_id: InvoiceId) -> Paper:
        """Raises: as `ViewInvoice`; NotFound: the invoice was never credited."""
        note = self.view_invoice(by, invoice_id).credit_note
        if note is None:
            raise NotFound("credit note", str(invoice_id))
        return self.papers.credit_note(note)
