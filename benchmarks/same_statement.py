"""The statement of `SeatLedger.take` as a pgbench script, and real values for it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

from astrobookings.adapters.sql.seat_ledger.postgres import PostgresSeats, take_statement
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.system.ids import SystemIds
from astrobookings.application.ports.seat_ledger import SeatOrder
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.booking.offer import Verdict, Wanted
from astrobookings.domain.kernel.ids import BookingId, booking_reference
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.origins import Origin
from benchmarks.platform import ROOMY
from benchmarks.rows import (
    AGENCY_ID,
    LAUNCH,
    PRICE_SQL,
    TRAVELER,
    TRAVELERS,
    launch_id,
    numbered,
    price_cents,
    traveler_id,
)

__all__ = ["BOOKINGS_PATH", "SEATS_EACH", "order_for", "origin", "script"]

SEATS_EACH = 2
"""Seats of every booking."""
BOOKINGS_PATH = "/api/v1/booking/bookings"
_IDS = SystemIds()
_MARK = re.compile(r"\$(\d+)")

_EVENT, _CHANGE, _BOOKING = range(101, 104)


class _OneOfEach:
    """Ids that can be told from one another afterwards."""

    def __init__(self) -> None:
        self._ids = iter((numbered(_EVENT, 0), numbered(_CHANGE, 0)))

    def new(self) -> UUID:
        return next(self._ids)


def origin(number: int) -> Origin:
    """Who booked, as a request through HTTP has it."""
    return Origin(
        service="booking",
        action="book-seats",
        actor=traveler_id(number),
        request_id=str(_IDS.new()),
        at=datetime.now(UTC),
    )


def order_for(launch: int, traveler: int) -> SeatOrder:
    """An order for two seats of a launch, under an idempotency key of its own."""
    booking_id = BookingId(_IDS.new())
    price = Money.from_cents(price_cents(launch))
    return SeatOrder(
        booking_id=booking_id,
        reference=booking_reference(booking_id),
        traveler_id=traveler_id(traveler),
        launch_id=launch_id(launch),
        agency_id=AGENCY_ID,
        wanted=Wanted(SEATS_EACH),
        passengers=(),
        verdict=Verdict(ROOMY.seats.regular, False, price, price * SEATS_EACH),
        most_holds=ROOMY.holds.most_open,
        expires_at=datetime.now(UTC) + timedelta(hours=1),
        refund_tiers=ROOMY.refunds.tiers,
        on_behalf=None,
        key=_key(traveler, booking_id),
    )


def _key(traveler: int, booking_id: UUID) -> KeyedRequest:
    return KeyedRequest(
        user_id=traveler_id(traveler),
        method="POST",
        path=BOOKINGS_PATH,
        key=f"key-{booking_id}",
        digest="0" * 64,
    )


def script(url: str, launch: str) -> tuple[str, Mapping[str, str | int]]:
    """The statement for pgbench, and the values that all its bookings share.

    The expression *launch* gives the number of the launch; `base` is to be defined as well, and
    keeps the ids of one run from those of others.
    """
    store = SqlStore(url, _OneOfEach())
    order = order_for(0, 0)
    values = PostgresSeats(store)._values(order, origin(0))
    store.close()
    differing = _differing(order)
    marks = {
        f"{place}": differing.get(str(value), f":v{place}") for place, value in enumerate(values, 1)
    }
    statement = take_statement(chosen=False, keyed=True).decode()
    lines = (
        r"\set i :i + 1",
        r"\set n :base + :client_id * 1000000 + :i",
        rf"\set launch {launch}",
        rf"\set price {PRICE_SQL}",
        rf"\set traveler random(0, {TRAVELERS - 1})",
        _MARK.sub(lambda mark: marks[mark[1]], statement) + ";",
    )
    shared = {f"v{place}": value for place, value in enumerate(values, 1) if value is not None}
    return "\n".join(lines), {"i": 0, **shared}


def _differing(order: SeatOrder) -> Mapping[str, str]:
    """What differs from booking to booking: the value in *order*, and what pgbench makes of it."""
    ids = {
        order.launch_id: _id(LAUNCH, "launch"),
        order.traveler_id: _id(TRAVELER, "traveler"),
        order.booking_id: _id(_BOOKING, "n"),
        numbered(_EVENT, 0): _id(_EVENT, "n"),
        numbered(_CHANGE, 0): _id(_CHANGE, "n"),
    }
    return {
        **{one.hex: made for one, made in ids.items()},
        **{str(one): made for one, made in ids.items()},
        order.reference: "('AB-' || :n::bigint)",
        _key(0, order.booking_id).key: "('key-' || :n::bigint)",
        str(order.verdict.price.cents): ":price",
    }


def _id(kind: int, name: str) -> str:
    """SQL for what `numbered` makes."""
    return f"('{kind:08x}-0000-7000-8000-' || lpad(to_hex(:{name}::bigint), 12, '0'))"
