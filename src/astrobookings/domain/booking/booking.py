"""Bookings and their life cycle (stories 2.3 to 2.5)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from attrs import evolve, field, frozen

from astrobookings.domain.booking.errors import HoldExpired, PaymentInProgress
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.booking.policies import HoldPolicy
from astrobookings.domain.booking.refund_policy import RefundTier
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Refused
from astrobookings.domain.kernel.ids import (
    AgencyId,
    AttemptId,
    BookingId,
    DelayId,
    LaunchId,
    UserId,
)
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.money import ZERO, Money, total
from astrobookings.domain.kernel.origins import LATER

__all__ = [
    "BOOKING_MOVES",
    "LIVE",
    "Booking",
    "BookingStatus",
    "CancelledBy",
    "NoSuchBookingMove",
    "OnBehalf",
    "SeatFare",
    "begin_payment",
    "cancel",
    "complete",
    "confirm",
    "expire",
    "lapsed",
    "name_passengers",
    "payment_ended",
    "status_at",
]


class BookingStatus(StrEnum):
    HELD = "held"
    CONFIRMED = "confirmed"
    COMPLETED = "completed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class CancelledBy(StrEnum):
    TRAVELER = "traveler"
    EMPLOYEE = "employee"
    LAUNCH_ABORTED = "launch_aborted"
    LAUNCH_FAILED = "launch_failed"
    DELAY_REFUSED = "delay_refused"


_B = BookingStatus
LIVE = frozenset({_B.HELD, _B.CONFIRMED})
BOOKING_MOVES: Mapping[BookingStatus, frozenset[BookingStatus]] = {
    _B.HELD: frozenset({_B.CONFIRMED, _B.EXPIRED, _B.CANCELLED}),
    _B.CONFIRMED: frozenset({_B.COMPLETED, _B.CANCELLED}),
    _B.EXPIRED: frozenset({_B.CONFIRMED}),
    _B.COMPLETED: frozenset(),
    _B.CANCELLED: frozenset(),
}


@frozen(order=True)
class SeatFare:
    """A seat and the price paid, or to be paid, for it."""

    number: int
    price: Money


@frozen
class OnBehalf:
    """The employee who acted for the traveler, and why."""

    employee_id: UserId
    reason: str


@frozen(kw_only=True)
class Booking(Entity):
    """Seats of one launch for one traveler."""

    id: BookingId
    reference: str
    traveler_id: UserId
    launch_id: LaunchId
    agency_id: AgencyId
    seats: tuple[SeatFare, ...]
    """By seat number."""
    passengers: tuple[Passenger | None, ...]
    """One for each seat, in the order of `seats`; None while not named."""
    status: BookingStatus = BookingStatus.HELD
    expires_at: datetime = field(validator=aware)
    """When the hold ends unless a payment has begun."""
    held_until: datetime = field(validator=aware)
    """When the hold lapses: `expires_at`, or later while a payment is under way."""
    paying: AttemptId | None = None
    """The payment under way."""
    refund_tiers: tuple[RefundTier, ...]
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None
    """When it expired, was cancelled or completed."""
    cancelled_by: CancelledBy | None = None
    cancel_reason: str = ""
    accepted_delays: tuple[DelayId, ...] = ()
    on_behalf: OnBehalf | None = None
    adding: tuple[SeatFare, ...] = field(default=(), metadata=LATER)
    """Seats that the payment under way adds; not the traveler's yet, and nobody else's."""
    retained: Money = field(default=ZERO, metadata=LATER)
    """What its dropped seats left with the agency."""

    @property
    def total_price(self) -> Money:
        return total(seat.price for seat in self.seats)

    @property
    def boarding(self) -> tuple[tuple[int, str], ...]:
        """Each seat with the name of who sits there, empty while not named."""
        names = (
            f"{one.first_name} {one.last_name}" if one is not None else ""
            for one in self.passengers
        )
        return tuple(zip(self.seat_numbers, names, strict=True))

    @property
    def boarding_code(self) -> str:
        """What the code of the boarding pass says: `AB-7K3M9Q/3,4`, reference and seats."""
        return f"{self.reference}/{','.join(map(str, self.seat_numbers))}"

    @property
    def seat_numbers(self) -> tuple[int, ...]:
        return tuple(seat.number for seat in self.seats)

    @property
    def kept_numbers(self) -> tuple[int, ...]:
        """The seats that nobody else can have: its own, and those being added."""
        return self.seat_numbers + tuple(seat.number for seat in self.adding)


@frozen
class NoSuchBookingMove(Refused):
    """The booking's status does not allow this."""

    code: ClassVar[str] = "booking-status"
    now: BookingStatus
    wanted: str

    def __str__(self) -> str:
        return f"A booking that is {self.now} cannot be {self.wanted}."


