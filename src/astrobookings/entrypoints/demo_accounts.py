"""The money of the demonstration: agencies are invoiced month by month, and pay, most of them."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from itertools import cycle

from attrs import Factory, define

from astrobookings.application.finance.record_payment import Transfer
from astrobookings.domain.finance.invoices import Invoice
from astrobookings.domain.finance.payments import PaymentKey
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.worker.jobs import Jobs

__all__ = ["DemoAccounts"]

_PAID_AFTER = timedelta(days=20)
_LATE = timedelta(days=100)
"""Invoices older than this are paid, whatever their agency is like."""
_SHARES = tuple(map(Decimal, ("0.5", "1", "0", "1", "1")))
"""What is paid of one younger invoice after the other."""


@define
class DemoAccounts:
    """Invoices of one demonstration, entered by *finance*."""

    system: System
    finance: Callable[[], Principal]
    starts_at: datetime
    now: datetime
    _shares: Iterator[Decimal] = Factory(lambda: cycle(_SHARES))

    def steps(self) -> Iterator[tuple[datetime, Callable[[], object]]]:
        """What is done when, oldest first within each month."""
        month = _next_month(self.starts_at)
        while month < self.now:
            issued: list[Invoice] = []
            yield month, partial(self._issue, issued)
            if month + _PAID_AFTER < self.now:
                yield month + _PAID_AFTER, partial(self._collect, issued)
            month = _next_month(month)

    def _issue(self, issued: list[Invoice]) -> None:
        Jobs.of(self.system).until_idle()  # so that what has flown is complete
        issued.extend(self.system.issue_due_invoices(self.finance()).issued)

    def _collect(self, issued: list[Invoice]) -> None:
        by = self.finance()
        for invoice in issued:
            paid = invoice.amount.share(self._share(invoice))
            if paid:
                transfer = Transfer(amount=paid, reference=f"SEPA {invoice.number}")
                key = PaymentKey(user_id=signed_in(by), key=invoice.number, digest="demo")
                self.system.record_payment(by, invoice.id, transfer, key)

    def _share(self, invoice: Invoice) -> Decimal:
        """How much of *invoice* its agency pays."""
        if self.now - invoice.issued_at > _LATE:
            return Decimal(1)
        return next(self._shares)


def _next_month(moment: datetime) -> datetime:
    """Nine o'clock, UTC, of the first day of the month after *moment*."""
    first = moment.replace(day=1, hour=9, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=32)).replace(day=1)
