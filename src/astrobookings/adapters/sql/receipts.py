"""Receipts of record."""

from collections.abc import Sequence
from datetime import UTC

from attrs import evolve, field, frozen
from sqlalchemy import select, update

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.operations import receipt_counters, receipts
from astrobookings.domain.booking.receipts import Receipt, receipt_number
from astrobookings.domain.kernel.ids import BookingId, ReceiptId

__all__ = ["SqlReceipts"]

RECEIPT = shape_of("receipt", Receipt, receipts)


@frozen
class SqlReceipts:
    """Whoever issues holds the year's counter until the transaction ends: no gap, no race."""

    store: SqlStore
    _records: Records[Receipt] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Receipt]:
        return Records(self.store, RECEIPT)

    def issue(self, receipt: Receipt) -> Receipt:
        year = receipt.issued_at.astimezone(UTC).year
        last = self._lock_counter(year)
        issued = self._issued(receipt)
        if issued is not None:
            return issued
        raised = update(receipt_counters).where(receipt_counters.c.year == year)
        self.store.write(raised.values(last=last + 1))
        return self._records.add(evolve(receipt, number=receipt_number(year, last + 1)))

    def _lock_counter(self, year: int) -> int:
        first = self.store.insert(receipt_counters).values(year=year, last=0)
        self.store.write(first.on_conflict_do_nothing())
        held = select(receipt_counters.c.last).where(receipt_counters.c.year == year)
        return int(self.store.write(held.with_for_update()).scalar_one())

    def _issued(self, receipt: Receipt) -> Receipt | None:
        same = (receipts.c.kind == receipt.kind.value, receipts.c.subject == receipt.subject)
        return self._records.one(self._records.select().where(*same))

    def get(self, receipt_id: ReceiptId) -> Receipt:
        return self._records.get(receipt_id)

    def of_booking(self, booking_id: BookingId) -> Sequence[Receipt]:
        found = self._records.select().where(receipts.c.booking_id == booking_id)
        return self._records.all(found.order_by(receipts.c.number))
