"""The gateway's calls: signed, in any order, as often as it likes, and never believed blindly."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import cast

import pytest
from httpx import Response
from litestar.testing import TestClient

from astrobookings.adapters.memory.gateway import MemoryGateway
from astrobookings.adapters.memory.payment_signals import MemoryPaymentSignals
from astrobookings.application.booking.views import BookingView
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.laws import broken_laws
from astrobookings.testing.world import World

from .conftest import Platform
from .stub import client_of, stub_system

PATH = "/api/v1/finance/webhooks/payments"
pytestmark = pytest.mark.story("2.3")


def call(platform: Platform, body: bytes, signature: str | None = None, **more: str) -> Response:
    """The gateway calls with *body*, signed by itself unless *signature* says otherwise."""
    signals = cast(MemoryPaymentSignals, platform.world.parts.payment_signals)
    signed = signals.sign(body) if signature is None else signature
    return platform.client.post(PATH, content=body, headers={"stripe-signature": signed, **more})


def about(provider_id: str | None) -> bytes:
    return json.dumps({"provider_id": provider_id}).encode()


def waiting(world: World) -> tuple[BookingView, str]:
    """A booking that waits for its payer, and its charge at the gateway."""
    view = world.book(world.traveler(), world.launch().id, method="pm_requires_action")
    (charge,) = view.charges
    assert charge.provider_id is not None
    return view, charge.provider_id


def paid(world: World, provider_id: str) -> None:
    """The payer does what the bank asks for; we do not hear of it."""
    cast(MemoryGateway, world.system.gateway).complete_action(provider_id, approve=True)


def status(world: World, view: BookingView) -> BookingStatus:
    return world.parts.bookings.get(view.booking.id).status


def test_a_signal_confirms_what_the_payer_has_paid(platform: Platform) -> None:
    view, provider_id = waiting(platform.world)
    paid(platform.world, provider_id)

    answer = call(platform, about(provider_id))

    assert (answer.status_code, answer.json()) == (202, {"received": True})
    assert status(platform.world, view) is BookingStatus.CONFIRMED


def test_a_signal_is_not_believed_but_looked_into(platform: Platform) -> None:
    view, provider_id = waiting(platform.world)

    assert call(platform, about(provider_id)).status_code == 202

    assert status(platform.world, view) is BookingStatus.HELD


def test_signals_that_come_twice_late_and_at_once_pay_once(platform: Platform) -> None:
    world = platform.world
    view, provider_id = waiting(world)
    call(platform, about(provider_id))  # before the payer acted
    paid(world, provider_id)

    with ThreadPoolExecutor(4) as gateway:
        answers = [gateway.submit(call, platform, about(provider_id)) for _ in range(6)]
        assert {answer.result(20).status_code for answer in answers} == {202}
    world.pass_time(timedelta(days=3))
    call(platform, about(provider_id))
    world.settle()

    assert status(world, view) is BookingStatus.CONFIRMED
    assert cast(MemoryGateway, world.system.gateway).captured() == view.booking.total_price
    assert len(world.parts.receipts.of_booking(view.booking.id)) == 1
    assert broken_laws(world.parts) == []


def test_a_signal_after_the_hold_was_lost_gives_the_money_up(platform: Platform) -> None:
    world = platform.world
    view, provider_id = waiting(world)
    world.pass_time(timedelta(hours=2))
    world.settle()
    paid(world, provider_id)

    assert call(platform, about(provider_id)).status_code == 202

    assert status(world, view) is BookingStatus.EXPIRED
    assert cast(MemoryGateway, world.system.gateway).captured().cents == 0


@pytest.mark.parametrize("provider_id", ["pi_of_somebody_else", None])
def test_what_is_not_ours_is_taken_and_ignored(platform: Platform, provider_id: str | None) -> None:
    assert call(platform, about(provider_id)).status_code == 202


@pytest.mark.parametrize("signature", ["", "1.2", "t=1,v1=abc"])
def test_a_call_that_the_gateway_did_not_sign_changes_nothing(
    platform: Platform, signature: str
) -> None:
    view, provider_id = waiting(platform.world)
    paid(platform.world, provider_id)

    answer = call(platform, about(provider_id), signature)

    assert (answer.status_code, answer.json()["code"]) == (400, "signature-invalid")
    assert status(platform.world, view) is BookingStatus.HELD


def test_the_signature_is_that_of_the_bytes_as_they_came(platform: Platform) -> None:
    body = about("pi_1")
    signals = cast(MemoryPaymentSignals, platform.world.parts.payment_signals)

    spaced = json.dumps(json.loads(body), indent=2).encode()

    assert call(platform, spaced, signals.sign(body)).status_code == 400
    assert call(platform, spaced, signals.sign(spaced)).status_code == 202


def test_an_old_call_is_refused_whoever_signed_it(platform: Platform) -> None:
    body = about("pi_1")
    signature = cast(MemoryPaymentSignals, platform.world.parts.payment_signals).sign(body)
    platform.world.pass_time(timedelta(minutes=6))

    assert call(platform, body, signature).status_code == 400


def test_a_call_in_an_outage_is_to_be_sent_again() -> None:
    def away(*_: object, **__: object) -> None:
        raise Unavailable

    with client_of(stub_system(hear_gateway=away)) as client:
        answer = client.post(PATH, content=b"{}")

    assert answer.status_code == 503
    assert "retry-after" in answer.headers


@pytest.fixture
def strict() -> Iterator[Platform]:
    """Give a platform that lets an address ask three times a minute."""
    world = in_memory_world()
    rare = HttpSettings(access_log=False, sign_in_rate="3/minute")
    with TestClient(create_app(world.system, *SERVICES, settings=rare)) as client:
        yield Platform(world, client)


def test_the_gateway_may_call_as_often_as_it_has_to(strict: Platform) -> None:
    assert {call(strict, about(None)).status_code for _ in range(10)} == {202}


def test_forgers_may_not(strict: Platform) -> None:
    answers = [call(strict, about(None), "1.2").status_code for _ in range(5)]

    assert answers == [400, 400, 400, 429, 429]
    assert call(strict, about(None)).status_code == 202


def test_a_large_signal_is_heard_and_a_huge_one_refused(platform: Platform) -> None:
    for size, expected in ((200_000, 202), (300_000, 413)):
        body = json.dumps({"provider_id": None, "rest": "x" * size}).encode()
        assert call(platform, body).status_code == expected


def test_the_service_runs_alone() -> None:
    world = in_memory_world()
    with TestClient(create_app(world.system, "finance", settings=HttpSettings())) as client:
        assert call(Platform(world, client), about(None)).status_code == 202
    with TestClient(create_app(world.system, "booking", settings=HttpSettings())) as client:
        assert call(Platform(world, client), about(None)).status_code == 404
