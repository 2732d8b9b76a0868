"""Seats on PostgreSQL: one statement takes them, with everything that belongs to it.

It locks the launch, picks seats from the row as it then is, raises the traveler's counter under its
guards, and only where the counter gave a row writes all else. The plain insert of the key makes its
unique violation roll everything back. It runs prepared on the pooled connection itself, every value
sent as text: the fewest steps between the order and the server.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import psycopg
from attrs import frozen
from psycopg import RawCursor, errors

from astrobookings.adapters.sql.idempotency_keys import forget_outlived
from astrobookings.adapters.sql.seat_ledger.orders import (
    EVENT,
    HELD,
    KEYS_SCOPE,
    REFERENCE,
    held_booking,
    on_behalf_text,
    passengers_text,
    tiers_text,
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
from astrobookings.domain.kernel.errors import NotFound, Unavailable
from astrobookings.domain.kernel.ids import LaunchId, UserId
from astrobookings.domain.kernel.origins import Origin

__all__ = ["PostgresSeats", "take_statement"]

ATTEMPTS = 3
"""How often a statement runs that others threw out."""
_PASSING = (errors.DeadlockDetected, errors.SerializationFailure, errors.LockNotAvailable)

_SURVEY = survey_statement(launch="$1::uuid", traveler="$2::uuid", now="$3::timestamptz").encode()
_SURVEY_CHOSEN = survey_statement(
    launch="$1::uuid",
    traveler="$2::uuid",
    now="$3::timestamptz",
    wanted="SELECT unnest($4::int[])",
    joined="string_agg(s.seat_no::text, ',')",
).encode()

_LOWEST_FREE = """
  SELECT no, taken FROM (
    SELECT l.taken, generate_series(position(B'0' IN l.taken), l.seats_total) AS no FROM l
  ) AS numbered WHERE get_bit(taken, no - 1) = 0 LIMIT $5::int
"""
_CHOSEN = """
  SELECT wanted.no, l.taken FROM l, unnest($23::int[]) AS wanted(no)
  WHERE CASE WHEN wanted.no <= l.seats_total THEN get_bit(l.taken, wanted.no - 1) = 0 END
