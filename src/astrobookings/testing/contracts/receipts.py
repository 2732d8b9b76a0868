"""What every adapter of `Receipts` must do."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import Any

import pytest
from attrs import evolve

from astrobookings.domain.booking.receipts import Receipt, ReceiptKind
from astrobookings.domain.kernel.ids import BookingId, ReceiptId
from astrobookings.testing.builders import NOW, a_receipt, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.records import TellsAbsenceContract
from astrobookings.testing.contracts.threads import at_once

__all__ = ["ReceiptsContract"]


def _issue(store: OperationsHarness, **fields: Any) -> Receipt:
    if "booking_id" not in fields:
        fields["booking_id"] = store.given_hold().id
    with store.writing():
        return store.receipts.issue(a_receipt(**fields))


class ReceiptsContract(TellsAbsenceContract[OperationsHarness]):
    """Numbers without gaps, one receipt for each kind and subject."""

    def read(self, store: OperationsHarness, key: Any, /) -> Receipt:
        return store.receipts.get(key)

    def test_an_issued_receipt_can_be_read(self, store: OperationsHarness) -> None:
        draft = a_receipt(booking_id=store.given_hold().id, number="RC-1999-000007")
        with store.writing() as origin:
            issued = store.receipts.issue(draft)

        assert store.receipts.get(draft.id) == issued
        assert issued == evolve(draft, number="RC-2027-000001", version=1, updated_at=origin.at)

    def test_numbers_count_up_within_a_year(self, store: OperationsHarness) -> None:
        numbers = [_issue(store).number for _ in range(3)]

        assert numbers == ["RC-2027-000001", "RC-2027-000002", "RC-2027-000003"]

    def test_each_utc_year_has_its_own_numbers(self, store: OperationsHarness) -> None:
        new_year = datetime(2028, 1, 1, tzinfo=UTC)
        east = timezone(timedelta(hours=9))
        _issue(store)

        last = _issue(store, issued_at=(new_year - timedelta(seconds=1)).astimezone(east))
        first = _issue(store, issued_at=new_year)

        assert (last.number, first.number) == ("RC-2027-000002", "RC-2028-000001")

    def test_kind_and_subject_have_one_receipt(self, store: OperationsHarness) -> None:
        issued = _issue(store)

        again = _issue(store, subject=issued.subject, booking_id=issued.booking_id)
        refund = _issue(
            store,
            subject=issued.subject,
            kind=ReceiptKind.REFUND,
            booking_id=issued.booking_id,
        )

        assert again == issued
        assert refund.number == "RC-2027-000002"
        assert _issue(store).number == "RC-2027-000003"

    def test_a_rollback_leaves_no_gap(self, store: OperationsHarness) -> None:
        draft = a_receipt(booking_id=store.given_hold().id)

        with suppress(ZeroDivisionError), store.writing():
            store.receipts.issue(draft)
            raise ZeroDivisionError

        assert list(store.receipts.of_booking(draft.booking_id)) == []
        assert len(store.changes.of(draft.id)) == 0
        assert _issue(store).number == "RC-2027-000001"

    def test_nothing_is_issued_outside_of_a_transaction(self, store: OperationsHarness) -> None:
        draft = a_receipt(booking_id=store.given_hold().id)

        with pytest.raises(RuntimeError):
            store.receipts.issue(draft)

        assert list(store.receipts.of_booking(draft.booking_id)) == []

    def test_receipts_of_a_booking_come_by_number(self, store: OperationsHarness) -> None:
        first = _issue(store)
        _issue(store)
        second = _issue(store, booking_id=first.booking_id, id=ReceiptId(fresh_id()))
        third = _issue(store, booking_id=first.booking_id, issued_at=NOW + timedelta(days=400))

        assert list(store.receipts.of_booking(first.booking_id)) == [first, second, third]
        assert list(store.receipts.of_booking(BookingId(fresh_id()))) == []

    def test_an_issue_writes_a_change(self, store: OperationsHarness) -> None:
        issued = _issue(store)

        (change,) = store.changes.of(issued.id)

        assert (change.kind, change.version) == ("receipt", 1)
        assert change.fields["number"].new == issued.number

    def test_many_at_once_leave_no_gap(self, store: OperationsHarness) -> None:
        booking_id = store.given_hold().id

        issued = at_once([partial(_issue, store, booking_id=booking_id) for _ in range(6)])

        numbers = sorted(receipt.number for receipt in issued)
        assert numbers == [f"RC-2027-{count:06d}" for count in range(1, 7)]
