"""Which delays a traveler may refuse, and until when (story 2.4)."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.agencies.launch import Delay, LaunchStatus
from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.booking.cancellation import (
    accept_delay,
    open_delays,
    require_open_delay,
)
from astrobookings.domain.booking.errors import NoOpenDelay
from astrobookings.domain.booking.policies import DelayAnswerPolicy
from astrobookings.domain.kernel.ids import DelayId
from astrobookings.testing.strategies import bookings, delays, instants
from tests.domain.examples import INSTANT, LAUNCH_AT, a_booking, a_delay, a_launch, number

POLICY = DelayAnswerPolicy()
WINDOW = timedelta(days=14)
ANNOUNCED = a_delay().at
LATE = LAUNCH_AT - timedelta(days=3)
FLIGHTS = {"launch_at": LAUNCH_AT, "status": LaunchStatus.DELAYED}


def answerable(booking: Booking, now: datetime, *announced: Delay) -> list[DelayId]:
    launch = a_launch(delays=announced, **FLIGHTS)
    return [delay.id for delay in open_delays(booking, launch, now, POLICY)]


@pytest.mark.story("2.4")
@pytest.mark.parametrize(
    ("now", "open_"),
    [
        (ANNOUNCED, True),
        (ANNOUNCED + WINDOW - INSTANT, True),
        (ANNOUNCED + WINDOW, False),
    ],
)
def test_a_delay_may_be_refused_for_14_days(now: datetime, open_: bool) -> None:
    assert bool(answerable(a_booking(), now, a_delay())) is open_


@pytest.mark.story("2.4")
@pytest.mark.parametrize(
    ("now", "open_"), [(LAUNCH_AT - INSTANT, True), (LAUNCH_AT, False), (LAUNCH_AT + WINDOW, False)]
)
def test_a_late_delay_may_be_refused_only_before_the_new_date(now: datetime, open_: bool) -> None:
    assert bool(answerable(a_booking(), now, a_delay(at=LATE))) is open_


@pytest.mark.story("2.4")
@pytest.mark.parametrize(
    ("made", "open_"),
    [(ANNOUNCED - INSTANT, True), (ANNOUNCED, False), (ANNOUNCED + INSTANT, False)],
)
def test_only_bookings_made_before_a_delay_may_refuse_it(made: datetime, open_: bool) -> None:
    booking = a_booking(created_at=made)

    assert bool(answerable(booking, ANNOUNCED + timedelta(days=1), a_delay())) is open_


@pytest.mark.story("2.4")
def test_accepting_closes_that_delay_and_no_other() -> None:
    first, second = a_delay(id=DelayId(number(61))), a_delay(id=DelayId(number(62)))
    booking = a_booking()
    assert answerable(booking, ANNOUNCED, first, second) == [first.id, second.id]

    accepted = accept_delay(booking, first.id)

    assert answerable(accepted, ANNOUNCED, first, second) == [second.id]
    assert answerable(accept_delay(accepted, second.id), ANNOUNCED, first, second) == []


@pytest.mark.story("2.4")
@given(
    bookings(status=st.just(BookingStatus.CONFIRMED)),
    st.lists(delays(), max_size=3, unique_by=lambda delay: delay.id),
    instants(),
)
def test_a_delay_is_answerable_exactly_by_the_rules(
    booking: Booking, announced: list[Delay], now: datetime
) -> None:
    expected = [
        delay.id
        for delay in announced
        if delay.at > booking.created_at
        and delay.id not in booking.accepted_delays
        and now - delay.at < WINDOW
        and now < delay.launch_at
    ]

    assert answerable(booking, now, *announced) == expected


@given(bookings(status=st.just(BookingStatus.CONFIRMED)), delays(), instants())
def test_an_answer_needs_an_open_delay(booking: Booking, delay: Delay, now: datetime) -> None:
    launch = a_launch(delays=(delay,), **FLIGHTS)

    if open_delays(booking, launch, now, POLICY):
        assert require_open_delay(booking, launch, delay.id, now, POLICY) == delay
    else:
        with pytest.raises(NoOpenDelay):
            require_open_delay(booking, launch, delay.id, now, POLICY)


def test_a_delay_of_another_launch_is_nothing_to_answer() -> None:
    launch = a_launch(delays=(a_delay(),), **FLIGHTS)

    with pytest.raises(NoOpenDelay):
        require_open_delay(a_booking(), launch, DelayId(number(99)), ANNOUNCED, POLICY)
