"""Seats held within a transaction that has locked the launch: what follows seats given back.

The lock makes the steps safe one after the other, on both databases: nobody else changes the
launch's seats, or what anybody has of it, until the commit.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from attrs import evolve, frozen
from sqlalchemy import (
    Boolean,
    Integer,
    String,
    Uuid,
    and_,
    bindparam,
    column,
    insert,
    not_,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.selectable import TypedReturnsRows
from sqlalchemy.types import TypeEngine

from astrobookings.adapters.sql.bookings import BOOKING
from astrobookings.adapters.sql.outbox import SqlOutbox
from astrobookings.adapters.sql.seat_ledger.orders import REFERENCE, held_booking, marked
from astrobookings.adapters.sql.seat_ledger.surveys import survey_of, survey_statement
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.failures import broken_constraint
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.columns import Instant
from astrobookings.adapters.sql.tables.operations import (
    HELD,
    ON_SALE,
    bookings,
    launches,
    seat_counters,
    seats,
)
from astrobookings.application.ports.seat_ledger import SeatOrder
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.errors import ReferenceTaken
from astrobookings.domain.booking.events import SeatsHeld
from astrobookings.domain.booking.offer import Survey, Wanted
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import LaunchId, UserId

__all__ = ["SeatsWithin"]


def _survey() -> TypedReturnsRows[Any]:
    """The survey with the types of its columns, by their places."""
    offer = (Uuid(), String(), Boolean(), Instant(), Instant(), Integer(), Integer(), String())
    figures = (Integer(), Integer(), Integer(), Integer(), Boolean(), String())
    kinds: tuple[TypeEngine[Any], ...] = (*offer, *figures)
    columns = [column(f"c{place}", kind) for place, kind in enumerate(kinds)]
    statement = text(survey_statement(launch=":launch", traveler=":traveler", now=":now"))
    typed = statement.bindparams(
        bindparam("launch", type_=Uuid()),
        bindparam("traveler", type_=Uuid()),
        bindparam("now", type_=Instant()),
    )
    return cast("TypedReturnsRows[Any]", typed.columns(*columns))


_SURVEY = _survey()


@frozen
class SeatsWithin:
    """The same rules as on the hot path, without its speed."""

    store: SqlStore

    def survey(
        self, launch_id: LaunchId, traveler_id: UserId, wanted: Wanted, now: datetime
    ) -> Survey:
        """Raises: NotFound."""
        values = {"launch": launch_id, "traveler": traveler_id, "now": now}
        row = self.store.first(_SURVEY, values)
        if row is None:
            raise NotFound("launch", str(launch_id))
        found = survey_of(launch_id, row)
        return evolve(found, chosen_taken=self._taken(launch_id, wanted, now))

    def _taken(self, launch_id: LaunchId, wanted: Wanted, now: datetime) -> tuple[int, ...]:
        """Those of the chosen seats that a hold not overdue, or a booking, has."""
        if wanted.chosen is None:
            return ()
        overdue = and_(text(HELD), bookings.c.held_until <= now)
        found = (
            select(seats.c.seat_no)
            .join_from(seats, bookings, bookings.c.id == seats.c.booking_id)
            .where(seats.c.launch_id == launch_id, seats.c.seat_no.in_(wanted.chosen))
            .where(not_(overdue))
        )
        return tuple(sorted(row[0] for row in self.store.rows(found)))

    def hold(self, order: SeatOrder) -> Booking | None:
        """Raises: ReferenceTaken, RuntimeError."""
        at = self.store.running.origin.at
        sale = self._sale(order, at)
        numbers = None if sale is None else _pick(sale.taken, order.wanted)
        if sale is None or numbers is None or not self._has_room(order):
            return None
        booking = self._add(order, numbers, at)
        changed = update(launches).where(launches.c.id == order.launch_id)
        taken = marked(sale.taken, numbers, "1")
        self.store.write(changed.values(sold=launches.c.sold + len(numbers), taken=taken))
        self._count(order)
        rows = [
            {"launch_id": order.launch_id, "seat_no": number, "booking_id": order.booking_id}
            for number in numbers
        ]
        self.store.write(insert(seats), rows)
        whose = (order.booking_id, order.launch_id, order.agency_id, order.traveler_id)
        SqlOutbox(self.store).add(SeatsHeld(*whose, len(numbers)))
        return booking

    def _sale(self, order: SeatOrder, at: datetime) -> Any:
        """The launch's seats, if it sells them on the terms of the order."""
        opens = launches.c.general_sale_at
        early = opens.is_(None) | (opens <= at) | order.verdict.vip
        return self.store.first(
            select(launches.c.taken)
            .where(
                launches.c.id == order.launch_id, text(ON_SALE), launches.c.launch_at > at, early
            )
            .where(launches.c.price_cents == order.verdict.price.cents)
            .with_for_update(key_share=True)
        )

    def _has_room(self, order: SeatOrder) -> bool:
        """Whether the traveler may have so many more, and a hold more."""
        mine = select(seat_counters.c.seats, seat_counters.c.open_holds).where(
            seat_counters.c.launch_id == order.launch_id,
            seat_counters.c.traveler_id == order.traveler_id,
        )
        row = self.store.first(mine)
        held, holds = (0, 0) if row is None else (row.seats, row.open_holds)
        return held + order.wanted.count <= order.verdict.limit and holds < order.most_holds

    def _add(self, order: SeatOrder, numbers: Sequence[int], at: datetime) -> Booking:
        records = Records(self.store, BOOKING, lambda one: {"seat_count": len(one.seats)})
        try:
            with self.store.attempt():
                return records.add(evolve(held_booking(order, numbers, at), version=0))
        except IntegrityError as error:
            if broken_constraint(error) == REFERENCE:
                raise ReferenceTaken from error
            raise

    def _count(self, order: SeatOrder) -> None:
        count = order.wanted.count
        self.store.write(
            self.store.insert(seat_counters)
            .values(
                launch_id=order.launch_id,
                traveler_id=order.traveler_id,
                seats=count,
                open_holds=1,
            )
            .on_conflict_do_update(
                index_elements=["launch_id", "traveler_id"],
                set_={
                    "seats": seat_counters.c.seats + count,
                    "open_holds": seat_counters.c.open_holds + 1,
                },
            )
        )


def _pick(taken: str, wanted: Wanted) -> Sequence[int] | None:
    """The chosen seats, or the lowest free ones; None if they cannot be had."""
    free = [place for place, mark in enumerate(taken, start=1) if mark == "0"]
    if wanted.chosen is not None:
        return wanted.chosen if set(wanted.chosen) <= set(free) else None
    return free[: wanted.count] if len(free) >= wanted.count else None
