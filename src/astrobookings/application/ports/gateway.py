"""The payment gateway (design §4)."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from attrs import frozen

from astrobookings.domain.kernel.ids import ChargeId, RefundId
from astrobookings.domain.kernel.money import Money

__all__ = ["Gateway", "GatewayCharge", "GatewayRefund", "GatewayState"]


class GatewayState(StrEnum):
    """How far a charge has come at the gateway."""

    OPENED = "opened"
    REQUIRES_ACTION = "requires_action"
    AUTHORIZED = "authorized"
    CAPTURED = "captured"
    DECLINED = "declined"
    RELEASED = "released"


@frozen(kw_only=True)
class GatewayCharge:
    """A charge as the gateway sees it."""

    provider_id: str
    state: GatewayState
    decline_reason: str = ""
    next_action: str | None = None
    """Where the payer completes what the bank asks for."""


@frozen(kw_only=True)
class GatewayRefund:
    """A refund as the gateway made it."""

    provider_refund_id: str
    charge_provider_id: str
    amount: Money


class Gateway(Protocol):
    """Moves money; every verb raises GatewaySilent when no answer came within 10 seconds.

    All verbs may be repeated: the same call again changes nothing and answers the present state.
    """

    def open(self, charge_id: ChargeId, amount: Money, method: str) -> GatewayCharge:
        """Announce a charge; moves no money. The same *charge_id* gives the same charge."""
        ...

    def confirm(self, provider_id: str) -> GatewayCharge:
        """Ask for the authorization: AUTHORIZED, DECLINED or REQUIRES_ACTION."""
        ...

    def capture(self, provider_id: str) -> GatewayCharge:
        """Take the money of an authorized charge."""
        ...

    def release(self, provider_id: str) -> GatewayCharge:
        """Give up a charge not captured; a captured one stays CAPTURED."""
        ...

    def retrieve(self, provider_id: str) -> GatewayCharge: ...

    def refund(self, provider_id: str, refund_id: RefundId, amount: Money) -> GatewayRefund:
        """Give back part of a captured charge; once per *refund_id* and charge."""
        ...

    def refunds(self, refund_id: RefundId) -> Sequence[GatewayRefund]:
        """What was given back under *refund_id*."""
        ...
