"""What every adapter of `Gateway` must do."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

import pytest

from astrobookings.application.ports.gateway import Gateway, GatewayCharge, GatewayState
from astrobookings.domain.booking.errors import GatewaySilent
from astrobookings.domain.kernel.errors import Refused
from astrobookings.domain.kernel.ids import ChargeId, RefundId
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.contracts.threads import at_once

__all__ = ["FaultyGatewayContract", "GatewayContract", "PayableGateway"]

THOUSAND = Money.of("1000.00")
S = GatewayState


class PayableGateway(Gateway, Protocol):
    """A gateway that knows the test methods, and whose payer can be told what to do."""

    def complete_action(self, provider_id: str, approve: bool) -> GatewayCharge: ...


def _charge_id() -> ChargeId:
    return ChargeId(fresh_id())


def _refund_id() -> RefundId:
    return RefundId(fresh_id())


def _opened(gateway: Gateway, method: str = "pm_ok") -> str:
    return gateway.open(_charge_id(), THOUSAND, method).provider_id


def _confirmed(gateway: Gateway, method: str = "pm_ok") -> str:
    provider_id = _opened(gateway, method)
    gateway.confirm(provider_id)
    return provider_id


def _captured(gateway: Gateway) -> str:
    provider_id = _confirmed(gateway)
    gateway.capture(provider_id)
    return provider_id


class GatewayContract:
    """Every verb may come twice; money moves once. Needs a fixture `gateway`."""

    def test_opening_moves_no_money(self, gateway: PayableGateway) -> None:
        charge = gateway.open(_charge_id(), THOUSAND, "pm_ok")

        assert charge.state is S.OPENED
        assert gateway.retrieve(charge.provider_id) == charge

    def test_the_same_charge_is_opened_once(self, gateway: PayableGateway) -> None:
        charge_id = _charge_id()
        opened = gateway.open(charge_id, THOUSAND, "pm_ok")
        authorized = gateway.confirm(opened.provider_id)

        assert gateway.open(charge_id, THOUSAND, "pm_ok") == authorized
        assert authorized.provider_id == opened.provider_id
        assert gateway.open(_charge_id(), THOUSAND, "pm_ok").provider_id != opened.provider_id

    @pytest.mark.parametrize(
        ("method", "state"),
        [
            ("pm_ok", S.AUTHORIZED),
            ("pm_declined", S.DECLINED),
            ("pm_insufficient_funds", S.DECLINED),
            ("pm_requires_action", S.REQUIRES_ACTION),
            ("pm_unheard_of", S.DECLINED),
            ("pm_timeout_then_ok", S.DECLINED),
            ("pm_crash_after_charge", S.DECLINED),
        ],
    )
    def test_the_method_says_what_confirming_leads_to(
        self, gateway: PayableGateway, method: str, state: GatewayState
    ) -> None:
        provider_id = _opened(gateway, method)

        seen = gateway.confirm(provider_id)

        assert seen.state is state
        assert bool(seen.decline_reason) is (state is S.DECLINED)
        assert (seen.next_action is not None) is (state is S.REQUIRES_ACTION)
        assert gateway.confirm(provider_id) == gateway.retrieve(provider_id) == seen

    def test_a_completed_action_authorizes(self, gateway: PayableGateway) -> None:
        provider_id = _confirmed(gateway, "pm_requires_action")

        gateway.complete_action(provider_id, True)

        seen = gateway.retrieve(provider_id)
        assert (seen.state, seen.next_action) == (S.AUTHORIZED, None)
        assert gateway.capture(provider_id).state is S.CAPTURED

    def test_a_refused_action_declines(self, gateway: PayableGateway) -> None:
        provider_id = _confirmed(gateway, "pm_requires_action")

        gateway.complete_action(provider_id, False)

        assert gateway.retrieve(provider_id).state is S.DECLINED

    def test_an_authorized_charge_is_captured(self, gateway: PayableGateway) -> None:
        provider_id = _confirmed(gateway)

        assert gateway.capture(provider_id).state is S.CAPTURED
        assert gateway.capture(provider_id).state is S.CAPTURED
        assert gateway.retrieve(provider_id).state is S.CAPTURED
        assert gateway.confirm(provider_id).state is S.CAPTURED

    @pytest.mark.parametrize(
        "method", ["pm_declined", "pm_insufficient_funds", "pm_requires_action"]
    )
    def test_only_authorized_charges_are_captured(
        self, gateway: PayableGateway, method: str
    ) -> None:
        provider_id = _confirmed(gateway, method)
        before = gateway.retrieve(provider_id)

        assert gateway.capture(provider_id) == before

    def test_an_opened_charge_is_not_captured(self, gateway: PayableGateway) -> None:
        assert gateway.capture(_opened(gateway)).state is S.OPENED

    @pytest.mark.parametrize("make", [_opened, _confirmed])
    @pytest.mark.parametrize("method", ["pm_ok", "pm_requires_action"])
    def test_a_charge_not_captured_is_released_for_good(
        self, gateway: PayableGateway, make: Callable[[Gateway, str], str], method: str
    ) -> None:
        provider_id = make(gateway, method)

        for verb in (gateway.release, gateway.release, gateway.capture, gateway.confirm):
            assert verb(provider_id).state is S.RELEASED
        gateway.complete_action(provider_id, True)
        assert gateway.retrieve(provider_id).state is S.RELEASED

    def test_a_captured_charge_is_not_released(self, gateway: PayableGateway) -> None:
        assert gateway.release(_captured(gateway)).state is S.CAPTURED

    def test_a_declined_charge_stays_declined(self, gateway: PayableGateway) -> None:
        assert gateway.release(_confirmed(gateway, "pm_declined")).state is S.DECLINED

    def test_a_refund_is_made_once(self, gateway: PayableGateway) -> None:
        provider_id, refund_id = _captured(gateway), _refund_id()

        made = gateway.refund(provider_id, refund_id, THOUSAND)

        assert (made.charge_provider_id, made.amount) == (provider_id, THOUSAND)
        assert gateway.refund(provider_id, refund_id, THOUSAND) == made
        assert list(gateway.refunds(refund_id)) == [made]

    def test_a_refund_of_several_charges_is_split(self, gateway: PayableGateway) -> None:
        charges, refund_id = [_captured(gateway), _captured(gateway)], _refund_id()

        made = [gateway.refund(one, refund_id, Money.of(300)) for one in charges]

        assert len({one.provider_refund_id for one in made}) == 2
        found = {one.charge_provider_id: one for one in gateway.refunds(refund_id)}
        assert found == dict(zip(charges, made, strict=True))

    def test_a_charge_is_refunded_in_parts(self, gateway: PayableGateway) -> None:
        provider_id = _captured(gateway)
        one, other = _refund_id(), _refund_id()
        gateway.refund(provider_id, one, Money.of(400))

        gateway.refund(provider_id, other, Money.of(600))

        assert [made.amount for made in gateway.refunds(other)] == [Money.of(600)]

    def test_no_more_than_was_captured_is_given_back(self, gateway: PayableGateway) -> None:
        provider_id, refund_id = _captured(gateway), _refund_id()
        gateway.refund(provider_id, _refund_id(), Money.of("999.99"))

        with pytest.raises(Refused):
            gateway.refund(provider_id, refund_id, Money.of("0.02"))

        assert list(gateway.refunds(refund_id)) == []

    @pytest.mark.parametrize("make", [_opened, _confirmed])
    def test_a_charge_not_captured_gives_nothing_back(
        self, gateway: PayableGateway, make: Callable[[Gateway], str]
    ) -> None:
        provider_id, refund_id = make(gateway), _refund_id()

        with pytest.raises(Refused):
            gateway.refund(provider_id, refund_id, THOUSAND)

        assert list(gateway.refunds(refund_id)) == []

    def test_an_unknown_refund_gave_nothing_back(self, gateway: PayableGateway) -> None:
        assert list(gateway.refunds(_refund_id())) == []

    def test_many_at_once_are_one(self, gateway: PayableGateway) -> None:
        charge_id, refund_id = _charge_id(), _refund_id()

        opened = at_once([partial(gateway.open, charge_id, THOUSAND, "pm_ok")] * 4)
        (provider_id,) = {charge.provider_id for charge in opened}
        gateway.confirm(provider_id)
        gateway.capture(provider_id)
        made = at_once([partial(gateway.refund, provider_id, refund_id, Money.of(600))] * 4)

        assert len({one.provider_refund_id for one in made}) == 1
        assert len(gateway.refunds(refund_id)) == 1


class FaultyGatewayContract:
    """Gateways built with their fault methods. Needs a fixture `faulty_gateway`."""

    def test_a_lost_answer_does_not_undo_the_authorization(self, faulty_gateway: Gateway) -> None:
        provider_id = _opened(faulty_gateway, "pm_timeout_then_ok")

        with pytest.raises(GatewaySilent):
            faulty_gateway.confirm(provider_id)

        assert faulty_gateway.retrieve(provider_id).state is S.AUTHORIZED
        assert faulty_gateway.confirm(provider_id).state is S.AUTHORIZED
        assert faulty_gateway.capture(provider_id).state is S.CAPTURED