"""
_KEY = """, key AS (
  INSERT INTO idempotency_keys
    (user_id, method, path, key, digest, booking_id, created_at, lease_until)
  SELECT ${0}::uuid, ${1}, ${2}, ${3}, ${4}, $9::uuid, $2::timestamptz, ${5}::timestamptz FROM sale
)"""

# The same texts as `orders.written` makes; here the server makes them, which spares the client.
_EVENT = """format(
  '{"booking_id": "%s", "launch_id": "%s", "agency_id": "%s", "traveler_id": "%s", "count": %s}',
  $9::uuid, $1::uuid, $11::uuid, $6::uuid, $5::int
)::json"""
_CHANGE = """format(
  '{"id": {"old": null, "new": "%s"}, "reference": {"old": null, "new": %s}, '
  '"traveler_id": {"old": null, "new": "%s"}, "launch_id": {"old": null, "new": "%s"}, '
  '"agency_id": {"old": null, "new": "%s"}, "passengers": {"old": null, "new": %s}, '
  '"status": {"old": null, "new": "@HELD"}, "expires_at": {"old": null, "new": "%s"}, '
  '"held_until": {"old": null, "new": "%s"}, "refund_tiers": {"old": null, "new": %s}, '
  '"cancel_reason": {"old": null, "new": ""}, "accepted_delays": {"old": null, "new": []}, '
  '%s"seats": {"old": null, "new": %s}}',
  $9::uuid, to_json($10::text), $6::uuid, $1::uuid, $11::uuid, $12::text, $13::text, $13::text,
  $14::text, '"on_behalf": {"old": null, "new": ' || $15::text || '}, ', picked.seats
)::json"""

_TAKE = """
WITH l AS MATERIALIZED (
  SELECT id, taken, sold, seats_total FROM launches
  WHERE id = $1::uuid AND @IS_OPEN AND NOT launches.suspended AND launch_at > $2::timestamptz
    AND (general_sale_at IS NULL OR general_sale_at <= $2::timestamptz OR $3::boolean)
    AND price_cents = $4::bigint AND sold + $5::int <= seats_total
  FOR NO KEY UPDATE
), pick AS MATERIALIZED (@PICK), picked AS MATERIALIZED (
  SELECT array_agg(no ORDER BY no) AS numbers,
    bit_or(set_bit(taken # taken, no - 1, 1)) AS mask,
    '[' || string_agg(
      '{"number": ' || no || ', "price": "' || $16::text || '"}', ', ' ORDER BY no
    ) || ']' AS seats
  FROM pick HAVING count(*) = $5::int
), counter AS (
  INSERT INTO seat_counters AS c (launch_id, traveler_id, seats, open_holds)
  SELECT $1::uuid, $6::uuid, $5::int, 1 FROM picked WHERE $5::int <= $7::int AND 1 <= $8::int
  ON CONFLICT (launch_id, traveler_id) DO UPDATE
  SET seats = c.seats + $5::int, open_holds = c.open_holds + 1
  WHERE c.seats + $5::int <= $7::int AND c.open_holds + 1 <= $8::int
  RETURNING 1
), sale AS (
  UPDATE launches SET sold = l.sold + $5::int, taken = l.taken | picked.mask
  FROM l, picked, counter WHERE launches.id = l.id RETURNING launches.id
), booking AS (
  INSERT INTO bookings (id, reference, traveler_id, launch_id, agency_id, seats, seat_count,
    passengers, status, expires_at, held_until, refund_tiers, cancel_reason, accepted_delays,
    on_behalf, created_at, updated_at, version)
  SELECT $9::uuid, $10::text, $6::uuid, $1::uuid, $11::uuid, picked.seats::json, $5::int,
    ($12::text)::json, '@HELD', ($13::text)::timestamptz, ($13::text)::timestamptz,
    ($14::text)::json, '', '[]'::json, ($15::text)::json, $2::timestamptz, $2::timestamptz, 1
  FROM picked, sale RETURNING id
), seat AS (
  INSERT INTO seats (launch_id, seat_no, booking_id)
  SELECT $1::uuid, unnest(picked.numbers), $9::uuid FROM picked, sale
), event AS (
  INSERT INTO outbox (id, name, payload, service, action, actor, request_id, at, due_at)
  SELECT $17::uuid, '@NAME', @EVENT, $18, $19, $20::uuid, $21, $2::timestamptz, $2::timestamptz
  FROM sale
), change AS (
  INSERT INTO changes (id, kind, key, version, fields, service, action, actor, request_id, at)
  SELECT $22::uuid, 'booking', $9::uuid, 1, @CHANGE, $18, $19, $20::uuid, $21, $2::timestamptz
  FROM picked, sale
)@KEY
SELECT picked.numbers FROM picked, booking
"""


def take_statement(*, chosen: bool, keyed: bool) -> bytes:
    """The statement for seats counted or *chosen*, with or without an idempotency key."""
    first = 24 if chosen else 23
    parts = {
        "@CHANGE": _CHANGE,
        "@EVENT": _EVENT,
        "@HELD": HELD,
        "@IS_OPEN": IS_OPEN,
        "@KEY": _KEY.format(*range(first, first + 6)) if keyed else "",
        "@NAME": EVENT,
        "@PICK": _CHOSEN if chosen else _LOWEST_FREE,
    }
    statement = _TAKE
    for mark, part in parts.items():
        statement = statement.replace(mark, part)
    return statement.encode()


_STATEMENTS = {
    (chosen, keyed): take_statement(chosen=chosen, keyed=keyed)
    for chosen in (False, True)
    for keyed in (False, True)
}


def _array(numbers: Sequence[int] | None) -> str | None:
    return None if numbers is None else "{" + ",".join(map(str, numbers)) + "}"


@frozen
class PostgresSeats:
    """The hot path of `SeatLedger`."""

    store: SqlStore

    def survey(
        self, launch_id: LaunchId, traveler_id: UserId, wanted: Wanted, now: datetime
    ) -> Survey:
        """Raises: NotFound, Unavailable."""
        values: list[str | None] = [launch_id.hex, traveler_id.hex, now.isoformat()]
        statement = _SURVEY
        if wanted.chosen is not None:
            statement = _SURVEY_CHOSEN
            values.append(_array(wanted.chosen))
        with translated():
            row = self._read(statement, values)
        if row is None:
            raise NotFound("launch", str(launch_id))
        return survey_of(launch_id, row)

    def take(self, order: SeatOrder, origin: Origin) -> Booking | None:
        """Raises: KeyInUse, ReferenceTaken, Contended, Unavailable."""
        keyed = order.key is not None
        statement = _STATEMENTS[order.wanted.chosen is not None, keyed]
        values = self._values(order, origin)
        for _ in range(ATTEMPTS):
            try:
                with translated():
                    row = self._run(statement, values)
            except errors.UniqueViolation as error:
                self._refuse(error, order, origin.at)
            except Unavailable as error:
                if not isinstance(error.__cause__, _PASSING):
                    raise
            else:
                return None if row is None else held_booking(order, row[0], origin.at)
        raise Contended

    def _refuse(self, error: Exception, order: SeatOrder, now: datetime) -> None:
        """Name the refusal; a key that had outlived its time is gone afterwards."""
        broken = broken_constraint(error)
        if broken == REFERENCE:
            raise ReferenceTaken from error
        if broken != KEYS_SCOPE or order.key is None:
            raise error
        if not forget_outlived(self.store, order.key, now):
            raise KeyInUse from error

    def _values(self, order: SeatOrder, origin: Origin) -> list[str | None]:
        wanted, verdict, key = order.wanted, order.verdict, order.key
        new = self.store.ids.new
        values = [
            order.launch_id.hex,
            origin.at.isoformat(),
            "t" if verdict.vip else "f",
            str(verdict.price.cents),
            str(wanted.count),
            order.traveler_id.hex,
            str(verdict.limit),
            str(order.most_holds),
            order.booking_id.hex,
            order.reference,
            order.agency_id.hex,
            passengers_text(order),
            order.expires_at.isoformat(),
            tiers_text(order.refund_tiers),
            on_behalf_text(order),
            str(verdict.price.amount),
            new().hex,
            origin.service,
            origin.action,
            None if origin.actor is None else origin.actor.hex,
            origin.request_id,
            new().hex,
        ]
        if wanted.chosen is not None:
            values.append(_array(wanted.chosen))
        if key is not None:
            lease = (origin.at + KEY_LEASE).isoformat()
            values += [key.user_id.hex, key.method, key.path, key.key, key.digest, lease]
        return values

    def _read(self, statement: bytes, values: Sequence[str | None]) -> tuple[Any, ...] | None:
        """Once more if the connection was lost meanwhile: reading twice harms nobody."""
        try:
            return self._run(statement, values)
        except psycopg.OperationalError:
            return self._run(statement, values)

    def _run(self, statement: bytes, values: Sequence[str | None]) -> tuple[Any, ...] | None:
        kept = self.store.kept.take()
        try:
            cursor = kept.cursor
            if cursor is None:  # making one takes a while
                cursor = kept.cursor = RawCursor(kept.driver)
            row: tuple[Any, ...] | None = cursor.execute(statement, values, prepare=True).fetchone()
            return row
        finally:
            self.store.kept.give(kept)
