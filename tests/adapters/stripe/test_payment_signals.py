"""Stripe's calls are known by their signature."""

import json
import time

import pytest
from stripe import WebhookSignature

from astrobookings.adapters.stripe.account import StripeAccount
from astrobookings.adapters.stripe.payment_signals import StripePaymentSignals
from astrobookings.testing.contracts.payment_signals import PaymentSignalsContract, SigningGateway

ACCOUNT = StripeAccount("https://api.stripe.com", "sk_test_1", "whsec_1")


def sign(body: bytes, seconds: int = 0, *, secret: str = "whsec_1") -> str:
    moment = int(time.time()) - seconds
    signed: str = WebhookSignature.generate_signature_header(body.decode(), secret, moment)
    return signed


def event(subject: object) -> bytes:
    return json.dumps({"id": "evt_1", "type": "any", "data": {"object": subject}}).encode()


def about(provider_id: str | None) -> bytes:
    return event({"object": "payment_intent", "id": provider_id})


class TestSignals(PaymentSignalsContract):
    @pytest.fixture
    def signing(self) -> SigningGateway:
        return SigningGateway(StripePaymentSignals(ACCOUNT), about, sign)


@pytest.mark.parametrize(
    ("subject", "provider_id"),
    [
        ({"object": "charge", "id": "ch_1", "payment_intent": "pi_1"}, "pi_1"),
        ({"object": "refund", "id": "re_1", "payment_intent": "pi_1"}, "pi_1"),
        ({"object": "charge", "id": "ch_1", "payment_intent": None}, None),
        ({"object": "payout", "id": "po_1"}, None),
        (None, None),
    ],
)
def test_what_hangs_on_a_charge_is_about_that_charge(
    subject: object, provider_id: str | None
) -> None:
    body = event(subject)

    signal = StripePaymentSignals(ACCOUNT).read(body, sign(body))

    assert signal.provider_id == provider_id


def test_another_secret_signs_nothing() -> None:
    body = about("pi_1")

    with pytest.raises(Exception, match="signature") as refusal:
        StripePaymentSignals(ACCOUNT).read(body, sign(body, secret="whsec_2"))

    assert "whsec_1" not in f"{refusal.getrepr(chain=True)} {StripePaymentSignals(ACCOUNT)!r}"
