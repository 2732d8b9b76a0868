"""Agencies are reminded of what they still owe (story 3.3)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.invoices import Invoices
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.finance.events import InvoiceReminderDue
from astrobookings.domain.finance.invoices import reminded
from astrobookings.domain.finance.policies import FinancePolicies
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import InvoiceId
from astrobookings.domain.kernel.instants import in_utc

__all__ = ["RemindOfInvoices"]


@frozen
class RemindOfInvoices:
    """Remind of what is open on its due day, and a few times after it; each time once, however
    many run at the same time.
    """

    invoices: Invoices
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock
    finance: FinancePolicies

    def __call__(self, by: Principal, limit: int = 100) -> int:
        """Up to *limit* invoices; of how many the agency is reminded.

        Raises:
            NotAllowed: only the platform itself runs jobs.
        """
        authorize(by, Action.RUN_JOBS)
        today = in_utc(self.clock.now()).date()
        return sum(self._remind(by, one.id) for one in self.invoices.to_remind(today, limit))

    def _remind(self, by: Principal, invoice_id: InvoiceId) -> bool:
        now = self.clock.now()
        with self.operations(by.origin("remind-of-invoice", now)):
            invoice = self.invoices.lock(invoice_id)
            if not invoice.to_remind(now):
                return False
            saved = self.invoices.save(reminded(invoice, now, self.finance.invoices))
            event = InvoiceReminderDue(saved.id, saved.agency_id, saved.reminders)
            self.operations_outbox.add(event)
        return True
