"""The figures of finance, each a field of a frozen policy."""

from datetime import date, timedelta
from decimal import Decimal

from attrs import frozen

from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.kernel.money import Money

__all__ = ["FeePolicy", "FinancePolicies", "InvoicePolicy"]


@frozen
class FeePolicy:
    """What the platform asks of an agency for a launch (stories 3.1, 3.2)."""

    new: Decimal = Decimal("0.01")
    """Share of the launch's revenue (0 to 1)."""
    reliable: Decimal = Decimal("0.008")
    successes: int = 2
    """An agency with so many successful launches before this one is reliable."""
    abort_fee: Money = Money.of("1000.00")

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.reliable <= self.new <= 1:
            raise ValueError("reliable agencies pay no more than new ones, from 0 to 1")

    def reliability(self, successes_before: int) -> Reliability:
        """What the agency was when the launch flew."""
        proven = successes_before >= self.successes
        return Reliability.RELIABLE if proven else Reliability.NEW

    def rate(self, successes_before: int) -> Decimal:
        """The share for an agency with so many successful launches before this one."""
        proven = self.reliability(successes_before) is Reliability.RELIABLE
        return self.reliable if proven else self.new

    def explain(self, successes_before: int) -> str:
        """The rate and its reason, for people."""
        percent = f"{(self.rate(successes_before) * 100).normalize():f} %"
        if self.reliability(successes_before) is Reliability.RELIABLE:
            return (
                f"{percent} of the revenue: the agency had {successes_before} successful launches"
            )
        return f"{percent} of the revenue; {(self.reliable * 100).normalize():f} % after " + (
            f"{self.successes} successful launches"
        )


@frozen
class InvoicePolicy:
    """When an invoice is due, and how often it is called to mind (story 3.3)."""

    term: timedelta = timedelta(days=30)
    reminder_every: timedelta = timedelta(days=7)
    """From the due day on."""
    most_reminders: int = 4

    def __attrs_post_init__(self) -> None:
        if self.reminder_every < timedelta(days=1) or self.most_reminders < 1:
            raise ValueError("there is a reminder at least, and a day between two of them")

    def due_on(self, issued_on: date) -> date:
        return issued_on + self.term

    def next_reminder(self, reminders: int, today: date) -> date | None:
        """When to remind again after so many *reminders*, the last one *today*."""
        return today + self.reminder_every if reminders < self.most_reminders else None


@frozen
class FinancePolicies:
    """All figures of finance in one value."""

    fees: FeePolicy = FeePolicy()
    invoices: InvoicePolicy = InvoicePolicy()
    largest_payment: Money = Money.of("999999.99")
    """What the gateway takes at once; larger balances are paid in parts."""
    lease: timedelta = timedelta(seconds=60)
    """How long a process may hold an online payment for itself."""
    payer_has: timedelta = timedelta(hours=24)
    """How long a payer may take for what the bank asks; then the payment is given up."""
