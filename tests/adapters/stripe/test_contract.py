"""Stripe keeps the contract of gateways."""

import pytest
from attrs import field, frozen

from astrobookings.adapters.stripe.account import StripeAccount
from astrobookings.adapters.stripe.gateway import StripeGateway
from astrobookings.application.ports.gateway import GatewayCharge
from astrobookings.domain.kernel.ids import ChargeId
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.contracts.gateway import GatewayContract, PayableGateway

from .conftest import BACK
from .peer import StripePeer

CARDS = {
    "pm_ok": "pm_card_visa",
    "pm_declined": "pm_card_chargeDeclined",
    "pm_insufficient_funds": "pm_card_chargeDeclinedInsufficientFunds",
    "pm_requires_action": "pm_card_authenticationRequired",
}


@frozen
class PayableStripe(StripeGateway):
    """Under the names that the suite has for cards; its payer can be told what to do."""

    peer: StripePeer = field(kw_only=True)

    def open(self, charge_id: ChargeId, amount: Money, method: str) -> GatewayCharge:
        return super().open(charge_id, amount, CARDS.get(method, method))

    def complete_action(self, provider_id: str, approve: bool) -> GatewayCharge:
        self.peer.complete_action(provider_id, approve=approve)
        return self.retrieve(provider_id)


class TestStripe(GatewayContract):
    @pytest.fixture
    def gateway(self, account: StripeAccount, peer: StripePeer) -> PayableGateway:
        return PayableStripe(account, BACK, peer=peer)
