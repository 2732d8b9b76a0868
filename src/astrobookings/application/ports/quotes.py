"""Cancellation quotes of record (OperationsDB)."""

from typing import Protocol

from astrobookings.domain.booking.cancellation import Quote
from astrobookings.domain.kernel.ids import QuoteId

__all__ = ["Quotes"]


class Quotes(Protocol):
    """Offers to cancel."""

    def get(self, quote_id: QuoteId) -> Quote:
        """Raises: NotFound."""
        ...

    def add(self, quote: Quote) -> Quote: ...

    def save(self, quote: Quote) -> Quote:
        """Raises: Stale."""
        ...
