"""Instants are aware and in UTC; records keep theirs."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.kernel.entities import check_version, stored
from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.kernel.instants import in_utc
from astrobookings.testing.strategies import bookings, instants, rockets, versions
from tests.domain.examples import NOW

NAIVE = datetime(2026, 3, 1, 12, 0)  # noqa: DTZ001


def test_an_instant_of_another_zone_is_the_same_in_utc() -> None:
    tokyo = datetime(2026, 3, 1, 21, 0, tzinfo=timezone(timedelta(hours=9)))

    assert in_utc(tokyo) == NOW
    assert in_utc(tokyo).tzinfo is UTC


def test_a_moment_without_a_zone_is_no_instant() -> None:
    with pytest.raises(ValueError, match="time zone"):
        in_utc(NAIVE)


@given(bookings())
def test_no_record_takes_a_moment_without_a_zone(booking: Booking) -> None:
    changes: list[dict[str, Any]] = [{"created_at": NAIVE}, {"held_until": NAIVE}]

    for change in changes:
        with pytest.raises(ValueError, match="needs a time zone"):
            evolve(booking, **change)


@given(rockets(), instants())
def test_a_stored_record_is_one_version_up_and_otherwise_the_same(
    rocket: Rocket, at: datetime
) -> None:
    saved = stored(rocket, at)

    assert (saved.version, saved.updated_at) == (rocket.version + 1, at)
    assert evolve(saved, version=rocket.version, updated_at=rocket.updated_at) == rocket


@given(rockets(), versions(), versions())
def test_a_change_meant_for_another_version_is_stale(rocket: Rocket, now: int, seen: int) -> None:
    record = evolve(rocket, version=now)

    check_version(record, None, kind="rocket")
    check_version(record, now, kind="rocket")
    if seen != now:
        with pytest.raises(Stale):
            check_version(record, seen, kind="rocket")
