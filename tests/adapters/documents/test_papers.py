"""Calendar files and receipts say what their subject says, and always the same."""

import os
import pickle
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from astrobookings.adapters.documents.papers import DocumentPapers
from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.booking.receipts import Party, Receipt, ReceiptKind
from astrobookings.domain.kernel.ids import AgencyId, BookingId, ReceiptId, UserId
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.builders import a_booking, a_launch
from astrobookings.testing.strategies import bookings, launches
from tests.adapters.documents.pdf import lines_of

PAPERS = DocumentPapers()
NOW = datetime(2027, 1, 15, 12, 30, 15, tzinfo=UTC)
SOME = UUID(int=1)
RECEIPT = Receipt(
    id=ReceiptId(SOME),
    number="RC-2027-000123",
    kind=ReceiptKind.PAYMENT,
    subject=SOME,
    booking_id=BookingId(SOME),
    booking_reference="AB-7K3M9Q",
    traveler_id=UserId(SOME),
    agency_id=AgencyId(SOME),
    amount=Money.of("1250000.00"),
    issued_at=NOW,
    traveler=Party(name="Zoë Őrsi", tax_id="12345678Z", address="Calle Mayor 1, Madrid, ES"),
    agency=Party(name="Łódź & Жук (€)", tax_id="B58378431", address="Kai 2, Hamburg, DE"),
    created_at=NOW,
    updated_at=NOW,
)


def card_of(launch: Launch, **names: str) -> LaunchCard:
    told: dict[str, Any] = {
        "agency_name": "Łódź Orbit",
        "rocket_name": "Kestrel",
        "rocket_model": "K-2",
        "spaceport_name": "Cabo Norte",
        "spaceport_location": "Huelva; Spain",
        "time_zone": "Europe/Madrid",
    }
    return LaunchCard(launch=launch, seats_left=3, reliability=Reliability.NEW, **(told | names))


def entry_of(booking: Booking, card: LaunchCard) -> Event:
    paper = PAPERS.calendar(booking, card)
    calendar = Calendar.from_ical(paper.content)
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["VERSION"] == "2.0"
    (entry,) = calendar.events
    return entry


@given(booking=bookings(), launch=launches())
def test_an_entry_tells_the_lift_off_in_utc(booking: Booking, launch: Launch) -> None:
    entry = entry_of(booking, card_of(launch))
    start, end = entry.decoded("DTSTART"), entry.decoded("DTEND")

    assert entry["UID"] == str(booking.id)
    assert start == launch.launch_at.replace(microsecond=0)
    assert start.utcoffset() == timedelta(0)
    assert end - start == timedelta(hours=1)
    assert entry["SEQUENCE"] == len(launch.delays)
    assert booking.reference in str(entry["SUMMARY"])
    assert booking.reference in str(entry["DESCRIPTION"])
    assert "(Europe/Madrid)" in str(entry["DESCRIPTION"])
    assert entry["LOCATION"] == "Cabo Norte, Huelva; Spain"


@given(booking=bookings(), launch=launches())
def test_the_same_booking_gives_the_same_file(booking: Booking, launch: Launch) -> None:
    card = card_of(launch)

    paper = PAPERS.calendar(booking, card)

    assert PAPERS.calendar(booking, card) == paper
    assert paper.filename == f"{booking.reference}.ics"
    assert paper.content_type == "text/calendar"
    assert all(len(line) <= 75 for line in paper.content.split(b"\r\n"))


@given(
    booking=bookings(status=st.sampled_from(BookingStatus)),
    launch=launches(status=st.sampled_from(LaunchStatus)),
)
def test_an_entry_says_whether_the_flight_still_stands(booking: Booking, launch: Launch) -> None:
    status = str(entry_of(booking, card_of(launch))["STATUS"])

    gone = booking.status in {BookingStatus.CANCELLED, BookingStatus.EXPIRED}
    if gone or launch.status is LaunchStatus.ABORTED:
        assert status == "CANCELLED"
    else:
        assert status == ("TENTATIVE" if booking.status is BookingStatus.HELD else "CONFIRMED")


