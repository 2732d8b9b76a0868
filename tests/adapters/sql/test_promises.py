"""The database itself refuses what must never be, whatever the code does."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from astrobookings.adapters.sql import SqlStore
from astrobookings.domain.agencies.launch import TurnAroundTooShort
from astrobookings.domain.booking.booking import Booking
from astrobookings.testing.builders import a_charge, a_launch
from astrobookings.testing.contracts.harness import OperationsHarness


def alter(store: SqlStore, statement: str) -> None:
    """Do what no code of ours does."""
    with store.engine.connect() as connection:
        connection.execute(text(statement))


@pytest.fixture
def booking(operations: OperationsHarness) -> Booking:
    """Give two seats held, with a charge."""
    held = operations.given_hold(operations.given_launch(seats_total=10))
    with operations.writing():
        operations.charges.add(a_charge(booking_id=held.id))
    return held


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE launches SET sold = seats_total + 1",
        "UPDATE launches SET sold = -1",
        "UPDATE launches SET status = 'postponed'",
        "UPDATE launches SET price_cents = 0",
        "UPDATE launches SET minimum_seats = seats_total + 1",
        "UPDATE seat_counters SET seats = -1",
        "UPDATE seat_counters SET open_holds = -1",
        "UPDATE bookings SET status = 'free'",
        "UPDATE bookings SET retained_cents = -1",
        "UPDATE charges SET refunded_cents = amount_cents + 1",
        "UPDATE charges SET refunded_cents = -1",
        "DELETE FROM bookings",
        "DELETE FROM launches",
        "INSERT INTO seats SELECT * FROM seats",
    ],
)
def test_a_broken_rule_is_refused(store: SqlStore, booking: Booking, statement: str) -> None:
    with pytest.raises(IntegrityError):
        alter(store, statement)


@pytest.mark.parametrize("statement", ["UPDATE changes SET kind = 'other'", "DELETE FROM changes"])
def test_the_change_log_only_grows(store: SqlStore, booking: Booking, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        alter(store, statement)


def test_a_rocket_never_flies_twice_within_a_day(operations: OperationsHarness) -> None:
    first = operations.given_launch()
    near = a_launch(
        agency_id=first.agency_id,
        rocket_id=first.rocket_id,
        spaceport_id=first.spaceport_id,
        launch_at=first.launch_at + timedelta(days=1) - timedelta(microseconds=1),
    )

    with pytest.raises(TurnAroundTooShort), operations.writing():
        operations.launches.add(near)


def test_launches_cannot_be_moved_together_by_hand(
    store: SqlStore, operations: OperationsHarness
) -> None:
    first = operations.given_launch()
    later = first.launch_at + timedelta(days=2)
    operations.given_launch(
        agency_id=first.agency_id,
        rocket_id=first.rocket_id,
        spaceport_id=first.spaceport_id,
        launch_at=later,
    )

    with pytest.raises(IntegrityError, match="ex_launches_turn_around"):
        alter(store, "UPDATE launches SET launch_us = (SELECT min(launch_us) FROM launches)")


def test_a_transaction_goes_on_after_a_refusal(operations: OperationsHarness) -> None:
    first = operations.given_launch()
    near = a_launch(
        agency_id=first.agency_id, rocket_id=first.rocket_id, spaceport_id=first.spaceport_id
    )

    with operations.writing():
        with pytest.raises(TurnAroundTooShort):
            operations.launches.add(near)
        key = operations.add_example()

    assert operations.has_example(key)
