"""Charges and refunds at Stripe.

A charge is a payment intent with manual capture. The payment method waits in its metadata until
`confirm`, so that one that Stripe does not know declines the charge and not the opening of it.
Stripe remembers an idempotency key for a day at least; so every verb but `open` looks before it
acts, and the keys are for what is asked at the same time or whose answer was lost.
"""

import time
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import stripe
from attrs import field, frozen

from astrobookings.adapters.stripe.account import StripeAccount
from astrobookings.adapters.stripe.calls import PATIENCE, Calls, client_for, note_refusal
from astrobookings.adapters.stripe.readings import (
    DECLINE_REASON,
    REFUND_ID,
    given_back,
    left_of,
    of_refund,
    replayed,
    seen,
)
from astrobookings.application.ports.gateway import GatewayCharge, GatewayRefund, GatewayState
from astrobookings.domain.booking.errors import RefundRefused
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import ChargeId, RefundId
from astrobookings.domain.kernel.money import Money

__all__ = ["StripeGateway"]

_S = GatewayState
_RELEASABLE = frozenset({_S.OPENED, _S.REQUIRES_ACTION, _S.AUTHORIZED})
_METHOD = "payment_method"
_MOVED_ON = "payment_intent_unexpected_state"
_UNMADE = "unmade_"
"""Begins the id of a charge that Stripe would not open: an amount too large, for instance."""
_GIVEN_UP = frozenset({"failed", "canceled"})
_CLOCKS_DIFFER = timedelta(days=1)


