"""What is sent about invoices."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from astrobookings.entrypoints.http.shapes import Instant, Line, MoneyShape, Text

__all__ = [
    "CreditNoteText",
    "DueDate",
    "InvoicePaymentBody",
    "LaunchToInvoice",
    "TransferBack",
    "TransferReference",
]

Method = Annotated[str, Meta(min_length=1, max_length=200, examples=["pm_ok"])]


class _Body(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Sent to the API: nothing beyond what is named."""


class LaunchToInvoice(_Body):
    """The launch to be invoiced."""

    launch_id: UUID


class InvoicePaymentBody(_Body):
    """An agency sends `payment_method` to pay online; finance sends `reference` of a transfer."""

    amount: MoneyShape
    payment_method: Method | None = None
    reference: Line | None = None
    received_at: Instant | None = None


class TransferReference(_Body):
    """What the bank statement says of the transfer that settles everything."""

    reference: Line
    received_at: Instant | None = None


class TransferBack(_Body):
    """What the bank statement says of the transfer back."""

    reference: Line


class DueDate(_Body):
    """Another day on which the invoice is due, and why."""

    due_on: date
    reason: Text


class CreditNoteText(_Body):
    """Why the invoice is taken back."""

    reason: Text
