"""What every adapter of `ExportSource` must do."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from astrobookings.application.ports.export_source import COLUMNS, ExportScope
from astrobookings.application.ports.tables import Cell, Row
from astrobookings.domain.booking.booking import BookingStatus, CancelledBy, cancel
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.finance.exports import ExportKind
from astrobookings.domain.finance.invoices import InvoiceStatus, payment_received
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.ids import AgencyId, CreditNoteId
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.testing.builders import (
    NOW,
    PRICE,
    a_journal_entry,
    a_refund,
    an_agency,
    an_invoice,
    fresh_id,
)
from astrobookings.testing.contracts.harness import OperationsHarness

__all__ = ["ExportSourceContract"]

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def scope(kind: ExportKind, **fields: Any) -> ExportScope:
    """A year around now."""
    said = {
        "since": datetime(2027, 1, 1, tzinfo=UTC),
        "before": datetime(2028, 1, 1, tzinfo=UTC),
        "now": NOW,
    }
    return ExportScope(kind=kind, **{**said, **fields})


def walked(store: OperationsHarness, wanted: ExportScope, step: int = 2) -> list[Row]:
    """All rows, read step by step."""
    rows: list[Row] = []
    after: tuple[str, ...] | None = None
    while True:
        page = store.export_source.read(wanted, after, step)
        assert len(page.items) <= step
        rows += [row for record in page.items for row in record]
        if page.next is None:
            return rows
        after = page.next


def told(kind: ExportKind, row: Row) -> dict[str, Cell]:
    return dict(zip(COLUMNS[kind], row, strict=True))


class ExportSourceContract:
    """Every record of a span of time once, in its order."""

    def test_nothing_is_told_of_nothing(self, store: OperationsHarness) -> None:
        for kind in ExportKind:
            assert store.export_source.count(scope(kind)) == 0
            assert walked(store, scope(kind)) == []

    def test_bookings_come_with_launch_and_price(self, store: OperationsHarness) -> None:
        with store.writing():
            owner = store.agencies.add(an_agency(company_name="Perigee Lines")).id
        launch = store.given_launch(agency_id=owner)
        booking = store.confirm(store.given_hold(launch, wanted=Wanted.seats(2)))

        (row,) = walked(store, scope(ExportKind.BOOKINGS))

        assert told(ExportKind.BOOKINGS, row) == {
            "Reference": booking.reference,
            "Booking": str(booking.id),
            "Status": "confirmed",
            "Booked at": booking.created_at,
            "Confirmed at": booking.confirmed_at,
            "Ended at": None,
            "Cancelled by": None,
            "Launch": launch.slug,
            "Destination": launch.destination.value,
            "Launch at": launch.launch_at,
            "Agency": "Perigee Lines",
            "Agency id": str(owner),
            "Traveler id": str(booking.traveler_id),
            "Seats": 2,
            "Price (USD)": booking.total_price,
        }

    def test_a_lapsed_hold_reads_as_expired(self, store: OperationsHarness) -> None:
        booking = store.given_hold()
        statuses = [
            told(ExportKind.BOOKINGS, row)["Status"]
            for now in (NOW, booking.held_until)
            for row in walked(store, scope(ExportKind.BOOKINGS, now=now))
        ]

        assert statuses == [BookingStatus.HELD, BookingStatus.EXPIRED]

    def test_who_cancelled_is_told(self, store: OperationsHarness) -> None:
        booking = store.confirm(store.given_hold())
        with store.writing():
            store.seat_ledger.give_back(booking)
            store.bookings.save(cancel(booking, by=CancelledBy.EMPLOYEE, reason="", now=NOW))

        (row,) = walked(store, scope(ExportKind.BOOKINGS))

        cells = told(ExportKind.BOOKINGS, row)
        assert (cells["Status"], cells["Cancelled by"]) == ("cancelled", "employee")
        assert cells["Ended at"] == NOW

    def test_an_entry_of_the_ledger_has_a_row_for_each_posting(
        self, store: OperationsHarness
    ) -> None:
        launch = store.given_launch()
        entry = a_journal_entry(launch_id=launch.id, agency_id=launch.agency_id)
        with store.writing():
            store.ledger.post(entry)

        debit, credit = (told(ExportKind.LEDGER, row) for row in self.ledger(store))

        assert (debit["Debit (USD)"], debit["Credit (USD)"]) == (PRICE, None)
        assert (credit["Debit (USD)"], credit["Credit (USD)"]) == (None, PRICE)
        assert (debit["Account"], credit["Account"]) == ("gateway", "agencies")
        assert debit["Launch"] == launch.slug
        assert debit["Booking"] == str(entry.booking_id)
        assert store.export_source.count(scope(ExportKind.LEDGER)) == 1

    def test_entries_of_no_booking_are_told_too(self, store: OperationsHarness) -> None:
        with store.writing():
            store.ledger.post(a_journal_entry(booking_id=None))

        assert {told(ExportKind.LEDGER, row)["Booking"] for row in self.ledger(store)} == {None}

    def test_an_invoice_tells_what_is_open(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        of_launch = {"launch_id": launch.id, "agency_id": launch.agency_id}
        with store.writing():
            issued = store.invoices.issue(an_invoice(**of_launch, amount=Money.of("10.00")))
            store.invoices.save(payment_received(issued, Money.of("4.00")))

        (row,) = walked(store, scope(ExportKind.INVOICES))

        cells = told(ExportKind.INVOICES, row)
        assert cells["Number"] == issued.number
        assert cells["Agency"] == issued.agency.name
        assert cells["Launch"] == issued.launch.slug
        assert cells["Due on"] == issued.due_on
        assert (cells["Amount (USD)"], cells["Paid (USD)"], cells["Balance (USD)"]) == (
            Money.of("10.00"),
            Money.of("4.00"),
            Money.of("6.00"),
        )
        assert cells["Rate"] == (None if issued.rate is None else str(issued.rate))

    def test_nothing_is_open_of_a_cancelled_invoice(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        with store.writing():
            issued = store.invoices.issue(
                an_invoice(launch_id=launch.id, agency_id=launch.agency_id)
            )
            void = InvoiceStatus.CANCELLED
            store.invoices.save(
                evolve(issued, status=void, credit_note_id=CreditNoteId(fresh_id()))
            )

        (row,) = walked(store, scope(ExportKind.INVOICES))

        assert told(ExportKind.INVOICES, row)["Balance (USD)"] == ZERO

    def test_a_refund_names_its_booking(self, store: OperationsHarness) -> None:
        booking = store.confirm(store.given_hold())
        refund = a_refund(
            booking_id=booking.id,
            launch_id=booking.launch_id,
            agency_id=booking.agency_id,
            traveler_id=booking.traveler_id,
        )
        with store.writing():
            store.refunds.add(refund)

        (row,) = walked(store, scope(ExportKind.REFUNDS))

        cells = told(ExportKind.REFUNDS, row)
        assert cells["Booking reference"] == booking.reference
        assert cells["Amount (USD)"] == refund.amount
        assert (cells["Status"], cells["Reason"]) == (refund.status, refund.reason)
        assert cells["Owed since"] == refund.created_at

    @pytest.mark.parametrize("step", [1, 2, 3, 5, 100])
    def test_each_step_goes_on_where_the_last_ended(
        self, store: OperationsHarness, step: int
    ) -> None:
        with store.writing():
            for hours in (3, 1, 2, 1, 0):
                store.ledger.post(a_journal_entry(at=NOW + hours * HOUR))
        wanted = scope(ExportKind.LEDGER)

        rows = walked(store, wanted, step)

        places = [(row[0], row[1]) for row in rows]
        assert places == sorted(places)
        assert len(rows) == 10
        assert store.export_source.count(wanted) == 5

    def test_the_first_instant_counts_and_the_last_does_not(self, store: OperationsHarness) -> None:
        with store.writing():
            for hours in (0, 1, 2):
                store.ledger.post(a_journal_entry(at=NOW + hours * HOUR))
        wanted = scope(ExportKind.LEDGER, since=NOW, before=NOW + 2 * HOUR)

        assert {row[0] for row in walked(store, wanted)} == {NOW, NOW + HOUR}
        assert store.export_source.count(wanted) == 2

    def test_only_those_of_the_agency_are_told(self, store: OperationsHarness) -> None:
        one, other = store.given_hold(), store.given_hold()
        wanted = scope(ExportKind.BOOKINGS, agency_id=one.agency_id)

        assert [row[0] for row in walked(store, wanted)] == [one.reference]
        assert store.export_source.count(wanted) == 1
        assert other.agency_id != one.agency_id
        nobody = scope(ExportKind.BOOKINGS, agency_id=AgencyId(fresh_id()))
        assert walked(store, nobody) == []

    def test_foreign_cursors_are_refused(self, store: OperationsHarness) -> None:
        for kind in ExportKind:
            with pytest.raises(Invalid):
                store.export_source.read(scope(kind), ("x",), 10)

    @staticmethod
    def ledger(store: OperationsHarness) -> list[Row]:
        return walked(store, scope(ExportKind.LEDGER))
