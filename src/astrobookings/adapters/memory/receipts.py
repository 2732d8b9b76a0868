"""Receipts in memory."""

from collections.abc import Sequence
from datetime import UTC
from uuid import UUID

from attrs import evolve

from astrobookings.adapters.memory.store import MemoryStore, Records, Rows
from astrobookings.domain.booking.receipts import Receipt, receipt_number
from astrobookings.domain.kernel.ids import BookingId, ReceiptId

__all__ = ["MemoryReceipts"]


class MemoryReceipts:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Receipt] = Records(store, "receipt")
        self._by_subject: Rows[tuple[str, UUID], Receipt] = store.rows("receipt_subjects")
        self._counts: Rows[int, int] = store.rows("receipt_counts")

    def issue(self, receipt: Receipt) -> Receipt:
        before = self._by_subject.find((receipt.kind, receipt.subject))
        if before is not None:
            return before
        year = receipt.issued_at.astimezone(UTC).year
        count = (self._counts.find(year) or 0) + 1
        self._counts.put(year, count)
        issued = self._records.add(evolve(receipt, number=receipt_number(year, count)))
        self._by_subject.put((receipt.kind, receipt.subject), issued)
        return issued

    def get(self, receipt_id: ReceiptId) -> Receipt:
        return self._records.get(receipt_id)

    def of_booking(self, booking_id: BookingId) -> Sequence[Receipt]:
        found = (receipt for receipt in self._records.all() if receipt.booking_id == booking_id)
        return tuple(sorted(found, key=lambda receipt: receipt.number))
