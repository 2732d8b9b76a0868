"""Finance tracks invoices; an agency sees its own (stories 3.3, 3.6)."""

from attrs import evolve, frozen

from astrobookings.application.finance.views import InvoiceView, InvoiceViews
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.invoices import InvoiceFilter, Invoices, InvoiceSort
from astrobookings.domain.identity.permissions import PERMISSIONS, Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["ListInvoices"]


@frozen
class ListInvoices:
    """Invoices, filtered and sorted."""

    invoices: Invoices
    invoice_views: InvoiceViews
    clock: Clock

    def __call__(
        self, by: Principal, filter_: InvoiceFilter, sort: InvoiceSort, page: PageRequest
    ) -> Page[InvoiceView]:
        """One page; whoever is no employee sees the own ones, whatever the filter says.

        Raises:
            NotSignedIn, NotAllowed: only finance and agencies.
            Invalid: a cursor of another list.
        """
        authorize(by, Action.VIEW_INVOICES)
        if by.standing not in PERMISSIONS[Action.VIEW_INVOICES].everyones:
            filter_ = evolve(filter_, agency_id=AgencyId(signed_in(by)))
        found, now = self.invoices.list(filter_, sort, page), self.clock.now()
        items = tuple(self.invoice_views.of_list(by, one, now) for one in found.items)
        return Page(items, found.next)
