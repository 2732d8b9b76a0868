"""An employee invoices everything that can be (stories 3.1, 3.2)."""

from attrs import frozen

from astrobookings.application.finance.invoicing import Invoicing
from astrobookings.application.ports.launch_books import LaunchBooks
from astrobookings.domain.finance.errors import NotInvoiceable
from astrobookings.domain.finance.invoices import Invoice
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["DueRun", "IssueDueInvoices", "NotInvoiced"]

_BATCH = 100


@frozen
class NotInvoiced:
    """A launch that was passed over, and why."""

    launch_id: LaunchId
    reason: str


@frozen
class DueRun:
    """What a run did."""

    issued: tuple[Invoice, ...]
    passed_over: tuple[NotInvoiced, ...]
    """Such as launches without revenue, and those whose bookings are not completed yet."""


@frozen
class IssueDueInvoices:
    """Invoice every ended launch that never had an invoice, each in a transaction of its own."""

    invoicing: Invoicing
    launch_books: LaunchBooks

    def __call__(self, by: Principal) -> DueRun:
        """Interrupted, the next run goes on: what is invoiced stays so.

        Raises:
            NotSignedIn, NotAllowed: only financial operators invoice.
        """
        authorize(by, Action.ISSUE_INVOICES)
        issued: list[Invoice] = []
        passed_over: list[NotInvoiced] = []
        last: LaunchId | None = None
        while batch := self.launch_books.to_invoice(_BATCH, last):
            for launch_id in batch:
                try:
                    issued.append(self.invoicing(by, launch_id))
                except NotInvoiceable as refusal:
                    passed_over.append(NotInvoiced(launch_id, refusal.reason))
            last = batch[-1]
        return DueRun(tuple(issued), tuple(passed_over))
