"""Paying for held seats, on memory adapters (story 2.3)."""

from datetime import timedelta

import pytest

from astrobookings.adapters.memory.gateway import MemoryGateway
from astrobookings.application.booking.views import BookingPaymentStatus
from astrobookings.domain.booking.booking import BookingStatus, NoSuchBookingMove
from astrobookings.domain.booking.charges import ChargeStatus
from astrobookings.domain.booking.errors import HoldExpired, NotOnSale, PaymentInProgress
from astrobookings.domain.booking.refunds import RefundReason
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.money import Money, total
from astrobookings.testing.faults import Fuse, ProcessDied, mortal
from astrobookings.testing.laws import all_bookings, broken_laws, broken_when_settled
from astrobookings.testing.world import World


@pytest.mark.story("2.3")
def test_a_declined_payment_leaves_the_seats_held_and_payable(world: World) -> None:
    by, launch = world.traveler(), world.launch()

    view = world.book(by, launch.id, 2, method="pm_insufficient_funds")

    assert view.status is BookingStatus.HELD
    assert view.declined == "insufficient-funds"
    paid = world.system.pay_booking(by, view.booking.id, "pm_ok", world.key(by))
    assert (paid.status, paid.payment.status) == (
        BookingStatus.CONFIRMED,
        BookingPaymentStatus.SUCCEEDED,
    )
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.3")
def test_a_total_above_the_gateways_maximum_is_split_and_adds_up(world: World) -> None:
    by, launch = world.traveler(), world.launch(price="2500000.01")

    view = world.book(by, launch.id, 2)

    assert view.status is BookingStatus.CONFIRMED
    assert len(view.charges) == 6
    assert max(charge.amount for charge in view.charges) <= Money.of("999999.99")
    assert total(charge.amount for charge in view.charges) == Money.of("5000000.02")


@pytest.mark.story("2.3")
def test_a_silent_gateway_leaves_the_payment_pending_until_it_is_settled(world: World) -> None:
    by, launch = world.traveler(), world.launch()

    view = world.book(by, launch.id, 2, method="pm_timeout_then_ok")

    assert (view.status, view.payment.status) == (BookingStatus.HELD, BookingPaymentStatus.PENDING)
    with pytest.raises(PaymentInProgress):
        world.system.pay_booking(by, view.booking.id, "pm_ok", world.key(by))
    with pytest.raises(PaymentInProgress):
        world.system.quote_cancellation(by, view.booking.id)
    world.pass_time(timedelta(seconds=61))
    world.settle()
    settled = world.system.view_booking(by, view.booking.id)
    assert settled.status is BookingStatus.CONFIRMED
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.3")
def test_a_payment_that_needs_an_action_waits_for_it(world: World) -> None:
    by, launch = world.traveler(), world.launch()

    view = world.book(by, launch.id, 1, method="pm_requires_action")

    assert view.payment.status is BookingPaymentStatus.REQUIRES_ACTION
    assert view.payment.next_action is not None
    provider_id = view.charges[0].provider_id
    gateway = world.parts.gateway
    assert provider_id is not None
    assert isinstance(gateway, MemoryGateway)
    gateway.complete_action(provider_id, approve=True)
    world.pass_time(timedelta(seconds=61))
    world.settle()
    assert world.system.view_booking(by, view.booking.id).status is BookingStatus.CONFIRMED


@pytest.mark.story("2.3")
def test_an_action_never_completed_frees_the_seats_after_half_an_hour(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=4, price="200000.00")
    view = world.book(by, launch.id, 4, method="pm_requires_action")

    world.pass_time(timedelta(minutes=16))
    world.settle()
    assert world.seats_left(launch.id) == 0

    world.pass_time(timedelta(minutes=15))
    world.settle()
    assert world.seats_left(launch.id) == 4
    charges = world.system.view_booking(by, view.booking.id).charges
    assert [charge.status for charge in charges] == [ChargeStatus.RELEASED]
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.3")
def test_a_payment_begun_in_time_takes_its_seats_again_if_they_are_free(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=4, price="200000.00")
    view = world.book(by, launch.id, 4, method="pm_timeout_then_ok")

    world.pass_time(timedelta(minutes=31))
    world.system.expire_holds(world.operator)
    assert world.seats_left(launch.id) == 4

    world.settle()
    assert world.system.view_booking(by, view.booking.id).status is BookingStatus.CONFIRMED
    assert world.seats_left(launch.id) == 0
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.3")
def test_nobody_pays_for_seats_that_others_took_meanwhile(world: World) -> None:
    slow, quick, launch = (
        world.traveler(),
        world.traveler(),
        world.launch(seats=4, price="200000.00"),
    )
    view = world.book(slow, launch.id, 4, method="pm_timeout_then_ok")
    world.pass_time(timedelta(minutes=31))
    world.book(quick, launch.id, 2)

    world.settle()

    lost = world.system.view_booking(slow, view.booking.id)
    assert lost.status is BookingStatus.EXPIRED
    assert {charge.status for charge in lost.charges} == {ChargeStatus.RELEASED}
    assert broken_when_settled(world.parts) == []


