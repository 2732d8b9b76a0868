"""Seats on SQLite: one BEGIN IMMEDIATE transaction of few statements takes them.

There is one writer at a time, so what the first statement reads stands until the commit. It all
runs on the pooled connection itself.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from attrs import frozen

from astrobookings.adapters.sql.idempotency_keys import forget_outlived
from astrobookings.adapters.sql.seat_ledger.orders import (
    EVENT,
    HELD,
    KEYS_SCOPE,
    REFERENCE,
    Written,
    held_booking,
    marked,
    pick,
    seats_text,
    written,
)
from astrobookings.adapters.sql.seat_ledger.surveys import survey_of, survey_statement
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.failures import broken_constraint, translated
from astrobookings.adapters.sql.tables.operations import IS_OPEN
from astrobookings.application.ports.seat_ledger import SeatOrder
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.errors import Contended, KeyInUse, ReferenceTaken
from astrobookings.domain.booking.idempotency import KEY_LEASE
from astrobookings.domain.booking.offer import Survey, Wanted
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import LaunchId, UserId
from astrobookings.domain.kernel.origins import Origin

__all__ = ["SqliteSeats"]

_SURVEY = survey_statement(launch="?1", traveler="?2", now="?3")
_SURVEY_CHOSEN = survey_statement(
    launch="?1",
    traveler="?2",
    now="?3",
    wanted="SELECT value FROM json_each(?4)",
    joined="group_concat(s.seat_no)",
)
_LAUNCH = f"""
SELECT taken, sold FROM launches LEFT JOIN seat_counters c
  ON c.launch_id = launches.id AND c.traveler_id = ?6
WHERE id = ?1 AND {IS_OPEN} AND NOT suspended AND launch_at > ?2
  AND (general_sale_at IS NULL OR general_sale_at <= ?2 OR ?3)
  AND price_cents = ?4 AND sold + ?5 <= seats_total
  AND coalesce(c.seats, 0) + ?5 <= ?7 AND coalesce(c.open_holds, 0) + 1 <= ?8
"""  # noqa: S608
_SALE = "UPDATE launches SET sold = ?, taken = ? WHERE id = ?"
_COUNTER = """
INSERT INTO seat_counters (launch_id, traveler_id, seats, open_holds) VALUES (?1, ?2, ?3, 1)
ON CONFLICT DO UPDATE SET seats = seats + ?3, open_holds = open_holds + 1
"""
_BOOKING = f"""
INSERT INTO bookings (id, reference, traveler_id, launch_id, agency_id, seats, seat_count,
  passengers, status, expires_at, held_until, refund_tiers, cancel_reason, accepted_delays,
  on_behalf, created_at, updated_at, version)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '{HELD}', ?9, ?9, ?10, '', '[]', ?11, ?12, ?12, 1)
"""  # noqa: S608
_SEAT = "INSERT INTO seats (launch_id, seat_no, booking_id) VALUES (?, ?, ?)"
_EVENT = f"""
INSERT INTO outbox (id, name, payload, service, action, actor, request_id, at, due_at)
VALUES (?1, '{EVENT}', ?2, ?3, ?4, ?5, ?6, ?7, ?7)
"""  # noqa: S608
_CHANGE = """
INSERT INTO changes (id, kind, key, version, fields, service, action, actor, request_id, at)
VALUES (?, 'booking', ?, 1, ?, ?, ?, ?, ?, ?)
"""
_KEY = """
INSERT INTO idempotency_keys
  (user_id, method, path, key, digest, booking_id, created_at, lease_until)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


