"""What every adapter of `Papers` must do."""

from datetime import timedelta

from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.application.ports.papers import Papers
from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.finance.invoices import move_due_date, payment_received
from astrobookings.testing.builders import (
    NOW,
    a_booking,
    a_credit_note,
    a_launch,
    a_receipt,
    an_invoice,
    numbered,
)

__all__ = ["PapersContract"]

LAUNCH = a_launch(id=numbered(1))
BOOKING = a_booking(id=numbered(2), launch_id=LAUNCH.id, version=1)
INVOICE = an_invoice(id=numbered(3), number="INV-2027-000012")
NOTE = a_credit_note(id=numbered(4), number="CN-2027-000012")
CARD = LaunchCard(
    launch=LAUNCH,
    seats_left=3,
    agency_name="Perigee Lines",
    reliability=Reliability.NEW,
    rocket_name="Heron",
    rocket_model="II",
    spaceport_name="Cape; North, \\ East",
    spaceport_location="Florida",
    time_zone="America/New_York",
)


class PapersContract:
    """Needs a fixture `papers`."""

    def test_a_calendar_file_has_the_lift_off_in_utc_and_the_reference(
        self, papers: Papers
    ) -> None:
        paper = papers.calendar(BOOKING, CARD)

        lines = paper.content.decode().split("\r\n")
        assert paper.filename.endswith(".ics")
        assert paper.content_type.startswith("text/calendar")
        assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
        assert f"DTSTART:{LAUNCH.launch_at:%Y%m%dT%H%M%SZ}" in lines
        assert BOOKING.reference in paper.content.decode()
        assert "Cape\\; North\\, \\\\ East" in paper.content.decode().replace("\r\n ", "")

    def test_a_receipt_is_a_file_named_by_its_number(self, papers: Papers) -> None:
        paper = papers.receipt(a_receipt(number="RC-2027-000012"))

        assert paper.content
        assert "RC-2027-000012" in paper.filename

    def test_a_boarding_pass_is_a_file_named_by_its_reference(self, papers: Papers) -> None:
        paper = papers.boarding_pass(BOOKING, CARD)

        assert paper.content
        assert BOOKING.reference in paper.filename

    def test_the_same_input_gives_the_same_bytes(self, papers: Papers) -> None:
        receipt = a_receipt(number="RC-2027-000012")

        assert papers.receipt(receipt) == papers.receipt(receipt)
        assert papers.calendar(BOOKING, CARD) == papers.calendar(BOOKING, CARD)
        assert papers.boarding_pass(BOOKING, CARD) == papers.boarding_pass(BOOKING, CARD)
        assert papers.invoice(INVOICE) == papers.invoice(INVOICE)
        assert papers.credit_note(NOTE) == papers.credit_note(NOTE)

    def test_an_invoice_is_a_file_named_by_its_number(self, papers: Papers) -> None:
        paper = papers.invoice(INVOICE)

        assert paper.content
        assert INVOICE.number in paper.filename

    def test_a_credit_note_is_a_file_named_by_its_number(self, papers: Papers) -> None:
        paper = papers.credit_note(NOTE)

        assert paper.content
        assert NOTE.number in paper.filename

    def test_payments_change_nothing_on_an_invoice(self, papers: Papers) -> None:
        paid = payment_received(INVOICE, INVOICE.amount)
        moved = move_due_date(
            INVOICE,
            INVOICE.due_on + timedelta(days=9),
            reason="Agreed.",
            by=None,
            now=NOW,
        )

        assert papers.invoice(paid) == papers.invoice(moved) == papers.invoice(INVOICE)
