"""One call of Stripe, with an end to waiting."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

import stripe
from attrs import frozen

from astrobookings.domain.booking.errors import GatewaySilent

__all__ = ["PATIENCE", "Calls", "client_for", "note_refusal"]

T = TypeVar("T")

PATIENCE = 10.0
"""Seconds until a call without an answer counts as silence."""
_CONNECT = 3.0
_PAUSE = 0.2
"""Seconds before a call is repeated that met another with the same key, or too many."""
_AGAIN = frozenset({409, 429})

_log = logging.getLogger(__name__)
logging.getLogger("stripe").setLevel(logging.WARNING)  # below, it tells bodies: payers' secrets


def client_for(api: str, secret_key: str, patience: float) -> stripe.StripeClient:
    """A client that itself repeats nothing."""
    waits = (min(_CONNECT, patience), patience)
    return stripe.StripeClient(
        secret_key,
        base_addresses={"api": api},
        max_network_retries=0,
        http_client=stripe.RequestsClient(timeout=waits),
    )


@frozen
class Calls:
    """Makes calls; what is no verdict on the call itself is silence, to be asked about later."""

    patience: float = PATIENCE

    def __call__(self, call: Callable[[], T]) -> T:
        """
        Raises:
            GatewaySilent: no answer in time, or one that leaves open what was done.
            stripe.CardError: the bank says no.
            stripe.InvalidRequestError: the state of things does not allow it.
            stripe.IdempotencyError: the key came with something else before.
        """
        deadline = time.monotonic() + self.patience
        while True:
            try:
                return call()
            except (stripe.CardError, stripe.InvalidRequestError, stripe.IdempotencyError):
                raise
            except stripe.StripeError as error:
                if error.http_status not in _AGAIN or time.monotonic() + _PAUSE > deadline:
                    _note(error)
                    raise GatewaySilent from None  # the cause may quote what we sent
            time.sleep(_PAUSE)


def _note(error: stripe.StripeError) -> None:
    """Tell what went wrong in Stripe's own terms; messages may quote keys."""
    _log.error(
        "stripe gave no verdict: %s, status %s, code %s, request %s",
        type(error).__name__,
        error.http_status,
        error.code,
        error.request_id,
    )


def note_refusal(subject: str, error: stripe.InvalidRequestError) -> None:
    """Tell why Stripe would not charge: a payer's mistake, or one in how we are set up."""
    _log.warning("stripe will not charge %s: code %s, %s", subject, error.code, error.param)
