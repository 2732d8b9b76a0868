"""What a survey reads, in one statement that both databases understand."""

from collections.abc import Sequence
from typing import Any

from astrobookings.adapters.sql.tables.operations import BOOKED, HELD
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.offer import Offer, Survey
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.money import Money

__all__ = ["survey_of", "survey_statement"]

_OVERDUE = (
    f"FROM bookings WHERE bookings.launch_id = l.id AND {HELD} AND bookings.held_until <= {{now}}"
)
_MINE = _OVERDUE + " AND bookings.traveler_id = {traveler}"

_SURVEY = f"""
SELECT l.agency_id, l.status, l.suspended, l.launch_at, l.general_sale_at, l.price_cents,
  l.seats_total, p.time_zone,
  l.seats_total - l.sold + (SELECT coalesce(sum(seat_count), 0) {_OVERDUE}),
  coalesce(c.seats, 0) - (SELECT coalesce(sum(seat_count), 0) {_MINE}),
  coalesce(c.open_holds, 0) - (SELECT count(*) {_MINE}),
  (SELECT count(DISTINCT bookings.launch_id) FROM bookings
    WHERE bookings.traveler_id = {{traveler}} AND {BOOKED}),
  coalesce(t.active, false),
  {{chosen}}
FROM launches l
JOIN spaceports p ON p.id = l.spaceport_id
LEFT JOIN seat_counters c ON c.launch_id = l.id AND c.traveler_id = {{traveler}}
LEFT JOIN travelers t ON t.id = {{traveler}}
WHERE l.id = {{launch}}
"""  # noqa: S608

_CHOSEN = """(SELECT {joined} FROM seats s JOIN bookings ON bookings.id = s.booking_id
    WHERE s.launch_id = l.id AND s.seat_no IN ({wanted})
    AND NOT ({held} AND bookings.held_until <= {now}))"""


def survey_statement(
    *, launch: str, traveler: str, now: str, joined: str = "", wanted: str = ""
) -> str:
    """The statement with the database's own marks for values.

    Of chosen seats: *wanted* selects their numbers, *joined* joins those taken by commas.
    """
    chosen = "NULL"
    if wanted:
        chosen = _CHOSEN.format(joined=joined, wanted=wanted, held=HELD, now=now)
    return _SURVEY.format(launch=launch, traveler=traveler, now=now, chosen=chosen)


def survey_of(launch_id: LaunchId, row: Sequence[Any]) -> Survey:
    """The survey that *row* tells, its values those of Python."""
    agency_id, status, suspended, launch_at, general_sale_at, cents, total, zone, *found = row
    left, held, holds, booked, ready, chosen = found
    return Survey(
        offer=Offer(
            launch_id=launch_id,
            agency_id=agency_id,
            status=LaunchStatus(status),
            suspended=bool(suspended),
            launch_at=launch_at,
            general_sale_at=general_sale_at,
            price=Money.from_cents(cents),
            seats_total=total,
            time_zone=zone,
        ),
        seats_left=int(left),
        chosen_taken=tuple(sorted(int(number) for number in (chosen or "").split(",") if number)),
        held=int(held),
        open_holds=int(holds),
        launches_booked=int(booked),
        traveler_ready=bool(ready),
    )
