"""The double-entry ledger in memory."""

from collections.abc import Mapping
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Rows
from astrobookings.domain.booking.ledger import Account, JournalEntry, balances
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.domain.kernel.money import ZERO, Money, total

__all__ = ["MemoryLedger"]


class MemoryLedger:
    def __init__(self, store: MemoryStore) -> None:
        self._entries: Rows[tuple[str, UUID], JournalEntry] = store.rows("ledger")

    def post(self, entry: JournalEntry) -> bool:
        if self._entries.find((entry.kind, entry.subject)) is not None:
            return False
        self._entries.put((entry.kind, entry.subject), entry)
        return True

    def balances(self, booking_id: BookingId | None = None) -> Mapping[Account, Money]:
        return balances(
            entry for entry in self._entries.all() if booking_id in {None, entry.booking_id}
        )

    def unbalanced(self) -> int:
        """Always 0: an entry that does not sum to zero cannot be made."""
        sums = (total(one.amount for one in entry.postings) for entry in self._entries.all())
        return sum(amount != ZERO for amount in sums)
