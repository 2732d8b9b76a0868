"""What is Stripe's own: its declines, its silences, its memory of a day, its secrets."""

import logging
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from uuid import UUID, uuid4

import pytest
from attrs import evolve
from localstripe import resources

from astrobookings.adapters.stripe.account import StripeAccount
from astrobookings.adapters.stripe.gateway import StripeGateway
from astrobookings.application.ports.gateway import GatewayState
from astrobookings.domain.booking.errors import GatewaySilent, RefundRefused
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import ChargeId, RefundId
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.builders import fresh_id

from .conftest import BACK
from .peer import SECRET_KEY, WEBHOOK_SECRET, StripePeer

THOUSAND = Money.of(1000)
S = GatewayState


def charge_id() -> ChargeId:
    return ChargeId(fresh_id())


def refund_id() -> RefundId:
    return RefundId(fresh_id())


def opened(gateway: StripeGateway, method: str = "pm_card_visa") -> str:
    return gateway.open(charge_id(), THOUSAND, method).provider_id


def captured(gateway: StripeGateway) -> str:
    provider_id = opened(gateway)
    gateway.confirm(provider_id)
    gateway.capture(provider_id)
    return provider_id


def test_stripe_hears_of_a_charge_what_it_must(gateway: StripeGateway) -> None:
    one = charge_id()

    provider_id = gateway.open(one, Money.of("1234.56"), "pm_card_visa").provider_id

    intent = resources.PaymentIntent._api_retrieve(provider_id)
    assert (intent.amount, intent.currency, intent.capture_method) == (123456, "usd", "manual")
    assert intent.metadata["charge_id"] == str(one)


def test_the_bank_sends_the_payer_back_to_us(gateway: StripeGateway, peer: StripePeer) -> None:
    provider_id = opened(gateway, "pm_card_authenticationRequired")

    asked = gateway.confirm(provider_id)

    assert asked.next_action == f"{peer.base}/_pay/{provider_id}"
    intent = resources.PaymentIntent._api_retrieve(provider_id)
    assert intent.next_action["redirect_to_url"]["return_url"] == BACK


@pytest.mark.parametrize(
    ("method", "reason"),
    [("pm_card_chargeDeclined", "card-declined"), ("pm_unheard_of", "resource-missing")],
)
def test_a_decline_says_why_and_is_final(
    gateway: StripeGateway, peer: StripePeer, method: str, reason: str
) -> None:
    provider_id = opened(gateway, method)

    declined = gateway.confirm(provider_id)
    peer.forget_keys()

    assert (declined.state, declined.decline_reason) == (S.DECLINED, reason)
    for verb in (gateway.confirm, gateway.capture, gateway.release, gateway.retrieve):
        assert verb(provider_id) == declined


def test_what_stripe_will_not_charge_is_declined_at_once(gateway: StripeGateway) -> None:
    too_much = Money.of("1000000.00")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(resources.PaymentIntent, "_api_create", _too_large)
        charge = gateway.open(charge_id(), too_much, "pm_card_visa")

    assert (charge.state, charge.decline_reason) == (S.DECLINED, "amount-too-large")
    for verb in (gateway.confirm, gateway.capture, gateway.release, gateway.retrieve):
        assert verb(charge.provider_id) == charge
    with pytest.raises(RefundRefused):
        gateway.refund(charge.provider_id, refund_id(), THOUSAND)


def _too_large(**_: object) -> object:
    raise resources.UserError(400, "too large", {"code": "amount_too_large"})


def test_a_charge_cannot_be_opened_differently(gateway: StripeGateway) -> None:
    one = charge_id()
    gateway.open(one, THOUSAND, "pm_card_visa")

    with pytest.raises(ValueError, match="another amount or method"):
        gateway.open(one, Money.of(1001), "pm_card_visa")