@given(booking=bookings(), launch=launches(), name=st.text(st.characters(codec="utf-8")))
def test_no_name_adds_a_line_to_the_file(booking: Booking, launch: Launch, name: str) -> None:
    card = card_of(launch, rocket_name=f"{name}\r\nEND:VEVENT", spaceport_name=name)

    content = PAPERS.calendar(booking, card).content

    assert content.count(b"\r\nEND:VEVENT\r\n") == 1


def test_a_receipt_names_both_parties_with_their_tax_ids() -> None:
    paper = PAPERS.receipt(RECEIPT)

    assert (paper.filename, paper.content_type) == ("RC-2027-000123.pdf", "application/pdf")
    assert paper.content.startswith(b"%PDF-1.")
    assert lines_of(paper.content) == [
        "AstroBookings",
        "Receipt of payment",
        "No. RC-2027-000123",
        "Issued on Friday 15 January 2027, 12:30 UTC",
        *("Traveler", "Zoë Őrsi", "Calle Mayor 1, Madrid, ES", "Tax id: 12345678Z"),
        *("Agency", "Łódź & Жук (€)", "Kai 2, Hamburg, DE", "Tax id: B58378431"),
        *("Booking", "AB-7K3M9Q", "For", "Seats on a rocket launch"),
        *("Amount paid", "1,250,000.00 USD"),
        "AstroBookings collected this payment on behalf of the agency.",
    ]


def test_a_receipt_of_a_refund_says_so() -> None:
    lines = lines_of(PAPERS.receipt(evolve(RECEIPT, kind=ReceiptKind.REFUND)).content)

    assert lines[1] == "Receipt of refund"
    assert "Amount refunded" in lines
    assert lines[-1] == "AstroBookings gave this amount back on behalf of the agency."


def test_a_party_of_whom_nothing_is_known_has_dashes() -> None:
    nobody = Party(name="", tax_id="", address="")

    lines = lines_of(PAPERS.receipt(evolve(RECEIPT, traveler=nobody)).content)

    assert lines[4:8] == ["Traveler", "–", "–", "Tax id: –"]


def test_a_long_address_is_broken_and_pushes_the_rest_down() -> None:
    wordy = evolve(RECEIPT.traveler, address="Avenida de la Constitución 1234, " * 9)

    lines = lines_of(PAPERS.receipt(evolve(RECEIPT, traveler=wordy)).content)

    assert sum("Constitución" in line for line in lines) >= 9
    assert lines[-2] == "1,250,000.00 USD"


PRINT = """
import hashlib, pickle, sys
from astrobookings.adapters.documents.papers import DocumentPapers

receipt = pickle.load(sys.stdin.buffer)
print(hashlib.sha256(DocumentPapers().receipt(receipt).content).hexdigest())
"""


def test_the_same_receipt_gives_the_same_bytes_in_every_process() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", PRINT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            input=pickle.dumps(RECEIPT),
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(printed) == 1
    assert PAPERS.receipt(RECEIPT) == PAPERS.receipt(RECEIPT)


@settings(max_examples=10)
@given(name=st.text(max_size=300), address=st.text(max_size=400))
def test_every_name_can_be_printed(name: str, address: str) -> None:
    party = Party(name=name, tax_id="1", address=address)

    assert PAPERS.receipt(evolve(RECEIPT, traveler=party, agency=party)).content


@pytest.mark.parametrize("kind", ReceiptKind)
def test_a_receipt_carries_its_fonts(kind: ReceiptKind) -> None:
    content = PAPERS.receipt(evolve(RECEIPT, kind=kind)).content

    assert content.count(b"/FontFile2") == 2


def test_a_boarding_pass_names_every_seat_and_the_time_at_the_spaceport() -> None:
    ada = Passenger(first_name="Ada", last_name="Łovelace", birth_date=date(1990, 12, 10))
    booking = evolve(a_booking(), passengers=(ada, None))
    launch = evolve(a_launch(), launch_at=datetime(2027, 7, 1, 7, 30, tzinfo=UTC))

    shown = " ".join(lines_of(PAPERS.boarding_pass(booking, card_of(launch)).content))

    assert booking.reference in shown
    assert "Ada Łovelace" in shown
    assert "not named yet" in shown
    assert "09:30 CEST (Europe/Madrid)" in shown
    assert f"{booking.reference}/1,2" in shown
