"""Receipts of record (OperationsDB)."""

from collections.abc import Sequence
from typing import Protocol

from astrobookings.domain.booking.receipts import Receipt
from astrobookings.domain.kernel.ids import BookingId, ReceiptId

__all__ = ["Receipts"]


class Receipts(Protocol):
    """Numbered without gaps within each UTC year."""

    def issue(self, receipt: Receipt) -> Receipt:
        """In a transaction: keep *receipt* under the next number of its year, which replaces the
        number it carries; the one issued before if its kind and subject have one.
        """
        ...

    def get(self, receipt_id: ReceiptId) -> Receipt:
        """Raises: NotFound."""
        ...

    def of_booking(self, booking_id: BookingId) -> Sequence[Receipt]:
        """By number."""
        ...
