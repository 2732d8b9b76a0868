"""What requests about the seats of a booking bring."""

from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from astrobookings.domain.booking.changes import (
    AddedSeats,
    DroppedSeats,
    SeatChange,
    SwappedSeats,
)
from astrobookings.domain.booking.offer import MOST_SEATS, Wanted
from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.ids import QuoteId
from astrobookings.entrypoints.http.booking.bodies import Method, SeatNumber, Seats
from astrobookings.entrypoints.http.shapes import MoneyShape, Text, money, or_none

__all__ = ["QuotedSeats", "SeatChangeBody", "SeatSwap"]

Numbers = Annotated[list[SeatNumber], Meta(min_length=1, max_length=MOST_SEATS)]


class QuotedSeats(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The seats to be given up; without them the whole booking is quoted."""

    seats: Numbers = []

    def numbers(self) -> tuple[int, ...]:
        return tuple(self.seats)


class SeatSwap(msgspec.Struct, forbid_unknown_fields=True):
    """A seat of the booking, and the free one to have for it."""

    seat: SeatNumber
    to: SeatNumber


Swaps = Annotated[list[SeatSwap], Meta(min_length=1, max_length=MOST_SEATS)]


class SeatChangeBody(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Seats to `add` (how many, or which), to `drop` or to `swap`: one of the three."""

    add: Seats | None = None
    drop: Numbers | None = None
    swap: Swaps | None = None
    payment_method: Method | None = None
    """With `add`: how the added seats of a paid booking are paid."""
    expected_total: MoneyShape | None = None
    """With `add`: if given, another total of the added seats is refused."""
    quote_id: UUID | None = None
    """With `drop`: the quote of these very seats."""
    reason: Text = ""
    """Only of employees, who must say why they act for the traveler."""

    def change(self) -> SeatChange:
        """Raises: Invalid: none of the three or several, or what belongs to another."""
        named = [name for name in ("add", "drop", "swap") if getattr(self, name) is not None]
        if len(named) != 1:
            detail = "name add, drop or swap, one of the three"
            raise Invalid((Fault("", detail, "required"),))
        self._refuse_strangers(named[0])
        if self.add is not None:
            return self._added(self.add)
        if self.drop is not None:
            return self._dropped(self.drop)
        swaps = self.swap or []
        return SwappedSeats(
            numbers=tuple(one.seat for one in swaps), others=tuple(one.to for one in swaps)
        )

    def _refuse_strangers(self, named: str) -> None:
        belongs = {"payment_method": "add", "expected_total": "add", "quote_id": "drop"}
        for name, to in belongs.items():
            if to != named and getattr(self, name) is not None:
                raise Invalid((Fault(f"/{name}", f"belongs to {to} alone", "unexpected"),))

    def _added(self, seats: int | list[int]) -> AddedSeats:
        try:
            wanted = Wanted.seats(seats if isinstance(seats, int) else tuple(seats))
        except Invalid:
            detail = "choose different seat numbers from 1"
            raise Invalid((Fault("/add", detail, "out-of-range"),)) from None
        total = or_none(self.expected_total, lambda amount: money(amount, "/expected_total"))
        return AddedSeats(wanted=wanted, payment_method=self.payment_method, expected_total=total)

    def _dropped(self, seats: list[int]) -> DroppedSeats:
        if self.quote_id is None:
            detail = "ask for a quote of these seats first"
            raise Invalid((Fault("/quote_id", detail, "required"),))
        return DroppedSeats(numbers=tuple(sorted(set(seats))), quote_id=QuoteId(self.quote_id))