@pytest.mark.story("2.3")
def test_a_lapsed_hold_cannot_be_paid(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    view = world.book(by, launch.id, 1, method=None)
    world.pass_time(timedelta(minutes=15))

    with pytest.raises(HoldExpired):
        world.system.pay_booking(by, view.booking.id, "pm_ok", world.key(by))


@pytest.mark.story("2.3")
def test_a_confirmed_booking_is_not_paid_twice(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    view = world.book(by, launch.id, 1)

    with pytest.raises(NoSuchBookingMove):
        world.system.pay_booking(by, view.booking.id, "pm_ok", world.key(by))
    assert broken_laws(world.parts) == []


@pytest.mark.story("2.3")
def test_a_held_booking_of_an_aborted_launch_cannot_be_paid(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    view = world.book(by, launch.id, 1, method=None)
    world.system.abort_launch(world.owner_of(launch), launch.id, "Engine")

    with pytest.raises(NotOnSale):
        world.system.pay_booking(by, view.booking.id, "pm_ok", world.key(by))


@pytest.mark.story("2.3")
def test_the_same_payment_sent_twice_pays_once(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    view = world.book(by, launch.id, 1, method=None)
    key = world.key(by)
    world.system.pay_booking(by, view.booking.id, "pm_ok", key)
    world.pass_time(timedelta(seconds=61))

    again = world.system.pay_booking(by, view.booking.id, "pm_ok", key)

    assert again.status is BookingStatus.CONFIRMED
    assert len(again.charges) == 1


def test_a_foreign_booking_is_not_found(world: World) -> None:
    owner, other, launch = world.traveler(), world.traveler(), world.launch()
    view = world.book(owner, launch.id, 1, method=None)

    with pytest.raises(NotFound):
        world.system.pay_booking(other, view.booking.id, "pm_ok", world.key(other))


@pytest.mark.story("2.3")
def test_a_declined_request_sent_again_is_not_charged_anew(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    key = world.key(by)
    world.book(by, launch.id, 2, method="pm_declined", key=key)
    world.pass_time(timedelta(seconds=61))

    again = world.book(by, launch.id, 2, method="pm_declined", key=key)

    assert again.declined == "declined"
    assert len(again.charges) == 1


@pytest.mark.story("2.3")
def test_a_payment_that_somebody_works_on_is_left_to_them(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    view = world.book(by, launch.id, 1, method="pm_timeout_then_ok")
    provider_id = view.charges[0].provider_id

    world.system.settle_payments(world.operator, provider_id=provider_id)
    assert world.system.view_booking(by, view.booking.id).status is BookingStatus.HELD

    world.pass_time(timedelta(seconds=60))
    world.system.settle_payments(world.operator, provider_id=provider_id)
    assert world.system.view_booking(by, view.booking.id).status is BookingStatus.CONFIRMED


@pytest.mark.story("1.5")
def test_money_that_lands_after_the_launch_was_aborted_comes_back_in_full(world: World) -> None:
    by, launch = world.traveler(), world.launch(price="250000.00")
    parts, calls = world.parts, Fuse()
    world.restart(mortal(parts, calls))
    other = world.launch(price="250000.00")
    before = len(calls.calls)
    world.book(by, other.id, 1)
    captured = calls.calls.index("gateway.capture", before) - before + 1

    world.restart(mortal(parts, Fuse(at=captured, after=True)))
    with pytest.raises(ProcessDied):
        world.book(by, launch.id, 1)
    world.restart(parts)
    world.system.abort_launch(world.owner_of(launch), launch.id, "Engine")
    world.settle()
    world.pass_time(timedelta(seconds=61))
    world.settle()

    (refund,) = (
        refund
        for booking in all_bookings(parts, world.clock.now())
        for refund in parts.refunds.of_booking(booking.id)
    )
    assert (refund.amount, refund.reason) == (launch.price, RefundReason.LATE_PAYMENT)
    assert broken_when_settled(parts) == []


@pytest.mark.story("2.3")
def test_seats_taken_again_count_against_the_limit(world: World) -> None:
    by, launch = world.traveler(), world.launch(seats=20, price="200000.00")
    late = world.book(by, launch.id, 4, method="pm_timeout_then_ok")
    world.pass_time(timedelta(minutes=31))
    world.system.expire_holds(world.operator)
    world.book(by, launch.id, (10, 11))

    world.settle()

    lost = world.system.view_booking(by, late.booking.id)
    assert lost.status is BookingStatus.EXPIRED
    assert {charge.status for charge in lost.charges} == {ChargeStatus.RELEASED}


@pytest.mark.story("1.5")
def test_a_payment_of_an_aborted_launch_is_released_not_confirmed(world: World) -> None:
    by, launch = world.traveler(), world.launch()
    view = world.book(by, launch.id, 1, method="pm_timeout_then_ok")
    world.system.abort_launch(world.owner_of(launch), launch.id, "Engine")
    world.pass_time(timedelta(seconds=61))

    world.system.settle_payments(world.operator)

    seen = world.system.view_booking(by, view.booking.id)
    assert seen.status is BookingStatus.HELD
    assert [charge.status for charge in seen.charges] == [ChargeStatus.RELEASED]
