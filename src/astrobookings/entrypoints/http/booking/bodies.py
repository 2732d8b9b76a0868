"""What requests about bookings bring."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, UnsetType

from astrobookings.application.booking.book_seats import OnBehalfOf, SeatRequest
from astrobookings.application.booking.cancel_booking import Override
from astrobookings.domain.booking.offer import MOST_SEATS
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.kernel.ids import LaunchId, UserId
from astrobookings.entrypoints.http.shapes import Line, MoneyShape, Share, Text, money, or_none

__all__ = [
    "CancellationBody",
    "DelayResponse",
    "NewBooking",
    "OnBehalfOfShape",
    "OverrideShape",
    "PassengerNames",
    "PassengerShape",
    "Payment",
]

SeatNumber = Annotated[int, Meta(ge=1, le=MOST_SEATS)]
Seats = (
    Annotated[int, Meta(ge=1, le=MOST_SEATS)]
    | Annotated[list[SeatNumber], Meta(min_length=1, max_length=MOST_SEATS)]
)
Method = Annotated[str, Meta(min_length=1, max_length=200, examples=["pm_ok"])]


class PassengerShape(msgspec.Struct, forbid_unknown_fields=True):
    """The person in one seat."""

    first_name: Line
    last_name: Line
    birth_date: date

    def passenger(self) -> Passenger:
        return Passenger(
            first_name=self.first_name, last_name=self.last_name, birth_date=self.birth_date
        )


Passengers = Annotated[list[PassengerShape], Meta(max_length=MOST_SEATS)]
MaybePassengers = Annotated[list[PassengerShape | None], Meta(max_length=MOST_SEATS)]


class OnBehalfOfShape(msgspec.Struct, forbid_unknown_fields=True):
    """Customer service books for a traveler, whose limits hold, and says why."""

    traveler_id: UUID
    reason: Text

    def on_behalf_of(self) -> OnBehalfOf:
        return OnBehalfOf(UserId(self.traveler_id), self.reason)


class NewBooking(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Seats of a launch: how many, or which; without a method they are held for payment."""

    launch_id: UUID
    seats: Seats
    passengers: Passengers = []
    payment_method: Method | None = None
    expected_total: MoneyShape | None = None
    """If given, another total is refused."""
    on_behalf_of: OnBehalfOfShape | UnsetType = UNSET
    """Only of customer service: for whom the seats are."""

    def request(self) -> SeatRequest:
        """Raises: Invalid: an amount that no purse holds."""
        return SeatRequest(
            launch_id=LaunchId(self.launch_id),
            seats=self.seats if isinstance(self.seats, int) else tuple(self.seats),
            passengers=tuple(one.passenger() for one in self.passengers),
            payment_method=self.payment_method,
            expected_total=or_none(
                self.expected_total, lambda amount: money(amount, "/expected_total")
            ),
            on_behalf_of=or_none(self.on_behalf_of, OnBehalfOfShape.on_behalf_of),
        )


class PassengerNames(msgspec.Struct, forbid_unknown_fields=True):
    """One for each seat, in the order of the seats; null where not known yet."""

    passengers: MaybePassengers
    reason: Text = ""
    """Only of employees, who must say why they act for the traveler."""

    def people(self) -> tuple[Passenger | None, ...]:
        return tuple(None if one is None else one.passenger() for one in self.passengers)


class Payment(msgspec.Struct, forbid_unknown_fields=True):
    """The gateway's token of a payment method; no card data."""

    payment_method: Method


class OverrideShape(msgspec.Struct, forbid_unknown_fields=True):
    """Customer service gives back another share, 0 to 1."""

    refund_share: Share
    reason: Text

    def override(self) -> Override:
        return Override(Decimal(self.refund_share), self.reason)


class CancellationBody(msgspec.Struct, forbid_unknown_fields=True):
    """By a quote not yet expired."""

    quote_id: UUID
    override: OverrideShape | None = None


class DelayResponse(msgspec.Struct, forbid_unknown_fields=True):
    """True: fly at the later date. False: cancel, with everything back."""

    delay_id: UUID
    accept: bool