@frozen
class StripeGateway:
    """Payers whom their bank asks for more come back to `return_url`.

    Unknown provider ids raise `NotFound`; a verb that the state of a charge does not allow changes
    nothing and answers that state.
    """

    account: StripeAccount
    return_url: str
    patience: float = PATIENCE
    _client: stripe.StripeClient = field(init=False, repr=False, eq=False)
    _calls: Calls = field(init=False, repr=False, eq=False)

    @_client.default
    def _make_client(self) -> stripe.StripeClient:
        return client_for(self.account.api, self.account.secret_key, self.patience)

    @_calls.default
    def _make_calls(self) -> Calls:
        return Calls(self.patience)

    def open(self, charge_id: ChargeId, amount: Money, method: str) -> GatewayCharge:
        """What Stripe would not charge is declined at once.

        Raises:
            ValueError: the amount is not positive, or the charge was opened differently before.
        """
        if amount.cents <= 0:
            raise ValueError("a charge has a positive amount")
        create = self._client.v1.payment_intents.create
        try:
            intent = self._calls(
                lambda: create(
                    {
                        "amount": amount.cents,
                        "currency": "usd",
                        "capture_method": "manual",
                        "allowed_payment_method_types": ["card"],
                        "metadata": {"charge_id": str(charge_id), _METHOD: method},
                    },
                    {"idempotency_key": f"open-{charge_id}"},
                )
            )
        except stripe.IdempotencyError:
            told = f"charge {charge_id} was opened with another amount or method"
            raise ValueError(told) from None
        except stripe.InvalidRequestError as refusal:
            note_refusal(f"charge {charge_id}", refusal)
            return _unmade(charge_id, refusal)
        return self.retrieve(intent.id) if replayed(intent) else seen(intent)

    def confirm(self, provider_id: str) -> GatewayCharge:
        before = self._find(provider_id)
        if before is None or seen(before).state is not _S.OPENED:
            return _known(before, provider_id)
        confirm = self._client.v1.payment_intents.confirm
        method = str(getattr(before.metadata, _METHOD, ""))
        try:
            intent = self._calls(
                lambda: confirm(
                    provider_id,
                    {"payment_method": method, "return_url": self.return_url},
                    {"idempotency_key": f"confirm-{provider_id}"},
                )
            )
        except stripe.CardError:
            return self.retrieve(provider_id)
        except stripe.InvalidRequestError as refusal:
            return self._not_confirmed(provider_id, refusal)
        return self.retrieve(provider_id) if replayed(intent) else seen(intent)

    def capture(self, provider_id: str) -> GatewayCharge:
        return self._moved(provider_id, frozenset({_S.AUTHORIZED}), "capture")

    def release(self, provider_id: str) -> GatewayCharge:
        return self._moved(provider_id, _RELEASABLE, "cancel")

    def retrieve(self, provider_id: str) -> GatewayCharge:
        return _known(self._find(provider_id), provider_id)

    def refund(self, provider_id: str, refund_id: RefundId, amount: Money) -> GatewayRefund:
        """
        Raises:
            RefundRefused: the charge is not captured, or less of it is left.
            ValueError: the amount is not positive, or the refund was made with another one.
        """
        if amount.cents <= 0:
            raise ValueError("a refund has a positive amount")
        left = left_of(self._find(provider_id))  # before what others do meanwhile is listed
        tried = [one for one in self._tried(refund_id) if one.payment_intent == provider_id]
        given_up = [one for one in tried if one.status in _GIVEN_UP]
        made = next((one for one in tried if one not in given_up), None)
        if made is None:
            if amount > left:
                raise RefundRefused(amount, left)
            key = f"refund-{refund_id}-{provider_id}-{len(given_up)}"
            made = self._refunded(provider_id, refund_id, amount, key)
        if made.amount != amount.cents:
            raise ValueError(f"refund {refund_id} was made with another amount")
        return given_back(made)

    def refunds(self, refund_id: RefundId) -> Sequence[GatewayRefund]:
        """Without those that Stripe gave up: their money never left."""
        return [given_back(one) for one in self._tried(refund_id) if one.status not in _GIVEN_UP]

    def check(self) -> None:
        """Raises: GatewaySilent: Stripe does not answer, or does not know our key."""
        self._calls(lambda: self._client.v1.balance.retrieve())

    def _find(self, provider_id: str) -> stripe.PaymentIntent | None:
        """None for a charge that was never made.

        Raises:
            NotFound.
        """
        if provider_id.startswith(_UNMADE):
            return None
        retrieve = self._client.v1.payment_intents.retrieve
        try:
            return self._calls(lambda: retrieve(provider_id, {"expand": ["latest_charge"]}))
        except stripe.InvalidRequestError:
            raise NotFound("gateway charge", provider_id) from None

    def _not_confirmed(
        self, provider_id: str, refusal: stripe.InvalidRequestError
    ) -> GatewayCharge:
        """Somebody else was quicker, or Stripe cannot charge this method."""
        now = self.retrieve(provider_id)
        if refusal.code == _MOVED_ON or now.state is not _S.OPENED:
            return now
        note_refusal(provider_id, refusal)
        reason = {DECLINE_REASON: refusal.code or "unknown-payment-method"}
        update = self._client.v1.payment_intents.update
        self._calls(lambda: update(provider_id, {"metadata": reason}))
        return self._act(provider_id, "cancel")

    def _moved(self, provider_id: str, from_: frozenset[GatewayState], verb: str) -> GatewayCharge:
        now = self.retrieve(provider_id)
        return self._act(provider_id, verb) if now.state in from_ else now

    def _act(self, provider_id: str, verb: str) -> GatewayCharge:
        """Under no key of ours: the intent's own state lets it happen once, while a key would
        repeat a failure for a day.
        """
        act = getattr(self._client.v1.payment_intents, verb)
        try:
            intent: stripe.PaymentIntent = self._calls(lambda: act(provider_id))
        except (stripe.CardError, stripe.InvalidRequestError):
            return self.retrieve(provider_id)  # others were quicker, or the bank says no
        return seen(intent)

    def _tried(self, refund_id: RefundId) -> list[stripe.Refund]:
        """The refunds under our id, whatever became of them; Stripe searches none by metadata."""
        list_, since = self._client.v1.refunds.list, _since(refund_id)

        def found() -> list[stripe.Refund]:
            every = list_({"limit": 100, "created": {"gte": since}}).auto_paging_iter()
            return [one for one in every if of_refund(one, refund_id)]

        return self._calls(found)

    def _refunded(
        self, provider_id: str, refund_id: RefundId, amount: Money, key: str
    ) -> stripe.Refund:
        create = self._client.v1.refunds.create
        try:
            return self._calls(
                lambda: create(
                    {
                        "payment_intent": provider_id,
                        "amount": amount.cents,
                        "metadata": {REFUND_ID: str(refund_id)},
                    },
                    {"idempotency_key": key},
                )
            )
        except stripe.IdempotencyError:
            raise ValueError(f"refund {refund_id} was made with another amount") from None
        except (stripe.CardError, stripe.InvalidRequestError):
            raise RefundRefused(amount, left_of(self._find(provider_id))) from None


def _known(intent: stripe.PaymentIntent | None, provider_id: str) -> GatewayCharge:
    if intent is not None:
        return seen(intent)
    reason = provider_id.removeprefix(_UNMADE).partition("_")[2]
    return GatewayCharge(provider_id=provider_id, state=_S.DECLINED, decline_reason=reason)


def _unmade(charge_id: ChargeId, refusal: stripe.InvalidRequestError) -> GatewayCharge:
    reason = (refusal.code or "not-chargeable").replace("_", "-")
    return _known(None, f"{_UNMADE}{charge_id.hex}_{reason}")


def _since(refund_id: UUID) -> int:
    """Seconds: no refund under this id is older, however wrong our clock or Stripe's."""
    made = (refund_id.int >> 80) / 1000 if refund_id.version == 7 else 0.0
    return max(int(min(made, time.time()) - _CLOCKS_DIFFER.total_seconds()), 0)
