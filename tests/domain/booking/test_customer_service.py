"""Holds are extended within bounds, transfers pay the whole, the trail tells who (story 2.8)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from astrobookings.domain.booking.booking import Booking, BookingStatus, NoSuchBookingMove, OnBehalf
from astrobookings.domain.booking.charges import ChargeStatus, reserve_refund
from astrobookings.domain.booking.customer_service import (
    HoldTooLong,
    acted_for,
    extend_hold,
    require_open_hold,
)
from astrobookings.domain.booking.errors import HoldExpired, PaymentInProgress
from astrobookings.domain.booking.ledger import Account, balances, transfer_received
from astrobookings.domain.booking.policies import HoldPolicy
from astrobookings.domain.booking.transfers import (
    TransferAmount,
    by_transfer,
    refuse_other_amount,
    repeated,
    transfer,
    transfer_id,
)
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.ids import AttemptId, ChargeId, UserId
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.testing.strategies import bookings, charges, lines, money, spans
from tests.domain.examples import INSTANT, NOW, a_booking, number

POLICY = HoldPolicy()
HELD = BookingStatus.HELD
EMPLOYEE = UserId(number(77))
unpaid = bookings(status=st.just(HELD), paying=st.just(False))
any_bookings = bookings()
while_held = spans(most=POLICY.lasts - INSTANT)


def extended(booking: Booking, until: datetime, **said: Any) -> Booking:
    facts = {"launch_at": NOW + timedelta(days=400), "now": NOW, "policy": POLICY, **said}
    return extend_hold(booking, until, **facts)


@pytest.mark.story("2.8")
@given(unpaid, while_held, spans(), spans())
def test_an_extended_hold_ends_later_but_never_past_its_bounds(
    booking: Booking, passed: timedelta, more: timedelta, left: timedelta
) -> None:
    now, until = booking.created_at + passed, booking.expires_at + more
    launch_at = booking.expires_at + left
    latest = min(booking.created_at + POLICY.longest, launch_at)

    if more == timedelta():
        with pytest.raises(Invalid):
            extended(booking, until, launch_at=launch_at, now=now)
    elif until > latest:
        with pytest.raises(HoldTooLong) as refusal:
            extended(booking, until, launch_at=launch_at, now=now)
        assert refusal.value.latest == latest
    else:
        kept = extended(booking, until, launch_at=launch_at, now=now)
        assert kept == evolve(booking, expires_at=until, held_until=until)


@pytest.mark.story("2.8")
def test_a_hold_is_extended_to_seven_days_at_most() -> None:
    booking = a_booking()
    week = booking.created_at + timedelta(days=7)

    assert extended(booking, week).expires_at == week
    with pytest.raises(HoldTooLong):
        extended(booking, week + INSTANT)


@pytest.mark.story("2.8")
@given(any_bookings, spans())
def test_only_seats_held_and_not_being_paid_for_are_kept_for_longer(
    booking: Booking, later: timedelta
) -> None:
    now = booking.created_at + later
    refusal: type[Exception] | None = None
    if booking.status is BookingStatus.EXPIRED or (booking.status is HELD and booking.paying):
        refusal = PaymentInProgress if booking.status is HELD else HoldExpired
    elif booking.status is not HELD:
        refusal = NoSuchBookingMove
    if booking.status is HELD and now >= booking.held_until:
        refusal = HoldExpired

    if refusal is None:
        require_open_hold(booking, now, "paid")
    else:
        with pytest.raises(refusal):
            require_open_hold(booking, now, "paid")


@given(any_bookings, lines())
def test_the_trail_names_the_employee_and_changes_nothing_else(
    booking: Booking, reason: str
) -> None:
    acted = acted_for(booking, EMPLOYEE, reason)

    assert acted.on_behalf == OnBehalf(EMPLOYEE, reason)
    assert evolve(acted, on_behalf=booking.on_behalf) == booking


@pytest.mark.story("2.8")
@given(unpaid, money())
def test_a_transfer_pays_exactly_what_the_booking_costs(booking: Booking, amount: Money) -> None:
    refuse_other_amount(booking, booking.total_price)
    assume(amount != booking.total_price)

    with pytest.raises(TransferAmount) as refusal:
        refuse_other_amount(booking, amount)

    assert (refusal.value.expected, refusal.value.received) == (booking.total_price, amount)


@pytest.mark.story("2.8")
@given(unpaid, lines())
def test_a_transfer_is_a_charge_done_from_the_start(booking: Booking, reference: str) -> None:
    charge = transfer(ChargeId(number(1)), AttemptId(number(2)), booking, reference, NOW)

    assert charge.status is ChargeStatus.SUCCEEDED
    assert charge.refundable == charge.amount == booking.total_price
    assert by_transfer(charge)
    ((reserved, part),) = reserve_refund([charge], charge.amount)
    assert (reserved.refundable, part) == (ZERO, charge.amount)


@given(charges())
def test_no_charge_of_a_gateway_looks_like_a_transfer(charge: Any) -> None:
    assert not by_transfer(charge)
    assert not by_transfer(evolve(charge, method="bank_transfer"))


@given(unpaid)
def test_a_transfer_comes_to_the_bank_and_is_the_agency_s(booking: Booking) -> None:
    charge = transfer(ChargeId(number(1)), AttemptId(number(2)), booking, "TRF 1", NOW)

    entry = transfer_received(number(3), charge, booking, NOW)

    stands = balances([entry])
    assert (entry.kind, entry.subject) == ("transfer-received", charge.id)
    assert stands[Account.BANK] == charge.amount
    assert stands[Account.AGENCIES] == -charge.amount
    assert stands[Account.GATEWAY] == ZERO


def test_references_are_the_same_in_any_case() -> None:
    assert transfer_id(" trf 1 ") == transfer_id("TRF 1")
    charge = transfer(ChargeId(number(1)), AttemptId(number(2)), a_booking(), "trf 1", NOW)
    assert str(repeated(charge)) == "The transfer TRF 1 was recorded before."
