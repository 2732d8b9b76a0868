"""Examples of what is sent to change the seats of a booking."""

import msgspec

from astrobookings.entrypoints.http.booking.change_bodies import (
    QuotedSeats,
    SeatChangeBody,
    SeatSwap,
)
from astrobookings.entrypoints.http.shapes import MoneyShape

__all__ = ["CHANGE_EXAMPLES"]

CHANGE_EXAMPLES: tuple[msgspec.Struct, ...] = (
    QuotedSeats([2]),
    SeatSwap(2, 7),
    SeatChangeBody(add=1, payment_method="pm_ok", expected_total=MoneyShape("1250000.00")),
)
