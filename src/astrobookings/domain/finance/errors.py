"""Refusals of invoicing and paying.

Refused (409): NotInvoiceable, InvoiceClosed, Overpayment, HoldsPayments, PaymentUnderWay
"""

from typing import ClassVar

from attrs import frozen

from astrobookings.domain.kernel.errors import Refused
from astrobookings.domain.kernel.money import Money

__all__ = [
    "HoldsPayments",
    "InvoiceClosed",
    "NotInvoiceable",
    "Overpayment",
    "PaymentTooLarge",
    "PaymentUnderWay",
]


@frozen
class NotInvoiceable(Refused):
    """There is nothing to invoice for the launch, or not yet."""

    code: ClassVar[str] = "not-invoiceable"
    reason: str

    def __str__(self) -> str:
        return f"This launch cannot be invoiced: {self.reason}."


@frozen
class InvoiceClosed(Refused):
    """The invoice is paid or cancelled."""

    code: ClassVar[str] = "invoice-closed"
    status: str

    def __str__(self) -> str:
        return f"The invoice is {self.status}; it takes no payments and no other due date."


@frozen
class Overpayment(Refused):
    """More than is still open, payments under way counted (story 3.3)."""

    code: ClassVar[str] = "overpayment"
    balance: Money

    def __str__(self) -> str:
        return f"Only {self.balance} of the invoice are still open."


@frozen
class PaymentTooLarge(Refused):
    """More than the gateway takes at once."""

    code: ClassVar[str] = "payment-too-large"
    most: Money

    def __str__(self) -> str:
        return f"At most {self.most} can be paid at once; pay the rest in further parts."


@frozen
class HoldsPayments(Refused):
    """A credit note would leave payments without an invoice."""

    code: ClassVar[str] = "invoice-holds-payments"
    held: Money

    def __str__(self) -> str:
        return f"{self.held} were paid on this invoice or are under way; return them first."


@frozen
class PaymentUnderWay(Refused):
    """The payment is in the hands of the gateway."""

    code: ClassVar[str] = "payment-under-way"

    def __str__(self) -> str:
        return "This payment is still under way; try again in a minute."
