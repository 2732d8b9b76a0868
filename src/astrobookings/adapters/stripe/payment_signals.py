"""Stripe's calls of our webhook."""

import json
from typing import Any

import stripe
from attrs import frozen

from astrobookings.adapters.stripe.account import StripeAccount
from astrobookings.application.ports.payment_signals import PaymentSignal
from astrobookings.domain.booking.errors import SignatureInvalid

__all__ = ["StripePaymentSignals"]

_OLDEST = 300
"""Seconds between signing and reading."""


@frozen
class StripePaymentSignals:
    account: StripeAccount

    def read(self, body: bytes, signature: str) -> PaymentSignal:
        secret = self.account.webhook_secret
        try:
            text = body.decode()
            stripe.WebhookSignature.verify_header(text, signature, secret, tolerance=_OLDEST)
            return PaymentSignal(_charge_of(json.loads(text)))
        except (stripe.SignatureVerificationError, TypeError, ValueError):
            raise SignatureInvalid from None


def _charge_of(event: Any) -> str | None:
    """Charges, refunds and disputes name the intent they belong to."""
    subject = (event.get("data") or {}).get("object") or {} if isinstance(event, dict) else {}
    own = subject.get("object") == "payment_intent"
    found = subject.get("id") if own else subject.get("payment_intent")
    return found if isinstance(found, str) else None
