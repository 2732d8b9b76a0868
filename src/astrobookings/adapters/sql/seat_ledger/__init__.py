"""Which seats are whose."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from attrs import field, frozen
from sqlalchemy import and_, delete, insert, or_, select, text, update

from astrobookings.adapters.plain import structured
from astrobookings.adapters.sql.seat_ledger.audit import DISCREPANCIES
from astrobookings.adapters.sql.seat_ledger.orders import marked, pick
from astrobookings.adapters.sql.seat_ledger.sqlite import SqliteSeats
from astrobookings.adapters.sql.seat_ledger.within import SeatsWithin
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.operations import (
    HELD,
    IS_OPEN,
    bookings,
    launches,
    seat_counters,
    seats,
)
from astrobookings.application.ports.seat_ledger import SeatMap, SeatOrder
from astrobookings.domain.booking.booking import Booking, BookingStatus, SeatFare
from astrobookings.domain.booking.offer import Survey, Verdict, Wanted
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import LaunchId, UserId
from astrobookings.domain.kernel.origins import Origin

__all__ = ["SqlSeatLedger"]


class _Sales(Protocol):
    """The hot path, which each database has its own way for."""

    def survey(
        self, launch_id: LaunchId, traveler_id: UserId, wanted: Wanted, now: datetime
    ) -> Survey: ...

    def take(self, order: SeatOrder, origin: Origin) -> Booking | None: ...


def _sales(store: SqlStore) -> _Sales:
    if not store.postgres:
        return SqliteSeats(store)
    from astrobookings.adapters.sql.seat_ledger.postgres import PostgresSeats

    return PostgresSeats(store)


@frozen
class SqlSeatLedger:
    """The launch's row says which seats are free; whoever changes that holds the row."""

    store: SqlStore
    _hot: _Sales = field(init=False)
    _held: SeatsWithin = field(init=False)

    @_hot.default
    def _make_hot(self) -> _Sales:
        return _sales(self.store)

    @_held.default
    def _make_held(self) -> SeatsWithin:
        return SeatsWithin(self.store)

    def survey(
        self, launch_id: LaunchId, traveler_id: UserId, wanted: Wanted, *, now: datetime
    ) -> Survey:
        if self.store.within is not None:
            return self._held.survey(launch_id, traveler_id, wanted, now)
        return self._hot.survey(launch_id, traveler_id, wanted, now)

    def take(self, order: SeatOrder, origin: Origin) -> Booking | None:
        if self.store.within is not None:
            raise RuntimeError("taking seats is a transaction of its own")
        return self._hot.take(order, origin)

    def hold(self, order: SeatOrder) -> Booking | None:
        return self._held.hold(order)

    def seat_map(self, launch_id: LaunchId, *, now: datetime) -> SeatMap:
        lapsed = (bookings.c.launch_id == launches.c.id, text(HELD), bookings.c.held_until <= now)
        rows = self.store.rows(
            select(launches.c.taken, bookings.c.seats)
            .select_from(launches)
            .outerjoin(bookings, and_(*lapsed))
            .where(launches.c.id == launch_id)
        )
        if not rows:
            raise NotFound("launch", str(launch_id))
        taken = {place for place, mark in enumerate(rows[0].taken, start=1) if mark == "1"}
        free = {fare.number for row in rows for fare in _fares(row.seats)}
        return SeatMap(len(rows[0].taken), frozenset(taken - free))

    def paid(self, booking: Booking) -> None:
        self._count(booking, seats=0, holds=-1)
        changed = update(launches).where(launches.c.id == booking.launch_id)
        version = launches.c.seats_version + _passed_on(booking) + 1
        self.store.write(changed.values(seats_version=version))

    def give_back(self, booking: Booking) -> None:
        taken = self._lock(booking.launch_id)
        given = self._drop_rows(booking, booking.kept_numbers)
        if not given:
            return
        self._mark(booking, marked(taken, given, "0"), -len(given), _passed_on(booking))
        was_held = booking.status is BookingStatus.HELD
        self._count(booking, seats=-len(given), holds=-1 if was_held else 0)

    def take_again(self, booking: Booking, *, limit: int) -> bool:
        numbers = booking.seat_numbers
        taken = self._lock(booking.launch_id)
        if any(taken[number - 1] != "0" for number in numbers):
            return False
        if not self._count_more(booking, len(numbers), limit):
            return False
        self._mark(booking, marked(taken, numbers, "1"), len(numbers), _passed_on(booking))
        self._add_rows(booking, numbers)
        return True

    def take_more(
        self, booking: Booking, wanted: Wanted, verdict: Verdict, *, now: datetime
    ) -> tuple[int, ...] | None:
        taken = self._lock_selling(booking.launch_id, verdict, now)
        numbers = None if taken is None else pick(taken, wanted)
        if taken is None or numbers is None:
            return None
        if not self._count_more(booking, len(numbers), verdict.limit):
            return None
        self._mark(booking, marked(taken, numbers, "1"), len(numbers))
        self._add_rows(booking, numbers)
        return tuple(numbers)

    def drop(self, booking: Booking, numbers: Sequence[int]) -> None:
        taken = self._lock(booking.launch_id)
        given = self._drop_rows(booking, numbers)
        self._mark(booking, marked(taken, given, "0"), -len(given))
        self._count(booking, seats=-len(given), holds=0)

    def swap(self, booking: Booking, numbers: Sequence[int], others: Sequence[int]) -> bool:
        taken = self._lock(booking.launch_id)
        if pick(taken, Wanted(len(others), tuple(others))) is None:
            return False
        given = self._drop_rows(booking, numbers)
        self._mark(booking, marked(marked(taken, given, "0"), others, "1"), 0)
        self._add_rows(booking, others)
        return True

    def discrepancies(self) -> int:
        found = self.store.first(DISCREPANCIES)
        return 0 if found is None else int(found[0])

    def _lock(self, launch_id: LaunchId) -> str:
        """The free and taken seats of the launch, which stay so until the transaction ends."""
        held = select(launches.c.taken).where(launches.c.id == launch_id)
        return str(self.store.write(held.with_for_update(key_share=True)).scalar_one())

    def _lock_selling(self, launch_id: LaunchId, verdict: Verdict, now: datetime) -> str | None:
        """As `_lock`; None if the launch does not sell as the *verdict* said."""
        opens = launches.c.general_sale_at
        held = select(launches.c.taken).where(
            launches.c.id == launch_id,
            text(IS_OPEN),
            ~launches.c.suspended,
            launches.c.launch_at > now,
            launches.c.price_cents == verdict.price.cents,
        )
        if not verdict.vip:
            held = held.where(or_(opens.is_(None), opens <= now))
        found = self.store.write(held.with_for_update(key_share=True)).scalar_one_or_none()
        return None if found is None else str(found)

    def _mark(self, booking: Booking, taken: str, sold: int, passed_on: int = 0) -> None:
        """Note the seats *taken*; raise the version of the launch's seats, by what is *passed_on*
        from a booking that is held no longer.
        """
        changed = update(launches).where(launches.c.id == booking.launch_id)
        version = launches.c.seats_version + passed_on + 1
        values = {"sold": launches.c.sold + sold, "seats_version": version}
        self.store.write(changed.values(taken=taken, **values))

    def _count(self, booking: Booking, *, seats: int, holds: int) -> None:
        changed = update(seat_counters).where(
            seat_counters.c.launch_id == booking.launch_id,
            seat_counters.c.traveler_id == booking.traveler_id,
        )
        raised = {
            "seats": seat_counters.c.seats + seats,
            "open_holds": seat_counters.c.open_holds + holds,
        }
        self.store.write(changed.values(raised))

    def _count_more(self, booking: Booking, wanted: int, limit: int) -> bool:
        more = seat_counters.c.seats + wanted
        raised = (
            self.store.insert(seat_counters)
            .values(
                launch_id=booking.launch_id,
                traveler_id=booking.traveler_id,
                seats=wanted,
                open_holds=0,
            )
            .on_conflict_do_update(
                index_elements=["launch_id", "traveler_id"],
                set_={"seats": more},
                where=more <= limit,
            )
            .returning(seat_counters.c.seats)
        )
        return wanted <= limit and self.store.write(raised).first() is not None

    def _drop_rows(self, booking: Booking, numbers: Sequence[int]) -> Sequence[int]:
        mine = delete(seats).where(
            seats.c.launch_id == booking.launch_id,
            seats.c.seat_no.in_(numbers),
            seats.c.booking_id == booking.id,
        )
        return [row[0] for row in self.store.write(mine.returning(seats.c.seat_no))]

    def _add_rows(self, booking: Booking, numbers: Sequence[int]) -> None:
        rows = [
            {"launch_id": booking.launch_id, "seat_no": number, "booking_id": booking.id}
            for number in numbers
        ]
        self.store.write(insert(seats), rows)


def _passed_on(booking: Booking) -> int:
    """What the version of the launch's seats takes over once *booking* is held no longer."""
    return booking.version if booking.status is BookingStatus.HELD else 0


def _fares(plain: Any) -> tuple[SeatFare, ...]:
    found: tuple[SeatFare, ...] = structured(plain or (), tuple[SeatFare, ...])
    return found
