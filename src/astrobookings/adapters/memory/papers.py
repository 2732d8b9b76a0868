"""Files made for people, as plain text."""

from datetime import UTC, datetime

from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.application.ports.papers import Paper
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.receipts import Party, Receipt
from astrobookings.domain.finance.credit_notes import CreditNote
from astrobookings.domain.finance.invoices import Invoice

__all__ = ["MemoryPapers"]


class MemoryPapers:
    """A small iCalendar file, whose long lines are not folded; the rest as text, not as PDF."""

    def calendar(self, booking: Booking, card: LaunchCard) -> Paper:
        place = f"{card.spaceport_name}, {card.spaceport_location}"
        lines = (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//AstroBookings//EN",
            "BEGIN:VEVENT",
            f"UID:{booking.id}",
            f"DTSTAMP:{_stamp(booking.updated_at)}",
            f"DTSTART:{_stamp(card.launch.launch_at)}",
            f"SUMMARY:{_escaped(f'{card.rocket_name} lifts off ({booking.reference})')}",
            f"LOCATION:{_escaped(place)}",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        )
        return Paper(f"{booking.reference}.ics", "text/calendar", "\r\n".join(lines).encode())

    def boarding_pass(self, booking: Booking, card: LaunchCard) -> Paper:
        lines = (
            f"Boarding pass {booking.reference}",
            f"Lift-off {_stamp(card.launch.launch_at)}, {card.spaceport_name}",
            *(f"Seat {number}: {name}" for number, name in booking.boarding),
            "",
        )
        name = f"{booking.reference}-boarding-pass.txt"
        return Paper(name, "text/plain", "\n".join(lines).encode())

    def receipt(self, receipt: Receipt) -> Paper:
        lines = (
            f"Receipt {receipt.number} of {receipt.issued_at:%Y-%m-%d}",
            f"{receipt.kind.value.capitalize()} for booking {receipt.booking_reference}",
            f"Amount: {receipt.amount}",
            f"Agency: {_party(receipt.agency)}",
            f"Traveler: {_party(receipt.traveler)}",
            "",
        )
        return Paper(f"{receipt.number}.txt", "text/plain", "\n".join(lines).encode())

    def invoice(self, invoice: Invoice) -> Paper:
        lines = (
            f"Invoice {invoice.number} of {invoice.issued_at:%Y-%m-%d}",
            f"{invoice.explanation}; launch {invoice.launch.slug}",
            f"Amount: {invoice.amount}",
            f"Agency: {_party(invoice.agency)}",
            "",
        )
        return Paper(f"{invoice.number}.txt", "text/plain", "\n".join(lines).encode())

    def credit_note(self, note: CreditNote) -> Paper:
        lines = (
            f"Credit note {note.number} of {note.issued_at:%Y-%m-%d}",
            f"Cancels {note.invoice_number}: {note.reason}",
            f"Amount: {note.amount}",
            f"Agency: {_party(note.agency)}",
            "",
        )
        return Paper(f"{note.number}.txt", "text/plain", "\n".join(lines).encode())


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _party(party: Party) -> str:
    return f"{party.name}, tax id {party.tax_id}, {party.address}"
