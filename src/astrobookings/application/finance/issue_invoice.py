"""An employee invoices an agency for a launch (stories 3.1, 3.2)."""

from attrs import frozen

from astrobookings.application.finance.invoicing import Invoicing
from astrobookings.domain.finance.invoices import Invoice
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["IssueInvoice"]


@frozen
class IssueInvoice:
    """Invoice one launch; repeated, it answers with the invoice there is."""

    invoicing: Invoicing

    def __call__(self, by: Principal, launch_id: LaunchId) -> Invoice:
        """The live invoice of the launch.

        Raises:
            NotSignedIn, NotAllowed: only financial operators invoice.
            NotFound: no such launch.
            NotInvoiceable: neither successful nor aborted, bookings not completed, or no revenue.
        """
        authorize(by, Action.ISSUE_INVOICES)
        return self.invoicing(by, launch_id)
