"""Wishes: who may wait, and what becomes of them."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from astrobookings.domain.agencies.launch import OPEN, Launch, LaunchStatus
from astrobookings.domain.booking.errors import NotOnSale, SeatLimitExceeded, TravelerNotReady
from astrobookings.domain.booking.offer import Survey
from astrobookings.domain.booking.policies import BookingPolicies, WishPolicy
from astrobookings.domain.booking.wishes import (
    WISH_MOVES,
    NoSuchWishMove,
    SeatsLeft,
    Wish,
    WishStatus,
    WishWaiting,
    check_wish,
    close,
    grant,
    hold_until,
    sale_over,
    same_wish,
    withdraw,
)
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.strategies import instants, launches, spans, surveys, wishes
from tests.domain.examples import NOW

POLICIES = BookingPolicies()
MOVES: Mapping[WishStatus, Callable[[Wish], Wish]] = {
    WishStatus.GRANTED: lambda wish: grant(wish, BookingId(fresh_id()), NOW),
    WishStatus.WITHDRAWN: lambda wish: withdraw(wish, NOW),
    WishStatus.CLOSED: lambda wish: close(wish, NOW),
}


@given(surveys(), st.integers(1, 12))
def test_a_traveler_waits_for_what_is_allowed_but_not_there(survey: Survey, seats: int) -> None:
    now = survey.offer.launch_at - timedelta(seconds=1)
    limit = POLICIES.seats.limit(vip=POLICIES.seats.is_vip(survey.launches_booked))
    assume(seats <= survey.offer.seats_total)

    try:
        check_wish(survey, seats, now=now, policies=POLICIES)
    except SeatLimitExceeded:
        assert survey.held + seats > limit
    except SeatsLeft:
        assert seats <= survey.seats_left
        assert survey.held + seats <= limit
    else:
        assert survey.held + seats <= limit
        assert seats > survey.seats_left


@given(surveys())
def test_nobody_waits_for_what_is_not_sold(survey: Survey) -> None:
    offer = survey.offer
    with pytest.raises(NotOnSale):
        check_wish(survey, 1, now=offer.launch_at, policies=POLICIES)
    suspended = evolve(survey, offer=evolve(offer, suspended=True))
    with pytest.raises(NotOnSale):
        check_wish(suspended, 1, now=offer.launch_at - timedelta(days=1), policies=POLICIES)
    with pytest.raises(TravelerNotReady):
        check_wish(
            evolve(survey, traveler_ready=False),
            1,
            now=offer.launch_at - timedelta(days=1),
            policies=POLICIES,
        )


@given(surveys())
def test_a_wish_is_for_seats_that_the_launch_has(survey: Survey) -> None:
    now = survey.offer.launch_at - timedelta(days=1)
    for seats in (0, -1, survey.offer.seats_total + 1):
        with pytest.raises(Invalid):
            check_wish(survey, seats, now=now, policies=POLICIES)


@given(instants(), spans(most=timedelta(days=3)))
def test_a_granted_hold_lasts_its_time_but_never_beyond_lift_off(
    now: datetime, notice: timedelta
) -> None:
    policy = WishPolicy()

    until = hold_until(now + notice, now, policy)

    assert now <= until <= now + notice
    assert until == min(now + policy.hold_lasts, now + notice)


@given(wishes())
def test_only_waiting_wishes_are_decided_and_each_once(wish: Wish) -> None:
    for status, move in MOVES.items():
        if status in WISH_MOVES[wish.status]:
            moved = move(wish)
            assert (moved.status, moved.ended_at) == (status, NOW)
            assert (moved.booking_id is not None) == (status is WishStatus.GRANTED)
        else:
            with pytest.raises(NoSuchWishMove):
                move(wish)


@given(wishes(), st.integers(1, 6))
def test_a_repeated_wish_is_the_same_for_the_same_seats_alone(wish: Wish, seats: int) -> None:
    if seats == wish.seats:
        assert same_wish(wish, seats) is wish
    else:
        with pytest.raises(WishWaiting):
            same_wish(wish, seats)


@given(launches(), instants())
def test_the_sale_is_over_with_the_launch_or_at_lift_off(launch: Launch, now: datetime) -> None:
    over = sale_over(launch, now)

    assert over == (launch.status not in OPEN or now >= launch.launch_at)
    assert sale_over(evolve(launch, status=LaunchStatus.ABORTED), now)
