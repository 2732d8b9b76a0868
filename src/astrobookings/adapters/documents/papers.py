"""Calendar files by icalendar, receipts as PDF."""

from datetime import timedelta

from icalendar import STATUS, Calendar, Event

from astrobookings.adapters.documents.wording import destination_name, local_time, seat_list
from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.application.ports.papers import Paper
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.booking.receipts import Receipt
from astrobookings.domain.finance.credit_notes import CreditNote
from astrobookings.domain.finance.invoices import Invoice

__all__ = ["DocumentPapers"]

_LASTS = timedelta(hours=1)
"""How long the entry of a lift-off is."""

_ENDED = {BookingStatus.CANCELLED, BookingStatus.EXPIRED}


class DocumentPapers:
    """Every instant in a paper is one of its subject, none that of its making."""

    def calendar(self, booking: Booking, card: LaunchCard) -> Paper:
        """One entry that later files of the same booking replace."""
        entry = _entry(booking, card)
        calendar = Calendar.new(
            prodid="-//AstroBookings//Bookings//EN",
            method="PUBLISH",
            uid=str(booking.id),
            subcomponents=[entry],
        )
        return Paper(f"{booking.reference}.ics", "text/calendar", calendar.to_ical())

    def boarding_pass(self, booking: Booking, card: LaunchCard) -> Paper:
        from astrobookings.adapters.documents.boarding_sheet import boarding_sheet

        name = f"{booking.reference}-boarding-pass.pdf"
        return Paper(name, "application/pdf", boarding_sheet(booking, card))

    def receipt(self, receipt: Receipt) -> Paper:
        # The PDF library is slow to load; only who prints waits for it.
        from astrobookings.adapters.documents.receipt_sheet import receipt_sheet

        return Paper(f"{receipt.number}.pdf", "application/pdf", receipt_sheet(receipt))

    def invoice(self, invoice: Invoice) -> Paper:
        from astrobookings.adapters.documents.invoice_sheet import invoice_sheet

        return Paper(f"{invoice.number}.pdf", "application/pdf", invoice_sheet(invoice))

    def credit_note(self, note: CreditNote) -> Paper:
        from astrobookings.adapters.documents.invoice_sheet import credit_note_sheet

        return Paper(f"{note.number}.pdf", "application/pdf", credit_note_sheet(note))


def _entry(booking: Booking, card: LaunchCard) -> Event:
    launch = card.launch
    return Event.new(
        uid=str(booking.id),
        stamp=max(booking.updated_at, launch.updated_at),
        start=launch.launch_at,
        end=launch.launch_at + _LASTS,
        sequence=len(launch.delays),
        status=_status(booking, card),
        summary=f"Lift-off to {destination_name(launch.destination)} ({booking.reference})",
        description=_description(booking, card),
        location=f"{card.spaceport_name}, {card.spaceport_location}",
    )


def _status(booking: Booking, card: LaunchCard) -> STATUS:
    if booking.status in _ENDED or card.launch.status is LaunchStatus.ABORTED:
        return STATUS.CANCELLED
    return STATUS.TENTATIVE if booking.status is BookingStatus.HELD else STATUS.CONFIRMED


def _description(booking: Booking, card: LaunchCard) -> str:
    lines = (
        f"Booking {booking.reference}, {seat_list(booking.seat_numbers)}",
        f"Rocket {card.rocket_name} of {card.agency_name}",
        f"Local time: {local_time(card.launch.launch_at, card.time_zone)}",
    )
    return "\n".join(lines)
