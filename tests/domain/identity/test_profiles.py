"""Ages in whole years, as the calendar has them (story 2.2)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.identity.profiles import TravelerProfile, adult_fault, age_on
from astrobookings.testing.strategies import birth_dates, traveler_profiles

BORN = date(1990, 5, 17)
YEARS = st.dates(min_value=date(1920, 1, 1), max_value=date(2030, 1, 1))


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(1990, 5, 17), 0),
        (date(2008, 5, 16), 17),
        (date(2008, 5, 17), 18),
        (date(2008, 12, 31), 18),
    ],
)
def test_a_year_is_complete_on_the_birthday(day: date, age: int) -> None:
    assert age_on(BORN, day) == age


def test_a_birthday_on_29_february_counts_from_1_march_in_other_years() -> None:
    leapling = date(2004, 2, 29)

    assert age_on(leapling, date(2022, 2, 28)) == 17
    assert age_on(leapling, date(2022, 3, 1)) == 18
    assert age_on(leapling, date(2024, 2, 29)) == 20


@given(birth_dates(), YEARS)
def test_nobody_gets_younger(born: date, day: date) -> None:
    assert 0 <= age_on(born, day + timedelta(days=1)) - age_on(born, day) <= 1


@given(birth_dates(), st.integers(0, 80))
def test_everybody_is_a_year_older_a_year_later(born: date, years: int) -> None:
    later = date(born.year + years, born.month, min(born.day, 28))

    assert age_on(born, later.replace(year=later.year + 1)) == age_on(born, later) + 1


@pytest.mark.story("2.2")
def test_a_traveler_is_18_on_the_day_of_registering() -> None:
    birthday = date(2008, 5, 17)

    assert adult_fault(BORN, birthday) is None
    too_young = adult_fault(BORN, birthday - timedelta(days=1))

    assert too_young is not None
    assert (too_young.pointer, too_young.code) == ("/birth_date", "too-young")


@pytest.mark.story("2.2")
@pytest.mark.parametrize(
    ("born", "code"), [(date(1800, 1, 1), "too-old"), (date(2030, 1, 1), "too-young")]
)
def test_an_impossible_birth_date_is_refused(born: date, code: str) -> None:
    fault = adult_fault(born, date(2026, 3, 1))

    assert fault is not None
    assert fault.code == code


@given(traveler_profiles())
def test_a_profile_has_the_id_of_its_user(profile: TravelerProfile) -> None:
    assert profile.id == profile.user_id