def lapsed(booking: Booking, now: datetime) -> bool:
    """Whether the row still says held although its time is over."""
    return booking.status is BookingStatus.HELD and now >= booking.held_until


def status_at(booking: Booking, now: datetime) -> BookingStatus:
    """The status as people see it at *now*: a lapsed hold reads as expired."""
    return BookingStatus.EXPIRED if lapsed(booking, now) else booking.status


def _moved(booking: Booking, status: BookingStatus) -> Booking:
    if status not in BOOKING_MOVES[booking.status]:
        raise NoSuchBookingMove(booking.status, status.value)
    return evolve(booking, status=status)


def begin_payment(
    booking: Booking, attempt_id: AttemptId, *, now: datetime, policy: HoldPolicy
) -> Booking:
    """*booking* with a payment under way, which keeps its hold for a while.

    Raises:
        PaymentInProgress: another payment is under way.
        HoldExpired: the hold lapsed before.
        NoSuchBookingMove: it is not held.
    """
    if booking.paying is not None and not lapsed(booking, now):
        raise PaymentInProgress
    if status_at(booking, now) is BookingStatus.EXPIRED:
        raise HoldExpired
    if booking.status is not BookingStatus.HELD:
        raise NoSuchBookingMove(booking.status, "paid")
    kept = max(booking.expires_at, now + policy.while_paying)
    return evolve(booking, paying=attempt_id, held_until=kept)


def payment_ended(booking: Booking, attempt_id: AttemptId) -> Booking:
    """*booking* once its payment *attempt_id* came to nothing: held as long as it was before."""
    if booking.paying != attempt_id:
        return booking
    return evolve(booking, paying=None, held_until=booking.expires_at)


def confirm(booking: Booking, now: datetime) -> Booking:
    """*booking* whose money is secured; from held, or from expired when its seats could be taken
    again. The payment stays under way until it is captured.

    Raises:
        NoSuchBookingMove: it is neither.
    """
    return evolve(_moved(booking, BookingStatus.CONFIRMED), confirmed_at=now, ended_at=None)


def expire(booking: Booking, now: datetime) -> Booking:
    """*booking* after its hold lapsed; its payment, if any, stays on record.

    Raises:
        NoSuchBookingMove: it is not held.
    """
    if BookingStatus.EXPIRED not in BOOKING_MOVES[booking.status]:
        raise NoSuchBookingMove(booking.status, "expired")
    return evolve(booking, status=BookingStatus.EXPIRED, ended_at=now)


def cancel(booking: Booking, *, by: CancelledBy, reason: str, now: datetime) -> Booking:
    """*booking* cancelled.

    Raises:
        PaymentInProgress: a payment is under way, and it is not the launch that ended.
        NoSuchBookingMove: it is neither held nor confirmed, or its hold has lapsed.
    """
    launch_ended = by in {CancelledBy.LAUNCH_ABORTED, CancelledBy.LAUNCH_FAILED}
    if lapsed(booking, now):
        raise NoSuchBookingMove(BookingStatus.EXPIRED, "cancelled")
    if booking.paying is not None and not launch_ended:
        raise PaymentInProgress
    moved = _moved(booking, BookingStatus.CANCELLED)
    return evolve(moved, cancelled_by=by, cancel_reason=reason, ended_at=now, adding=())


def complete(booking: Booking, now: datetime) -> Booking:
    """*booking* flown.

    Raises:
        NoSuchBookingMove: it is not confirmed.
    """
    return evolve(_moved(booking, BookingStatus.COMPLETED), ended_at=now)


def name_passengers(
    booking: Booking, passengers: Sequence[Passenger | None], now: datetime
) -> Booking:
    """*booking* with *passengers* in the order of its seats; seats beyond them are unnamed.

    Raises:
        NoSuchBookingMove: it is neither held nor confirmed.
    """
    if status_at(booking, now) not in LIVE:
        raise NoSuchBookingMove(status_at(booking, now), "changed")
    unnamed = (None,) * (len(booking.seats) - len(passengers))
    return evolve(booking, passengers=(*passengers, *unnamed))
