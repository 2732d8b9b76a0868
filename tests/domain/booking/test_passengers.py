"""Who may sit in a seat (story 2.3)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.booking.passengers import Passenger, check_passengers
from astrobookings.domain.booking.policies import PassengerPolicy
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.testing.strategies import passengers
from tests.domain.examples import LAUNCH_AT, a_passenger

POLICY = PassengerPolicy()
MADRID = ZoneInfo("Europe/Madrid")
HALF_PAST_MIDNIGHT = datetime(2027, 9, 1, 0, 30, tzinfo=UTC)
HALF_AN_HOUR_TO = datetime(2027, 8, 31, 23, 30, tzinfo=UTC)


def faults(
    *named: Passenger | None,
    seats: int = 6,
    launch_at: datetime = LAUNCH_AT,
    zone: ZoneInfo = MADRID,
) -> list[tuple[str, str]]:
    """Pointers and codes of what is wrong."""
    try:
        check_passengers(named, seats=seats, launch_at=launch_at, zone=zone, policy=POLICY)
    except Invalid as refusal:
        return [(fault.pointer, fault.code) for fault in refusal.faults]
    return []


def age_fault(born: date, launch_at: datetime, zone: str) -> bool:
    return bool(faults(a_passenger(born), launch_at=launch_at, zone=ZoneInfo(zone)))


@pytest.mark.story("2.3")
@pytest.mark.parametrize(
    ("born", "refused"),
    [
        (date(2009, 9, 2), True),  # 17, 18 the day after
        (date(2009, 9, 1), False),  # 18 on the day
        (date(1956, 9, 2), False),  # 70, 71 the day after
        (date(1956, 9, 1), True),  # 71 on the day
    ],
)
def test_passengers_are_18_to_70_on_the_launch_day(born: date, refused: bool) -> None:
    assert age_fault(born, LAUNCH_AT, "Europe/Madrid") is refused


@pytest.mark.story("2.3")
@pytest.mark.parametrize(
    ("launch_at", "zone", "day"),
    [
        (HALF_PAST_MIDNIGHT, "UTC", date(2027, 9, 1)),
        (HALF_PAST_MIDNIGHT, "America/New_York", date(2027, 8, 31)),
        (HALF_AN_HOUR_TO, "UTC", date(2027, 8, 31)),
        (HALF_AN_HOUR_TO, "Asia/Kolkata", date(2027, 9, 1)),
    ],
)
def test_the_launch_day_is_that_of_the_spaceports_calendar(
    launch_at: datetime, zone: str, day: date
) -> None:
    youngest, oldest = date(2009, 9, 1), date(1956, 9, 1)
    on_the_first = day == date(2027, 9, 1)

    assert age_fault(youngest, launch_at, zone) is not on_the_first
    assert age_fault(oldest, launch_at, zone) is on_the_first


@pytest.mark.story("2.3")
@given(st.lists(st.none() | passengers(), max_size=4), st.integers(0, 4))
def test_names_may_be_missing_but_not_outnumber_the_seats(
    named: list[Passenger | None], seats: int
) -> None:
    found = faults(*named, seats=seats)

    assert found == ([("/passengers", "too-many-passengers")] if len(named) > seats else [])


@pytest.mark.story("2.3")
def test_every_fault_of_every_passenger_is_told_with_its_place() -> None:
    nameless = Passenger(first_name=" ", last_name="x" * 81, birth_date=date(2020, 1, 1))

    found = faults(a_passenger(), None, nameless)

    assert found == [
        ("/passengers/2/first_name", "required"),
        ("/passengers/2/last_name", "too-long"),
        ("/passengers/2/birth_date", "passenger-age"),
    ]
