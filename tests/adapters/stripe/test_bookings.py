"""Bookings paid at Stripe: from the first request to the refund, with Stripe calling back."""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import uvicorn
from attrs import evolve
from localstripe import resources

from astrobookings.adapters.stripe.account import StripeAccount
from astrobookings.adapters.stripe.gateway import StripeGateway
from astrobookings.adapters.stripe.payment_signals import StripePaymentSignals
from astrobookings.application.booking.views import BookingPaymentStatus, BookingView
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.kernel.money import Money
from astrobookings.entrypoints.http.app import create_app
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.laws import broken_laws, broken_when_settled
from astrobookings.testing.world import World
from tests.servers import free_port

from .conftest import BACK
from .peer import StripePeer

VISA, DECLINED = "pm_card_visa", "pm_card_chargeDeclined"
ASKS_MORE = "pm_card_authenticationRequired"
pytestmark = pytest.mark.story("2.3")


@pytest.fixture
def world(account: StripeAccount) -> World:
    """Give a world whose money is at Stripe."""
    made = in_memory_world(seed=secrets.randbits(32))  # Stripe remembers ids
    stripe, signals = StripeGateway(account, BACK), StripePaymentSignals(account)
    made.restart(evolve(made.parts, gateway=stripe, payment_signals=signals))
    return made


@contextmanager
def served(world: World) -> Iterator[str]:
    """The address of the webhook while *world* is served."""
    port = free_port()
    app = create_app(world.system, "finance", settings=HttpSettings(access_log=False))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started)
    try:
        yield f"http://127.0.0.1:{port}/api/v1/finance/webhooks/payments"
    finally:
        server.should_exit = True
        thread.join(10)


def until(fact: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not fact():
        assert time.monotonic() < deadline, "it did not become true in time"
        time.sleep(0.05)


def intent_of(world: World, view: BookingView) -> resources.PaymentIntent:
    charge = world.parts.charges.of_booking(view.booking.id)[-1]
    return resources.PaymentIntent._api_retrieve(str(charge.provider_id))


def test_a_booking_is_paid_once_its_seats_are_sure(world: World) -> None:
    view = world.book(world.traveler(), world.launch().id, method=VISA)

    assert view.status is BookingStatus.CONFIRMED
    assert intent_of(world, view).status == "succeeded"
    assert intent_of(world, view).amount == view.booking.total_price.cents
    assert broken_laws(world.parts) == []


def test_a_declined_card_leaves_the_seats_held_for_another_try(world: World) -> None:
    traveler = world.traveler()

    view = world.book(traveler, world.launch().id, method=DECLINED)
    again = world.system.pay_booking(traveler, view.booking.id, VISA, world.key(traveler))

    assert (view.status, view.declined) == (BookingStatus.HELD, "card-declined")
    assert again.status is BookingStatus.CONFIRMED


def test_a_cancellation_gives_the_money_back_once(world: World) -> None:
    traveler = world.traveler()
    view = world.book(traveler, world.launch(days=400).id, method=VISA)

    world.cancel(traveler, view)
    for _ in range(2):
        world.settle()

    charge = intent_of(world, view).latest_charge
    assert Money.from_cents(charge.amount_refunded) == Money.of("450000.00")
    assert len(charge.refunds._list) == 1
    assert broken_laws(world.parts) + broken_when_settled(world.parts) == []


def test_a_total_above_what_one_charge_may_take_is_split(world: World) -> None:
    launch = world.launch(price="700000.00")

    view = world.book(world.traveler(), launch.id, 2, method=VISA)

    amounts = [charge.amount for charge in view.charges]
    assert view.status is BookingStatus.CONFIRMED
    assert amounts == [Money.of("700000.00")] * 2
    assert len({charge.provider_id for charge in view.charges}) == 2


def test_a_payment_that_was_left_alone_is_settled_from_what_stripe_says(
    world: World, peer: StripePeer
) -> None:
    view = world.book(world.traveler(), world.launch().id, method=ASKS_MORE)
    assert view.payment.status is BookingPaymentStatus.REQUIRES_ACTION
    assert view.payment.next_action == f"{peer.base}/_pay/{intent_of(world, view).id}"

    peer.complete_action(intent_of(world, view).id, approve=True)
    world.pass_time(timedelta(minutes=2))
    world.settle()

    assert world.parts.bookings.get(view.booking.id).status is BookingStatus.CONFIRMED
    assert intent_of(world, view).status == "succeeded"


def test_a_payer_who_never_acts_is_not_charged(world: World) -> None:
    view = world.book(world.traveler(), world.launch().id, method=ASKS_MORE)

    world.pass_time(timedelta(hours=1))
    world.settle()

    assert world.parts.bookings.get(view.booking.id).status is BookingStatus.EXPIRED
    assert intent_of(world, view).status == "canceled"


def test_stripe_calls_when_the_payer_has_acted(world: World, peer: StripePeer) -> None:
    with served(world) as webhook:
        peer.call_us_at(webhook)
        view = world.book(world.traveler(), world.launch().id, method=ASKS_MORE)

        peer.complete_action(intent_of(world, view).id, approve=True)

        until(lambda: intent_of(world, view).status == "succeeded")
        time.sleep(1.5)  # it calls again to tell of the capture
    assert world.parts.bookings.get(view.booking.id).status is BookingStatus.CONFIRMED
    assert len(world.parts.receipts.of_booking(view.booking.id)) == 1
    assert broken_laws(world.parts) == []


def test_stripe_calls_when_the_payer_refused(world: World, peer: StripePeer) -> None:
    with served(world) as webhook:
        peer.call_us_at(webhook)
        view = world.book(world.traveler(), world.launch().id, method=ASKS_MORE)

        peer.complete_action(intent_of(world, view).id, approve=False)

        until(lambda: world.parts.bookings.get(view.booking.id).paying is None)
    (charge,) = world.parts.charges.of_booking(view.booking.id)
    assert charge.decline_reason == "payment-intent-authentication-failure"
