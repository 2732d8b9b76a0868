"""Slower after each failure, never locked for good (story 0.2)."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.identity.throttle import (
    ThrottlePolicy,
    wait_before_next,
    wait_for_room,
)
from astrobookings.testing.strategies import instants
from tests.domain.examples import INSTANT, NOW, SECOND

POLICY = ThrottlePolicy()
WINDOW = timedelta(minutes=15)
last_hour = st.lists(instants(after=NOW - timedelta(hours=1), before=NOW), max_size=40)


def wait(failures: list[datetime], *, allowed: int = 5, now: datetime = NOW) -> timedelta:
    return wait_before_next(failures, allowed=allowed, now=now, policy=POLICY)


@pytest.mark.story("0.2")
@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, 900), (500, 900)],
)
def test_from_the_fifth_failure_on_the_wait_doubles_up_to_a_quarter_of_an_hour(
    failures: int, seconds: int
) -> None:
    assert wait([NOW] * failures) == timedelta(seconds=seconds)


@pytest.mark.story("0.2")
@pytest.mark.parametrize(("failures", "seconds"), [(29, 0), (30, 30), (31, 60)])
def test_an_address_of_origin_may_fail_more_often(failures: int, seconds: int) -> None:
    waited = wait([NOW] * failures, allowed=POLICY.per_origin)

    assert waited == timedelta(seconds=seconds)


def test_the_wait_counts_from_the_last_failure() -> None:
    failures = [NOW - timedelta(seconds=back) for back in (50, 40, 30, 20, 10)]

    assert wait(failures) == timedelta(seconds=20)
    assert wait(failures, now=NOW + timedelta(seconds=20)) == timedelta(0)


def test_a_failure_counts_for_less_than_15_minutes() -> None:
    old = NOW - WINDOW

    assert wait([old] + [NOW] * 4) == timedelta(0)
    assert wait([old + INSTANT] + [NOW] * 4) == timedelta(seconds=30)


@given(last_hour)
def test_who_waits_as_told_may_go_on(failures: list[datetime]) -> None:
    told = wait(failures)

    assert wait(failures, now=NOW + told) == timedelta(0)


@given(last_hour)
def test_nobody_is_ever_locked_for_good(failures: list[datetime]) -> None:
    assert timedelta(0) <= wait(failures) <= WINDOW


@given(last_hour)
def test_the_order_of_failures_does_not_matter(failures: list[datetime]) -> None:
    assert wait(sorted(failures, reverse=True)) == wait(sorted(failures)) == wait(failures)


@given(last_hour)
def test_one_more_failure_never_shortens_the_wait(failures: list[datetime]) -> None:
    assert wait([*failures, NOW]) >= wait(failures)


def room(attempts: list[datetime], *, now: datetime = NOW) -> timedelta:
    return wait_for_room(attempts, allowed=3, now=now, policy=POLICY)


def test_there_is_room_until_the_window_holds_as_many_as_allowed() -> None:
    first = NOW - timedelta(minutes=10)

    assert room([first, NOW]) == timedelta(0)
    assert room([first, NOW, NOW]) == POLICY.rate_window - timedelta(minutes=10)


@given(last_hour)
def test_after_the_wait_for_room_there_is_room_and_not_before(attempts: list[datetime]) -> None:
    told = room(attempts)

    assert room(attempts, now=NOW + told) == timedelta(0)
    if told > SECOND:
        assert room(attempts, now=NOW + told - SECOND) == SECOND
