"""What is told of bookings."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from astrobookings.application.booking.views import BookingPaymentStatus, BookingView
from astrobookings.application.ports.seat_ledger import SeatMap
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.booking import BookingStatus, CancelledBy, OnBehalf
from astrobookings.domain.booking.cancellation import Quote
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.booking.receipts import Receipt, ReceiptKind
from astrobookings.domain.booking.refunds import Refund, RefundReason, RefundStatus
from astrobookings.entrypoints.http.launch_shapes import (
    DelayShape,
    LaunchShape,
    StatusChangeShape,
)
from astrobookings.entrypoints.http.shapes import MoneyShape, money_shape

__all__ = [
    "BoardAnswer",
    "BookingAnswer",
    "BookingsAnswer",
    "HistoryAnswer",
    "OnBehalfAnswer",
    "PassengerAnswer",
    "PaymentAnswer",
    "QuoteAnswer",
    "ReceiptAnswer",
    "ReceiptsAnswer",
    "RefundAnswer",
    "SeatMapAnswer",
    "booking",
    "quote",
    "receipt",
    "seat_map",
]


class BoardAnswer(msgspec.Struct):
    """Launches on sale as of an instant at most 2 seconds ago; longer in an outage."""

    items: list[LaunchShape]
    next: str | None
    as_of: datetime


class HistoryAnswer(msgspec.Struct):
    """What became of a launch, oldest first."""

    launch_id: UUID
    status: LaunchStatus
    items: list[StatusChangeShape]
    delays: list[DelayShape]


class SeatMapAnswer(msgspec.Struct):
    """Seats 1 to `seats_total`; those in `taken` are not for sale."""

    launch_id: UUID
    seats_total: int
    seats_left: int
    taken: list[int]


class PaymentAnswer(msgspec.Struct):
    """How the payment stands, and where the payer goes if the bank asks for more."""

    status: BookingPaymentStatus
    next_action: str | None


class PassengerAnswer(msgspec.Struct):
    """The person in one seat."""

    first_name: str
    last_name: str
    birth_date: date


class RefundAnswer(msgspec.Struct):
    """Money owed back."""

    id: UUID
    amount: MoneyShape
    reason: RefundReason
    status: RefundStatus
    executed_at: datetime | None


class OnBehalfAnswer(msgspec.Struct):
    """The employee who acted for the traveler last, and why."""

    employee_id: UUID
    reason: str


class BookingAnswer(msgspec.Struct, kw_only=True):
    """Seats of a launch for a traveler."""

    id: UUID
    reference: str
    status: BookingStatus
    launch_id: UUID
    traveler_id: UUID
    seats: list[int]
    total_price: MoneyShape
    expires_at: datetime | None
    """When the hold ends, as long as it is held."""
    payment: PaymentAnswer
    passengers: list[PassengerAnswer | None]
    """One for each seat, in the order of `seats`; null while not named."""
    refunds: list[RefundAnswer]
    adding: list[int]
    """Seats that a pending payment adds; nobody else's, and not yet the booking's."""
    open_delays: list[DelayShape]
    """Delays that can be answered."""
    cancelled_by: CancelledBy | None
    available_actions: list[str]
    """Of `pay`, `cancel`, `change_seats`, `name_passengers`, `answer_delay`, `extend_hold`,
    `record_transfer` those that the one who asks may do now.
    """
    created_at: datetime
    updated_at: datetime
    version: int
    as_of: datetime | UnsetType = UNSET
    """Only while the bookings of record cannot be reached: the moment that this shows."""
    on_behalf: OnBehalfAnswer | None = None
    """Set once an employee acted for the traveler."""


class BookingsAnswer(msgspec.Struct):
    """Some bookings, newest first, and the cursor of those that follow."""

    items: list[BookingAnswer]
    next: str | None
    as_of: datetime | UnsetType = UNSET
    """Only while the bookings of record cannot be reached: the moment that this shows."""


class QuoteAnswer(msgspec.Struct):
    """What cancelling gives back if done before it expires."""

    id: UUID
    booking_id: UUID
    refund: MoneyShape
    share: str
    expires_at: datetime
    explanation: str
    seats: list[int]
    """The seats to be dropped; none of them named: the whole booking is to be cancelled."""


class ReceiptAnswer(msgspec.Struct):
    """A numbered receipt; the PDF is at its own address."""

    id: UUID
    number: str
    kind: ReceiptKind
    amount: MoneyShape
    issued_at: datetime
    href: str


class ReceiptsAnswer(msgspec.Struct):
    """All receipts of one booking, by number."""

    items: list[ReceiptAnswer]


def _passenger(person: Passenger | None) -> PassengerAnswer | None:
    if person is None:
        return None
    return PassengerAnswer(person.first_name, person.last_name, person.birth_date)


def _refund(one: Refund) -> RefundAnswer:
    return RefundAnswer(one.id, money_shape(one.amount), one.reason, one.status, one.executed_at)


def booking(view: BookingView) -> BookingAnswer:
    """The booking as its traveler sees it now."""
    seen = view.booking
    held = view.status is BookingStatus.HELD
    delays = [
        DelayShape(
            id=one.id,
            at=one.at,
            launch_at_before=one.launch_at_before,
            launch_at=one.launch_at,
            reason=one.reason,
        )
        for one in view.open_delays
    ]
    return BookingAnswer(
        id=seen.id,
        reference=seen.reference,
        status=view.status,
        launch_id=seen.launch_id,
        traveler_id=seen.traveler_id,
        seats=list(seen.seat_numbers),
        total_price=money_shape(seen.total_price),
        expires_at=seen.held_until if held else None,
        payment=PaymentAnswer(view.payment.status, view.payment.next_action),
        passengers=[_passenger(person) for person in seen.passengers],
        refunds=[_refund(one) for one in view.refunds],
        adding=[seat.number for seat in seen.adding],
        open_delays=delays,
        cancelled_by=seen.cancelled_by,
        available_actions=list(view.available_actions),
        created_at=seen.created_at,
        updated_at=seen.updated_at,
        version=seen.version,
        as_of=view.as_of or UNSET,
        on_behalf=_acting(seen.on_behalf),
    )


def _acting(acting: OnBehalf | None) -> OnBehalfAnswer | None:
    return None if acting is None else OnBehalfAnswer(acting.employee_id, acting.reason)


def quote(made: Quote) -> QuoteAnswer:
    return QuoteAnswer(
        id=made.id,
        booking_id=made.booking_id,
        refund=money_shape(made.refund),
        share=f"{made.share:f}",
        expires_at=made.expires_at,
        explanation=made.explanation,
        seats=list(made.seats),
    )


def receipt(issued: Receipt) -> ReceiptAnswer:
    return ReceiptAnswer(
        id=issued.id,
        number=issued.number,
        kind=issued.kind,
        amount=money_shape(issued.amount),
        issued_at=issued.issued_at,
        href=f"/api/v1/booking/bookings/{issued.booking_id}/receipts/{issued.id}",
    )


def seat_map(launch_id: UUID, seats: SeatMap) -> SeatMapAnswer:
    taken = sorted(seats.taken)
    return SeatMapAnswer(launch_id, seats.seats_total, seats.seats_total - len(taken), taken)
