"""Files made for people: calendar entries, boarding passes, receipts and invoices."""

from typing import Protocol

from attrs import frozen

from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.receipts import Receipt
from astrobookings.domain.finance.credit_notes import CreditNote
from astrobookings.domain.finance.invoices import Invoice

__all__ = ["Paper", "Papers"]


@frozen
class Paper:
    filename: str
    content_type: str
    content: bytes


class Papers(Protocol):
    """Renders documents; the same input gives the same bytes."""

    def calendar(self, booking: Booking, card: LaunchCard) -> Paper:
        """An iCalendar file with the lift-off in UTC and the booking's reference."""
        ...

    def boarding_pass(self, booking: Booking, card: LaunchCard) -> Paper:
        """A PDF with a line for each seat, lift-off in the spaceport's time, and a code to scan
        that says reference and seats.
        """
        ...

    def receipt(self, receipt: Receipt) -> Paper:
        """A PDF naming both parties with their tax ids."""
        ...

    def invoice(self, invoice: Invoice) -> Paper:
        """A PDF of the invoice as it was issued."""
        ...

    def credit_note(self, note: CreditNote) -> Paper:
        """A PDF of the note."""
        ...
