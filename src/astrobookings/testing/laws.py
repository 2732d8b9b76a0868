"""What must hold of a platform at every moment, whatever happened before (design §8)."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime

from astrobookings.domain.booking.booking import LIVE, Booking, BookingStatus, lapsed
from astrobookings.domain.booking.charges import Charge, ChargeStatus
from astrobookings.domain.booking.errors import SeatLimitExceeded
from astrobookings.domain.booking.ledger import Account
from astrobookings.domain.booking.offer import MOST_SEATS, Wanted, decide
from astrobookings.domain.booking.refunds import Refund, RefundReason, RefundStatus
from astrobookings.domain.kernel.errors import Refused
from astrobookings.domain.kernel.money import ZERO, Money, total
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.entrypoints.parts import Parts

__all__ = ["all_bookings", "broken_laws", "broken_when_settled"]


def all_bookings(parts: Parts, now: datetime) -> Iterator[Booking]:
    """Every booking there is."""
    after = None
    while True:
        page = parts.bookings.list(PageRequest(MAX_LIMIT, after), now=now)
        yield from page.items
        if page.next is None:
            return
        after = page.next


def broken_laws(parts: Parts) -> list[str]:
    """The laws that do not hold now; they may never be broken, not even for an instant."""
    now = parts.clock.now()
    bookings = tuple(all_bookings(parts, now))
    return [
        *_of_seats(parts, bookings),
        *_of_limits(parts, bookings, now),
        *_of_ledger(parts),
        *(broken for booking in bookings for broken in _of_money(parts, booking)),
    ]


def _of_seats(parts: Parts, bookings: Iterable[Booking]) -> Iterator[str]:
    if parts.seat_ledger.discrepancies():
        yield "seats sold, seat rows and live bookings disagree"
    sold: set[tuple[object, int]] = set()
    for booking in bookings:
        if booking.status not in LIVE | {BookingStatus.COMPLETED}:
            continue
        for number in booking.kept_numbers:
            if (booking.launch_id, number) in sold:
                yield f"seat {number} of launch {booking.launch_id} was sold twice"
            sold.add((booking.launch_id, number))


def _of_limits(parts: Parts, bookings: Iterable[Booking], now: datetime) -> Iterator[str]:
    held: dict[tuple[object, object], int] = {}
    for booking in bookings:
        if booking.status in LIVE and not lapsed(booking, now):
            key = (booking.launch_id, booking.traveler_id)
            held[key] = held.get(key, 0) + len(booking.kept_numbers)
    most = parts.policies.seats.vip
    if any(count > most for count in held.values()):
        yield f"a traveler holds more than {most} seats of one launch"


def _of_ledger(parts: Parts) -> Iterator[str]:
    if parts.ledger.unbalanced():
        yield "a journal entry does not sum to zero"
    balances = parts.ledger.balances()
    if total(balances.values()) != ZERO:
        yield "the ledger does not sum to zero"
    if balances[Account.REFUNDS_OWED] > ZERO:
        yield "more was refunded than was owed"


def _taken(charges: Iterable[Charge]) -> Money:
    return total(one.amount for one in charges if one.status is ChargeStatus.SUCCEEDED)


def _returned(booking: Booking, refunds: Iterable[Refund]) -> Money:
    """What came back for seats that *booking* had, or nearly had, beside those it has."""
    beside = {RefundReason.SEATS_DROPPED}
    if booking.confirmed_at is not None:
        beside.add(RefundReason.LATE_PAYMENT)
    return total(refund.amount for refund in refunds if refund.reason in beside)


def _of_money(parts: Parts, booking: Booking) -> Iterator[str]:
    charges = parts.charges.of_booking(booking.id)
    taken = _taken(charges)
    refunds = parts.refunds.of_booking(booking.id)
    if taken > booking.total_price + booking.retained + _returned(booking, refunds):
        yield f"booking {booking.reference} was charged twice"
    if any(one.refunded > one.amount for one in charges):
        yield f"booking {booking.reference} gives back more than was paid"
    owed = total(refund.amount for refund in refunds)
    if owed != total(one.refunded for one in charges):
        yield f"booking {booking.reference}: refunds and charges disagree"
    if taken - owed < booking.retained:
        yield f"booking {booking.reference} gives back what its dropped seats left"
    if booking.status in {BookingStatus.HELD, BookingStatus.EXPIRED} and taken > owed:
        yield f"booking {booking.reference} was paid for seats it has not"


def broken_when_settled(parts: Parts) -> list[str]:
    """`broken_laws`, and what must hold once nothing is under way any more."""
    broken = broken_laws(parts)
    for booking in all_bookings(parts, parts.clock.now()):
        charges = parts.charges.of_booking(booking.id)
        kept = _taken(charges) - total(one.refunded for one in charges)
        paid_for = booking.status in {BookingStatus.CONFIRMED, BookingStatus.COMPLETED}
        if paid_for and kept != booking.total_price + booking.retained:
            broken.append(f"booking {booking.reference} is {booking.status}, but not paid")
        if booking.paying is not None:
            broken.append(f"booking {booking.reference} still has a payment under way")
        if booking.adding:
            broken.append(f"booking {booking.reference} still has seats being added")
        for refund in parts.refunds.of_booking(booking.id):
            if refund.status not in {RefundStatus.SUCCEEDED, RefundStatus.SETTLED_BY_HAND}:
                broken.append(f"the refund of booking {booking.reference} is {refund.status}")
    if parts.ledger.balances()[Account.REFUNDS_OWED] != ZERO:
        broken.append("refunds are still owed")
    return [*broken, *_of_wishes(parts)]


def _of_wishes(parts: Parts) -> Iterator[str]:
    """Whoever waits does so because the seats are not there, or not allowed."""
    now = parts.clock.now()
    for launch_id in parts.wishes.launches(None, MAX_LIMIT):
        for wish in parts.wishes.waiting(launch_id, MOST_SEATS, MAX_LIMIT):
            wanted = Wanted.seats(wish.seats)
            survey = parts.seat_ledger.survey(launch_id, wish.traveler_id, wanted, now=now)
            with suppress(Refused, SeatLimitExceeded):
                decide(survey, wanted, expected_total=None, now=now, policies=parts.policies)
                yield f"a wish for {wish.seats} seats of launch {launch_id} waits although it fits"
