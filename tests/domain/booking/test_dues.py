"""What a cancellation gives back (stories 1.5, 2.5)."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.booking.cancellation import Due, accept_delay, due, open_delays
from astrobookings.domain.booking.policies import DelayAnswerPolicy
from astrobookings.domain.booking.refund_policy import RefundPolicy, RefundTier
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.testing.strategies import bookings, instants, launches, money
from tests.domain.examples import LAUNCH_AT, SECOND, a_booking, a_delay, a_launch, usd

ANSWERS = DelayAnswerPolicy()
PAID = usd("2000.05")
CONFIRMED = BookingStatus.CONFIRMED


def owed(booking: Booking, launch: Launch, now: datetime, paid: Money = PAID) -> Due:
    return due(booking, launch, paid=paid, now=now, answers=ANSWERS)


def before(days: int) -> datetime:
    return LAUNCH_AT - timedelta(days=days)


@pytest.mark.story("2.5")
@pytest.mark.parametrize(
    ("now", "refund", "share"),
    [
        (before(365), "1800.05", "0.9"),  # 1800.045
        (before(365) + SECOND, "1400.04", "0.7"),  # 1400.035
        (before(90), "1400.04", "0.7"),
        (before(90) + SECOND, "0.00", "0"),
        (LAUNCH_AT + SECOND, "0.00", "0"),
    ],
)
def test_a_travelers_own_cancellation_is_due_by_its_notice(
    now: datetime, refund: str, share: str
) -> None:
    what = owed(a_booking(status=CONFIRMED), a_launch(), now)

    assert (what.refund, what.share) == (usd(refund), Decimal(share))


@pytest.mark.story("2.5")
def test_the_tiers_are_those_of_the_day_of_booking() -> None:
    tiers = (RefundTier(timedelta(days=1), Decimal("0.5")),)

    what = owed(a_booking(status=CONFIRMED, refund_tiers=tiers), a_launch(), before(1))

    assert what.share == Decimal("0.5")


@pytest.mark.story("1.5")
@pytest.mark.parametrize("status", [LaunchStatus.ABORTED, LaunchStatus.FAILED])
@given(bookings(status=st.just(CONFIRMED)), instants(), money())
def test_everything_comes_back_when_the_launch_was_aborted_or_failed(
    status: LaunchStatus, booking: Booking, now: datetime, paid: Money
) -> None:
    what = owed(booking, a_launch(status=status), now, paid)

    assert (what.refund, what.share) == (paid, Decimal(1))


@pytest.mark.story("2.4")
def test_everything_comes_back_while_a_delay_can_be_answered() -> None:
    delay = a_delay(at=before(5))
    launch = a_launch(status=LaunchStatus.DELAYED, delays=(delay,))
    booking = a_booking(status=CONFIRMED)

    open_ = owed(booking, launch, before(5))
    accepted = owed(accept_delay(booking, delay.id), launch, before(5))
    over = owed(booking, launch, LAUNCH_AT)

    assert [open_.refund, accepted.refund, over.refund] == [PAID, ZERO, ZERO]


@pytest.mark.parametrize("status", sorted(set(BookingStatus) - {CONFIRMED}))
@given(launches(), instants())
def test_nothing_is_due_for_a_booking_that_is_not_confirmed(
    status: BookingStatus, launch: Launch, now: datetime
) -> None:
    what = owed(a_booking(status=status), launch, now)

    assert (what.refund, what.share) == (ZERO, Decimal(0))


@given(bookings(status=st.just(CONFIRMED)), launches(), instants(), money())
def test_what_is_due_follows_from_launch_delays_and_notice(
    booking: Booking, launch: Launch, now: datetime, paid: Money
) -> None:
    lost = launch.status in {LaunchStatus.ABORTED, LaunchStatus.FAILED}
    full = lost or bool(open_delays(booking, launch, now, ANSWERS))
    notice = launch.launch_at - now
    share = Decimal(1) if full else RefundPolicy(booking.refund_tiers).share(notice)

    what = owed(booking, launch, now, paid)

    assert what.share == share
    assert what.refund == paid.share(share)
    assert what.explanation
