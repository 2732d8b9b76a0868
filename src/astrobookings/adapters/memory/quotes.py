"""Cancellation quotes in memory."""

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.booking.cancellation import Quote
from astrobookings.domain.kernel.ids import QuoteId

__all__ = ["MemoryQuotes"]


class MemoryQuotes:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Quote] = Records(store, "quote")

    def get(self, quote_id: QuoteId) -> Quote:
        return self._records.get(quote_id)

    def add(self, quote: Quote) -> Quote:
        return self._records.add(quote)

    def save(self, quote: Quote) -> Quote:
        return self._records.save(quote)
