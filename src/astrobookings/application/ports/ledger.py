"""The double-entry ledger (OperationsDB)."""

from collections.abc import Mapping
from typing import Protocol

from astrobookings.domain.booking.ledger import Account, JournalEntry
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.domain.kernel.money import Money

__all__ = ["Ledger"]


class Ledger(Protocol):
    """Append-only; an entry is never changed."""

    def post(self, entry: JournalEntry) -> bool:
        """Keep *entry*; False, with nothing written, if its kind and subject were posted before."""
        ...

    def balances(self, booking_id: BookingId | None = None) -> Mapping[Account, Money]:
        """What stands on each account, of one booking or of all."""
        ...

    def unbalanced(self) -> int:
        """How many entries do not sum to zero; anything but 0 is damage."""
        ...
