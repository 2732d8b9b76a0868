"""What Stripe's answers say, in the words of the port."""

import stripe

from astrobookings.application.ports.gateway import GatewayCharge, GatewayRefund, GatewayState
from astrobookings.domain.booking.errors import GatewaySilent
from astrobookings.domain.kernel.money import ZERO, Money

__all__ = [
    "DECLINE_REASON",
    "REFUND_ID",
    "given_back",
    "left_of",
    "of_refund",
    "replayed",
    "seen",
]

_S = GatewayState
_STATES = {
    "requires_payment_method": _S.OPENED,
    "requires_confirmation": _S.OPENED,
    "requires_action": _S.REQUIRES_ACTION,
    "requires_capture": _S.AUTHORIZED,
    "succeeded": _S.CAPTURED,
    "canceled": _S.RELEASED,
}
"""Of the intents of no declined charge; one in no such state is on its way to one."""

DECLINE_REASON, REFUND_ID = "decline_reason", "refund_id"
"""Our own words in Stripe's metadata."""


def replayed(intent: stripe.PaymentIntent) -> bool:
    """Whether the answer is that of an earlier call, and may be out of date."""
    response = intent.last_response
    return response is not None and response.headers.get("Idempotent-Replayed") == "true"


def seen(intent: stripe.PaymentIntent) -> GatewayCharge:
    """Raises: GatewaySilent: Stripe is still at it."""
    reason = _decline_reason(intent)
    if reason:
        return GatewayCharge(provider_id=intent.id, state=_S.DECLINED, decline_reason=reason)
    state = _STATES.get(intent.status)
    if state is None:
        raise GatewaySilent
    action = _redirect(intent) if state is _S.REQUIRES_ACTION else None
    return GatewayCharge(provider_id=intent.id, state=state, next_action=action)


def _decline_reason(intent: stripe.PaymentIntent) -> str:
    """Empty unless the bank, or Stripe itself, said no and nothing came after."""
    if intent.status not in {"requires_payment_method", "canceled"}:
        return ""
    own, error = getattr(intent.metadata, DECLINE_REASON, None), intent.last_payment_error
    if own is None and error is None:
        return ""
    told = own or getattr(error, "decline_code", None) or getattr(error, "code", None)
    return str(told or "declined").replace("_", "-")


def _redirect(intent: stripe.PaymentIntent) -> str | None:
    redirect = getattr(intent.next_action, "redirect_to_url", None)
    return None if redirect is None else str(redirect.url)


def left_of(intent: stripe.PaymentIntent | None) -> Money:
    """What can still be given back of a charge retrieved with its `latest_charge`."""
    charge = None if intent is None else intent.latest_charge
    if intent is None or intent.status != "succeeded" or not isinstance(charge, stripe.Charge):
        return ZERO
    return Money.from_cents(charge.amount - charge.amount_refunded)


def of_refund(refund: stripe.Refund, refund_id: object) -> bool:
    """Whether *refund* was made under our *refund_id*."""
    return getattr(refund.metadata, REFUND_ID, None) == str(refund_id)


def given_back(refund: stripe.Refund) -> GatewayRefund:
    return GatewayRefund(
        provider_refund_id=refund.id,
        charge_provider_id=str(refund.payment_intent),
        amount=Money.from_cents(refund.amount),
    )
