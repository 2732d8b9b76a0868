"""Online payments of invoices that were cut off are brought to their end (story 3.3)."""

import logging

from attrs import frozen

from astrobookings.application.finance.paying import InvoicePaying
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.invoice_payments import InvoicePayments
from astrobookings.domain.booking.errors import GatewaySilent
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal

__all__ = ["SettleInvoicePayments"]

_log = logging.getLogger(__name__)


@frozen
class SettleInvoicePayments:
    """Ask the gateway what became of payments whose lease is over."""

    invoice_payments: InvoicePayments
    invoice_paying: InvoicePaying
    clock: Clock

    def __call__(self, by: Principal, limit: int = 100) -> int:
        """Up to *limit* payments; how many came to an end.

        Raises:
            NotAllowed: only the platform itself runs jobs.
        """
        authorize(by, Action.RUN_JOBS)
        waiting = self.invoice_payments.abandoned(self.clock.now(), limit)
        done = 0
        for payment in waiting:
            try:
                self.invoice_paying.resume(by, payment.id)
            except GatewaySilent:
                _log.warning("the gateway is silent about invoice payment %s", payment.id)
                continue
            done += self.invoice_payments.get(payment.id).status is not payment.status
        return done
