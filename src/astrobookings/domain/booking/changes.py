"""Seats added to a booking, dropped from it, or swapped for others (story 2.8)."""

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve, frozen

from astrobookings.domain.booking.booking import (
    LIVE,
    Booking,
    BookingStatus,
    NoSuchBookingMove,
    SeatFare,
    status_at,
)
from astrobookings.domain.booking.errors import CancelInstead, PaymentInProgress
from astrobookings.domain.booking.offer import MOST_SEATS, Wanted
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.booking.policies import HoldPolicy
from astrobookings.domain.kernel.errors import Fault, Invalid, refuse_faults
from astrobookings.domain.kernel.ids import AttemptId, QuoteId
from astrobookings.domain.kernel.money import Money

__all__ = [
    "AddedSeats",
    "DroppedSeats",
    "SeatChange",
    "SwappedSeats",
    "add_seats",
    "begin_adding",
    "drop_seats",
    "finish_adding",
    "give_up_adding",
    "require_changeable",
    "require_some_of",
    "swap_seats",
]


@frozen(kw_only=True)
class AddedSeats:
    """Further seats at today's price: paid at once for a booking that is paid, with the rest for
    one that is held.
    """

    wanted: Wanted
    payment_method: str | None = None
    expected_total: Money | None = None
    """Of the added seats; if given, another total is refused."""


@frozen(kw_only=True)
class DroppedSeats:
    """Seats given up for what a quote of these seats gives back."""

    numbers: tuple[int, ...]
    """In order."""
    quote_id: QuoteId


@frozen(kw_only=True)
class SwappedSeats:
    """Seats for other free ones, at no cost."""

    numbers: tuple[int, ...]
    others: tuple[int, ...]
    """Each in the place of its namesake in `numbers`."""

    def __attrs_post_init__(self) -> None:
        for numbers in (self.numbers, self.others):
            if len(set(numbers)) != len(numbers) or not numbers:
                detail = "name different seats, and another one for each"
                raise Invalid((Fault("/swap", detail, "out-of-range"),))
        if not all(1 <= number <= MOST_SEATS for number in self.others):
            raise Invalid((Fault("/swap", "choose seat numbers from 1", "out-of-range"),))
        if len(self.numbers) != len(self.others):
            raise ValueError("a seat for a seat")


SeatChange = AddedSeats | DroppedSeats | SwappedSeats


def require_changeable(booking: Booking, now: datetime) -> None:
    """Let the seats of *booking* be changed.

    Raises:
        NoSuchBookingMove: it is neither held nor confirmed.
        PaymentInProgress: a payment is under way.
    """
    status = status_at(booking, now)
    if status not in LIVE:
        raise NoSuchBookingMove(status, "changed")
    if booking.paying is not None:
        raise PaymentInProgress


def _require_own(booking: Booking, numbers: Iterable[int], pointer: str) -> None:
    odd = sorted(set(numbers) - set(booking.seat_numbers))
    detail = f"not of this booking: seat {', '.join(map(str, odd))}"
    refuse_faults((Fault(pointer, detail, "out-of-range") if odd else None,))


def require_some_of(booking: Booking, numbers: tuple[int, ...], pointer: str) -> None:
    """Let the seats *numbers* be dropped from *booking*.

    Raises:
        Invalid: none, or not its own.
        CancelInstead: they are all it has.
    """
    if not numbers:
        raise Invalid((Fault(pointer, "name at least one seat", "required"),))
    _require_own(booking, numbers, pointer)
    if set(numbers) == set(booking.seat_numbers):
        raise CancelInstead


def add_seats(booking: Booking, fares: tuple[SeatFare, ...]) -> Booking:
    """*booking* with the further seats *fares*, whose passengers are named later."""
    unnamed: tuple[Passenger | None, ...] = (None,) * len(fares)
    return _seated(booking, (*booking.seats, *fares), (*booking.passengers, *unnamed))


def begin_adding(
    booking: Booking,
    fares: tuple[SeatFare, ...],
    attempt_id: AttemptId,
    *,
    now: datetime,
    policy: HoldPolicy,
) -> Booking:
    """Confirmed *booking* with a payment under way that is to add the seats *fares*.

    Raises:
        PaymentInProgress, NoSuchBookingMove: its seats cannot be changed, or it is not paid.
    """
    require_changeable(booking, now)
    if booking.status is not BookingStatus.CONFIRMED:
        raise NoSuchBookingMove(booking.status, "extended by a payment")
    kept = now + policy.while_paying
    return evolve(booking, adding=fares, paying=attempt_id, held_until=kept)


def finish_adding(booking: Booking) -> Booking:
    """*booking* with the seats being added, once their money is secured; the payment goes on."""
    return evolve(add_seats(booking, booking.adding), adding=())


def give_up_adding(booking: Booking) -> Booking:
    """*booking* once the payment for the seats being added came to nothing."""
    return evolve(booking, adding=())


def drop_seats(booking: Booking, numbers: tuple[int, ...], refund: Money) -> Booking:
    """*booking* without the seats *numbers* and who sat in them; a paid one leaves the agency what
    *refund* does not give back of their price.

    Raises:
        Invalid, CancelInstead: as `require_some_of`.
    """
    require_some_of(booking, numbers, "/drop")
    places = [at for at, seat in enumerate(booking.seats) if seat.number not in numbers]
    left = _seated(
        booking,
        tuple(booking.seats[at] for at in places),
        tuple(booking.passengers[at] for at in places),
    )
    if booking.status is not BookingStatus.CONFIRMED:
        return left
    price = booking.total_price - left.total_price
    return evolve(left, retained=booking.retained + price - refund)


def swap_seats(booking: Booking, change: SwappedSeats) -> Booking:
    """*booking* with other seats at the price paid, who sat in them moved along.

    Raises:
        Invalid: a seat that is not its own.
    """
    _require_own(booking, change.numbers, "/swap")
    moved = dict(zip(change.numbers, change.others, strict=True))
    fares = (evolve(seat, number=moved.get(seat.number, seat.number)) for seat in booking.seats)
    return _seated(booking, tuple(fares), booking.passengers)


def _seated(
    booking: Booking, seats: tuple[SeatFare, ...], passengers: tuple[Passenger | None, ...]
) -> Booking:
    """*booking* with *seats* by number, the *passengers* given in the order of *seats*."""
    order = sorted(range(len(seats)), key=lambda at: seats[at].number)
    return evolve(
        booking,
        seats=tuple(seats[at] for at in order),
        passengers=tuple(passengers[at] for at in order),
    )
