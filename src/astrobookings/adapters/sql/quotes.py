"""Cancellation quotes of record."""

from attrs import field, frozen

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.operations import quotes
from astrobookings.domain.booking.cancellation import Quote
from astrobookings.domain.kernel.ids import QuoteId

__all__ = ["SqlQuotes"]

QUOTE = shape_of("quote", Quote, quotes)


@frozen
class SqlQuotes:
    store: SqlStore
    _records: Records[Quote] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Quote]:
        return Records(self.store, QUOTE)

    def get(self, quote_id: QuoteId) -> Quote:
        return self._records.get(quote_id)

    def add(self, quote: Quote) -> Quote:
        return self._records.add(quote)

    def save(self, quote: Quote) -> Quote:
        return self._records.save(quote)