@pytest.mark.parametrize("amount", ["0", "-0.01"])
def test_amounts_are_positive(gateway: StripeGateway, amount: str) -> None:
    with pytest.raises(ValueError, match="positive"):
        gateway.open(charge_id(), Money.of(amount), "pm_card_visa")
    with pytest.raises(ValueError, match="positive"):
        gateway.refund("pi_any", refund_id(), Money.of(amount))


@pytest.mark.parametrize("verb", ["confirm", "capture", "release", "retrieve"])
def test_a_charge_nobody_opened_is_not_found(gateway: StripeGateway, verb: str) -> None:
    with pytest.raises(NotFound):
        getattr(gateway, verb)("pi_nobody")


def test_money_moves_once_even_after_stripe_forgot_the_keys(
    gateway: StripeGateway, peer: StripePeer
) -> None:
    provider_id, one = captured(gateway), refund_id()
    peer.forget_keys()
    assert gateway.confirm(provider_id).state is S.CAPTURED
    assert gateway.capture(provider_id).state is S.CAPTURED

    first = gateway.refund(provider_id, one, Money.of(300))
    peer.forget_keys()

    assert gateway.refund(provider_id, one, Money.of(300)) == first
    assert [*gateway.refunds(one)] == [first]
    assert resources.PaymentIntent._api_retrieve(provider_id).latest_charge.amount_refunded == 30000


def test_a_refund_made_before_cannot_get_another_amount(
    gateway: StripeGateway, peer: StripePeer
) -> None:
    provider_id, one = captured(gateway), refund_id()
    gateway.refund(provider_id, one, Money.of(300))

    with pytest.raises(ValueError, match="another amount"):
        gateway.refund(provider_id, one, Money.of(301))


def test_a_refund_that_stripe_gave_up_did_not_happen_and_is_made_anew(
    gateway: StripeGateway,
) -> None:
    provider_id, one = captured(gateway), refund_id()
    lost = gateway.refund(provider_id, one, Money.of(300))
    resources.Refund._api_retrieve(lost.provider_refund_id).status = "failed"

    assert [*gateway.refunds(one)] == []
    anew = gateway.refund(provider_id, one, Money.of(300))

    assert anew.provider_refund_id != lost.provider_refund_id
    assert [*gateway.refunds(one)] == [anew]


def test_refunds_are_found_behind_many_others(gateway: StripeGateway) -> None:
    provider_id, one = captured(gateway), refund_id()
    made = gateway.refund(provider_id, one, Money.of("0.01"))
    for _ in range(101):
        resources.Refund(payment_intent=provider_id, amount=1)

    assert [*gateway.refunds(one)] == [made]


def test_refunds_whose_id_has_no_time_are_found_too(gateway: StripeGateway) -> None:
    provider_id, one = captured(gateway), RefundId(uuid4())

    made = gateway.refund(provider_id, one, THOUSAND)

    assert [*gateway.refunds(one)] == [made]


def test_a_refusal_says_what_is_left(gateway: StripeGateway) -> None:
    provider_id = captured(gateway)
    gateway.refund(provider_id, refund_id(), Money.of(700))

    with pytest.raises(RefundRefused) as refusal:
        gateway.refund(provider_id, refund_id(), Money.of("300.01"))

    assert (refusal.value.wanted, refusal.value.left) == (Money.of("300.01"), Money.of(300))


def test_refunds_that_race_take_no_more_than_is_there(gateway: StripeGateway) -> None:
    provider_id = captured(gateway)

    def give_back(_: int) -> int:
        try:
            gateway.refund(provider_id, refund_id(), Money.of(400))
        except RefundRefused:
            return 0
        return 1

    with ThreadPoolExecutor(4) as people:
        assert sum(people.map(give_back, range(6))) == 2


def test_a_confirmation_and_a_release_at_once_agree(gateway: StripeGateway) -> None:
    for _ in range(3):
        provider_id = opened(gateway)
        with ThreadPoolExecutor(2) as people:
            acts: list[Callable[[str], object]] = [gateway.confirm, gateway.release]
            for done in [people.submit(act, provider_id) for act in acts]:
                done.result(20)

        assert gateway.release(provider_id).state is S.RELEASED


