"""What customer service sends to act for travelers."""

from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from astrobookings.application.booking.record_transfer import TransferSeen
from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.entrypoints.http.shapes import Instant, Line, MoneyShape, Text, instant, money

__all__ = ["BankTransfer", "HoldExtension"]

_Minutes = Annotated[int, Meta(ge=1, le=100_000)]


class HoldExtension(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Until when the seats are held: at `expires_at`, or `minutes` from now on; one of the two."""

    expires_at: Instant | None = None
    minutes: _Minutes | None = None
    reason: Text

    def until(self, now: datetime) -> datetime:
        """Raises: Invalid: neither is named, or both."""
        if self.expires_at is not None and self.minutes is None:
            return instant(self.expires_at, "/expires_at")
        if self.minutes is not None and self.expires_at is None:
            return now + timedelta(minutes=self.minutes)
        raise Invalid((Fault("/expires_at", "name this or minutes, one of the two", "required"),))


class BankTransfer(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What the bank statement says: the price of the booking, under a reference of its own."""

    amount: MoneyShape
    reference: Line
    reason: Text

    def seen(self) -> TransferSeen:
        """Raises: Invalid: an amount that no purse holds."""
        return TransferSeen(money(self.amount, "/amount"), self.reference.strip(), self.reason)
