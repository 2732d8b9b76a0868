"""A financial operator gives an agency another due date (story 3.3)."""

from datetime import date

from attrs import frozen

from astrobookings.application.finance.views import InvoiceView, InvoiceViews
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.invoices import Invoices
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.finance.events import InvoiceDueDateMoved
from astrobookings.domain.finance.invoices import move_due_date
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.entities import check_version
from astrobookings.domain.kernel.ids import InvoiceId

__all__ = ["MoveDueDate"]


@frozen
class MoveDueDate:
    """Move the due date, with a reason that is kept."""

    invoices: Invoices
    invoice_views: InvoiceViews
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock

    def __call__(
        self,
        by: Principal,
        invoice_id: InvoiceId,
        to: date,
        reason: str,
        version: int | None = None,
    ) -> InvoiceView:
        """The invoice with its new due date.

        Raises:
            NotSignedIn, NotAllowed: only financial operators move due dates.
            NotFound: no such invoice.
            Stale: it is no longer at *version*.
            Invalid, InvoiceClosed: see `move_due_date`.
        """
        authorize(by, Action.MANAGE_INVOICES)
        now = self.clock.now()
        with self.operations(by.origin("move-due-date", now)):
            invoice = self.invoices.lock(invoice_id)
            check_version(invoice, version, kind="invoice")
            moved = move_due_date(invoice, to, reason=reason, by=by.user_id, now=now)
            saved = self.invoices.save(moved)
            self.operations_outbox.add(InvoiceDueDateMoved(saved.id, saved.agency_id))
        return self.invoice_views(by, saved)
