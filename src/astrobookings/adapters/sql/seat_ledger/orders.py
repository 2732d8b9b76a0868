"""What an order writes, whatever the database: the booking, its change record, its event."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from json.encoder import encode_basestring_ascii

from attrs import frozen

from astrobookings.adapters.plain import plain
from astrobookings.application.ports.seat_ledger import SeatOrder
from astrobookings.domain.booking.booking import Booking, BookingStatus, SeatFare
from astrobookings.domain.booking.events import SeatsHeld
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.booking.refund_policy import RefundTier

__all__ = [
    "EVENT",
    "HELD",
    "KEYS_SCOPE",
    "REFERENCE",
    "Written",
    "held_booking",
    "marked",
    "on_behalf_text",
    "passengers_text",
    "pick",
    "seats_text",
    "tiers_text",
    "written",
]

REFERENCE = "uq_bookings_reference"
"""The constraint that two equal references break."""
KEYS_SCOPE = "uq_idempotency_keys_user_id_method_path_key"
"""The constraint that a second request under the same key breaks."""

HELD = BookingStatus.HELD.value
EVENT = SeatsHeld.name

_Ids = tuple[str, str, str, str]
"""Booking, launch, agency, traveler."""


@frozen
class Written:
    """JSON of an order; the change record lacks its seats, which the store picks."""

    passengers: str
    refund_tiers: str
    on_behalf: str | None
    event: str
    change: str
    """Everything up to the list of seats, after which two braces close it."""


def written(order: SeatOrder) -> Written:
    """The texts that *order* writes."""
    ids = (
        str(order.booking_id),
        str(order.launch_id),
        str(order.agency_id),
        str(order.traveler_id),
    )
    acting = on_behalf_text(order)
    named, tiers = passengers_text(order), tiers_text(order.refund_tiers)
    change = _change(order, ids, (named, tiers, acting))
    return Written(named, tiers, acting, _event(ids, order.wanted.count), change)


def on_behalf_text(order: SeatOrder) -> str | None:
    """The employee who acts, as JSON."""
    return None if order.on_behalf is None else json.dumps(plain(order.on_behalf))


def passengers_text(order: SeatOrder) -> str:
    """One passenger for each seat as JSON, null while not named."""
    named = [json.dumps(plain(passenger)) for passenger in order.passengers]
    unnamed = ["null"] * (order.wanted.count - len(named))
    return f"[{', '.join(named + unnamed)}]"


@lru_cache(maxsize=16)
def tiers_text(tiers: tuple[RefundTier, ...]) -> str:
    """The tiers as JSON; there are few policies, so each is told once."""
    return json.dumps(plain(tiers))


def _event(ids: _Ids, count: int) -> str:
    """`SeatsHeld` as `plain_event` has it."""
    booking, launch, agency, traveler = ids
    return (
        f'{{"booking_id": "{booking}", "launch_id": "{launch}", "agency_id": "{agency}", '
        f'"traveler_id": "{traveler}", "count": {count}}}'
    )


def _change(order: SeatOrder, ids: _Ids, texts: tuple[str, str, str | None]) -> str:
    """`differences` from nothing to the booking, as far as it is known before."""
    booking, launch, agency, traveler = ids
    passengers, tiers, on_behalf = texts
    until = order.expires_at.isoformat()
    acting = "" if on_behalf is None else f'"on_behalf": {{"old": null, "new": {on_behalf}}}, '
    return (
        f'{{"id": {{"old": null, "new": "{booking}"}}, '
        f'"reference": {{"old": null, "new": {encode_basestring_ascii(order.reference)}}}, '
        f'"traveler_id": {{"old": null, "new": "{traveler}"}}, '
        f'"launch_id": {{"old": null, "new": "{launch}"}}, '
        f'"agency_id": {{"old": null, "new": "{agency}"}}, '
        f'"passengers": {{"old": null, "new": {passengers}}}, '
        f'"status": {{"old": null, "new": "{HELD}"}}, '
        f'"expires_at": {{"old": null, "new": "{until}"}}, '
        f'"held_until": {{"old": null, "new": "{until}"}}, '
        f'"refund_tiers": {{"old": null, "new": {tiers}}}, '
        f'"cancel_reason": {{"old": null, "new": ""}}, '
        f'"accepted_delays": {{"old": null, "new": []}}, '
        f'{acting}"seats": {{"old": null, "new": '
    )


def seats_text(numbers: Sequence[int], price: str) -> str:
    """The seats of a booking as JSON; *price* is an amount such as `100.00`."""
    return "[" + ", ".join(f'{{"number": {one}, "price": "{price}"}}' for one in numbers) + "]"


def marked(taken: str, numbers: Sequence[int], mark: str) -> str:
    """The seats *taken* with *mark*, 1 for taken and 0 for free, on those of *numbers*."""
    marks = list(taken)
    for number in numbers:
        marks[number - 1] = mark
    return "".join(marks)


def pick(taken: str, wanted: Wanted) -> Sequence[int] | None:
    """The chosen seats, or the lowest free ones; None if they cannot be had."""
    if wanted.chosen is not None:
        free = all(number <= len(taken) and taken[number - 1] == "0" for number in wanted.chosen)
        return wanted.chosen if free else None
    numbers: list[int] = []
    place = -1
    while len(numbers) < wanted.count:
        place = taken.find("0", place + 1)
        if place < 0:
            return None
        numbers.append(place + 1)
    return numbers


def held_booking(order: SeatOrder, numbers: Sequence[int], now: datetime) -> Booking:
    """The booking as it was just stored."""
    price = order.verdict.price
    unnamed = (None,) * (len(numbers) - len(order.passengers))
    return Booking(
        id=order.booking_id,
        reference=order.reference,
        traveler_id=order.traveler_id,
        launch_id=order.launch_id,
        agency_id=order.agency_id,
        seats=tuple(SeatFare(number, price) for number in numbers),
        passengers=(*order.passengers, *unnamed),
        expires_at=order.expires_at,
        held_until=order.expires_at,
        refund_tiers=order.refund_tiers,
        on_behalf=order.on_behalf,
        created_at=now,
        updated_at=now,
        version=1,
    )
