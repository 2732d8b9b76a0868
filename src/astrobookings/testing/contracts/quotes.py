"""What every adapter of `Quotes` must do."""

from typing import Any

from attrs import evolve

from astrobookings.domain.booking.cancellation import Quote
from astrobookings.domain.kernel.ids import RefundId
from astrobookings.testing.builders import NOW, a_quote
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.records import (
    ChangesContract,
    SavesContract,
    TellsAbsenceContract,
)

__all__ = ["QuotesContract"]


class QuotesContract(
    SavesContract[OperationsHarness, Quote],
    ChangesContract[OperationsHarness, Quote],
    TellsAbsenceContract[OperationsHarness],
):
    """The conventions."""

    kind = "quote"

    def make(self, store: OperationsHarness, /) -> Quote:
        booking = store.given_hold()
        with store.writing():
            return store.quotes.add(a_quote(booking_id=booking.id))

    def changed(self, quote: Quote, /) -> Quote:
        return evolve(quote, used_at=NOW, refund_id=RefundId(quote.booking_id))

    def save(self, store: OperationsHarness, quote: Quote, /) -> Quote:
        return store.quotes.save(quote)

    def test_a_quote_of_seats_keeps_which(self, store: OperationsHarness) -> None:
        booking = store.given_hold(seats=3)
        with store.writing():
            made = store.quotes.add(a_quote(booking_id=booking.id, seats=(1, 3)))

        assert store.quotes.get(made.id).seats == (1, 3)

    def read(self, store: OperationsHarness, key: Any, /) -> Quote:
        return store.quotes.get(key)