def _instant(moment: datetime) -> str:
    """*moment* as SQLAlchemy writes it here."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


@frozen
class SqliteSeats:
    """The hot path of `SeatLedger`."""

    store: SqlStore

    def survey(
        self, launch_id: LaunchId, traveler_id: UserId, wanted: Wanted, now: datetime
    ) -> Survey:
        """Raises: NotFound, Unavailable."""
        values = [launch_id.hex, traveler_id.hex, _instant(now)]
        statement = _SURVEY
        if wanted.chosen is not None:
            statement = _SURVEY_CHOSEN
            values.append(str(list(wanted.chosen)))
        with translated(), self.store.driver() as connection:
            row = connection.execute(statement, values).fetchone()
        if row is None:
            raise NotFound("launch", str(launch_id))
        agency_id, status, suspended, launch_at, general_sale_at, *rest = row
        moments = (_moment(launch_at), _moment(general_sale_at))
        return survey_of(launch_id, (UUID(agency_id), status, suspended, *moments, *rest))

    def take(self, order: SeatOrder, origin: Origin) -> Booking | None:
        """Raises: KeyInUse, ReferenceTaken, Unavailable."""
        texts = written(order)
        for _ in range(2):
            try:
                with translated(), self._writing() as connection:
                    return self._take(connection, order, texts, origin)
            except sqlite3.IntegrityError as error:
                self._refuse(error, order, origin.at)
        raise Contended

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self.store.turn(), self.store.driver() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _refuse(self, error: sqlite3.IntegrityError, order: SeatOrder, now: datetime) -> None:
        """Name the refusal; a key that had outlived its time is gone afterwards."""
        broken = broken_constraint(error)
        if broken == REFERENCE:
            raise ReferenceTaken from error
        if broken != KEYS_SCOPE or order.key is None:
            raise error
        if not forget_outlived(self.store, order.key, now):
            raise KeyInUse from error

    def _take(
        self, connection: sqlite3.Connection, order: SeatOrder, texts: Written, origin: Origin
    ) -> Booking | None:
        at = _instant(origin.at)
        row = connection.execute(_LAUNCH, _guards(order, at)).fetchone()
        numbers = None if row is None else pick(row[0], order.wanted)
        if numbers is None:
            return None
        self._write(connection, order, texts, origin, (row[0], row[1], numbers))
        return held_booking(order, numbers, origin.at)

    def _write(
        self,
        connection: sqlite3.Connection,
        order: SeatOrder,
        texts: Written,
        origin: Origin,
        sale: tuple[str, int, Sequence[int]],
    ) -> None:
        taken, sold, numbers = sale
        launch, booking, traveler = order.launch_id.hex, order.booking_id.hex, order.traveler_id.hex
        at, seats = _instant(origin.at), seats_text(numbers, str(order.verdict.price.amount))
        count, who = len(numbers), _who(origin)
        run, new = connection.execute, self.store.ids.new
        run(_SALE, (sold + count, marked(taken, numbers, "1"), launch))
        run(_COUNTER, (launch, traveler, count))
        run(_BOOKING, _booking_values(order, texts, seats, at))
        connection.executemany(_SEAT, [(launch, number, booking) for number in numbers])
        run(_EVENT, (new().hex, texts.event, *who, at))
        run(_CHANGE, (new().hex, booking, f"{texts.change}{seats}}}}}", *who, at))
        if order.key is not None:
            key = order.key
            lease = _instant(origin.at + KEY_LEASE)
            scope = (key.user_id.hex, key.method, key.path, key.key)
            run(_KEY, (*scope, key.digest, booking, at, lease))


def _guards(order: SeatOrder, at: str) -> tuple[Any, ...]:
    verdict = order.verdict
    price, count = verdict.price.cents, order.wanted.count
    whose = (order.traveler_id.hex, verdict.limit, order.most_holds)
    return (order.launch_id.hex, at, verdict.vip, price, count, *whose)


def _booking_values(order: SeatOrder, texts: Written, seats: str, at: str) -> tuple[Any, ...]:
    return (
        order.booking_id.hex,
        order.reference,
        order.traveler_id.hex,
        order.launch_id.hex,
        order.agency_id.hex,
        seats,
        order.wanted.count,
        texts.passengers,
        _instant(order.expires_at),
        texts.refund_tiers,
        texts.on_behalf,
        at,
    )


def _who(origin: Origin) -> tuple[str | None, ...]:
    actor = None if origin.actor is None else origin.actor.hex
    return origin.service, origin.action, actor, origin.request_id
