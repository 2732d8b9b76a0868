"""How many seats a traveler may hold on one launch (stories 2.3, 4.3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.booking.policies import SeatLimitPolicy

POLICY = SeatLimitPolicy()


@pytest.mark.story("2.3")
@pytest.mark.parametrize(("booked", "limit"), [(0, 4), (1, 4), (2, 6), (3, 6)])
def test_two_booked_launches_make_a_vip_with_six_seats(booked: int, limit: int) -> None:
    vip = POLICY.is_vip(booked)

    assert vip is (booked >= 2)
    assert POLICY.limit(vip=vip) == limit


@given(st.integers(0, 20))
def test_another_booked_launch_never_lowers_the_limit(booked: int) -> None:
    now, then = POLICY.is_vip(booked), POLICY.is_vip(booked + 1)

    assert POLICY.limit(vip=now) <= POLICY.limit(vip=then)


def test_a_policy_may_have_other_figures() -> None:
    strict = SeatLimitPolicy(regular=1, vip=2, vip_launches=5)

    assert [strict.limit(vip=strict.is_vip(booked)) for booked in (4, 5)] == [1, 2]


@pytest.mark.parametrize(("vip", "figure"), [(False, "4 seats per launch"), (True, "6 seats")])
def test_people_are_told_the_limit_and_why(vip: bool, figure: str) -> None:
    told = POLICY.explain(vip=vip)

    assert told.startswith(figure)
    assert "2 launches" in told