@pytest.fixture
def unheard() -> Iterator[StripeAccount]:
    """Give an account at a server that takes every call and never answers."""
    with closing(socket.create_server(("127.0.0.1", 0))) as deaf:
        place = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        yield StripeAccount(place, SECRET_KEY, WEBHOOK_SECRET)


def _every_verb(gateway: StripeGateway) -> list[Callable[[], object]]:
    return [
        lambda: gateway.open(charge_id(), THOUSAND, "pm_card_visa"),
        lambda: gateway.confirm("pi_1"),
        lambda: gateway.capture("pi_1"),
        lambda: gateway.release("pi_1"),
        lambda: gateway.retrieve("pi_1"),
        lambda: gateway.refund("pi_1", refund_id(), THOUSAND),
        lambda: gateway.refunds(refund_id()),
        gateway.check,
    ]


def test_waiting_has_an_end(unheard: StripeAccount) -> None:
    gateway = StripeGateway(unheard, BACK, patience=0.1)

    for verb in _every_verb(gateway):
        began = time.monotonic()
        with pytest.raises(GatewaySilent):
            verb()
        assert time.monotonic() - began < 1


def test_by_default_it_ends_after_ten_seconds(account: StripeAccount) -> None:
    assert StripeGateway(account, BACK).patience == 10


def test_a_server_that_is_not_there_is_silent(account: StripeAccount) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        nobody = f"http://127.0.0.1:{probe.getsockname()[1]}"

    for verb in _every_verb(StripeGateway(evolve(account, api=nobody), BACK)):
        with pytest.raises(GatewaySilent):
            verb()


def test_a_key_that_stripe_does_not_know_is_silence_and_an_error_in_the_log(
    account: StripeAccount, caplog: pytest.LogCaptureFixture
) -> None:
    gateway = StripeGateway(evolve(account, secret_key="sk_"), BACK)

    with pytest.raises(GatewaySilent):
        gateway.check()

    assert "AuthenticationError, status 401" in caplog.text


def test_a_charge_under_way_at_stripe_is_asked_about_later(
    gateway: StripeGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider_id = opened(gateway)
    monkeypatch.setattr(resources.PaymentIntent, "status", "processing")

    with pytest.raises(GatewaySilent):
        gateway.retrieve(provider_id)


def test_the_account_is_checked(gateway: StripeGateway) -> None:
    gateway.check()


def test_secrets_reach_neither_the_log_nor_what_is_printed(
    gateway: StripeGateway, account: StripeAccount, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    captured(gateway)
    gateway.confirm(opened(gateway, "pm_unheard_of"))  # refused in words that quote the key
    bad = StripeGateway(evolve(account, api="http://127.0.0.1:9"), BACK)
    with pytest.raises(GatewaySilent) as silence:
        bad.retrieve("pi_1")

    told = f"{caplog.text} {gateway!r} {bad!r} {silence.getrepr(chain=True)}"
    for secret in (SECRET_KEY, WEBHOOK_SECRET, "client_secret"):
        assert secret not in told


def test_the_time_in_a_refund_id_bounds_the_search(
    gateway: StripeGateway, peer: StripePeer
) -> None:
    provider_id = captured(gateway)
    two_days_ago = UUID(int=int((time.time() - 172_800) * 1000) << 80 | 7 << 76 | 2 << 62 | 1)
    made = gateway.refund(provider_id, RefundId(two_days_ago), THOUSAND)
    resources.Refund._api_retrieve(made.provider_refund_id).created -= 259_200

    assert [*gateway.refunds(RefundId(two_days_ago))] == [made]
    resources.Refund._api_retrieve(made.provider_refund_id).created -= 86_400
    assert [*gateway.refunds(RefundId(two_days_ago))] == []
