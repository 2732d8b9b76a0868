"""Finance, or the agency itself, looks at an invoice (stories 3.3, 3.6)."""

from attrs import frozen

from astrobookings.application.finance.views import InvoiceView, InvoiceViews
from astrobookings.application.ports.invoices import Invoices
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import InvoiceId

__all__ = ["ViewInvoice"]


@frozen
class ViewInvoice:
    """One invoice with its payments."""

    invoices: Invoices
    invoice_views: InvoiceViews

    def __call__(self, by: Principal, invoice_id: InvoiceId) -> InvoiceView:
        """Raises: NotSignedIn, NotAllowed; NotFound: none, or another agency's."""
        authorize(by, Action.VIEW_INVOICES)
        invoice = self.invoices.get(invoice_id)
        absent = NotFound("invoice", str(invoice_id))
        only_own(by, Action.VIEW_INVOICES, invoice.agency_id, otherwise=absent)
        return self.invoice_views(by, invoice)
