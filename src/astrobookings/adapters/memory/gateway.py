"""A payment gateway in memory."""

from collections.abc import Sequence
from threading import RLock

from attrs import evolve, frozen

from astrobookings.application.ports.gateway import GatewayCharge, GatewayRefund, GatewayState
from astrobookings.domain.booking.errors import GatewaySilent, RefundRefused
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import ChargeId, RefundId
from astrobookings.domain.kernel.money import Money, total

__all__ = ["MAXIMUM", "MemoryGateway", "ProcessDied"]

MAXIMUM = Money.of("999999.99")
"""The largest charge; one above it is declined."""

_S = GatewayState
_OUTCOMES = {
    "pm_ok": (_S.AUTHORIZED, ""),
    "pm_declined": (_S.DECLINED, "declined"),
    "pm_insufficient_funds": (_S.DECLINED, "insufficient-funds"),
    "pm_requires_action": (_S.REQUIRES_ACTION, ""),
}
_FAULTS = {
    "pm_timeout_then_ok": (_S.AUTHORIZED, ""),
    "pm_crash_after_charge": (_S.AUTHORIZED, ""),
}
_UNKNOWN = (_S.DECLINED, "unknown-payment-method")
_RELEASABLE = frozenset({_S.OPENED, _S.REQUIRES_ACTION, _S.AUTHORIZED})


class ProcessDied(BaseException):
    """Stands for the end of the process; nothing that handles errors handles it."""


@frozen(kw_only=True)
class _Charge:
    """A charge in the books of the gateway."""

    amount: Money
    method: str
    seen: GatewayCharge


class MemoryGateway:
    """Moves no money. What a charge meets is said by its method:

    `pm_ok` is authorized, `pm_declined` and `pm_insufficient_funds` are declined, and
    `pm_requires_action` waits for `complete_action`. Others are declined. Only with *faults*:
    `pm_timeout_then_ok` is authorized, but the first answer is lost; `pm_crash_after_charge` is
    authorized, whereupon our process dies (`ProcessDied`, once).
    """

    def __init__(self, *, faults: bool = False) -> None:
        self._outcomes = {**_OUTCOMES, **(_FAULTS if faults else {})}
        self._charges: dict[str, _Charge] = {}
        self._refunds: dict[tuple[RefundId, str], GatewayRefund] = {}
        self._lock = RLock()

    def open(self, charge_id: ChargeId, amount: Money, method: str) -> GatewayCharge:
        """Above the maximum the charge is declined at once.

        Raises:
            ValueError: the amount is not positive, or the charge was opened differently before.
        """
        if amount.cents <= 0:
            raise ValueError("a charge has a positive amount")
        provider_id = f"mem_{charge_id.hex}"
        with self._lock:
            made = _Charge(amount=amount, method=method, seen=_opened(provider_id, amount))
            charge = self._charges.setdefault(provider_id, made)
        if (charge.amount, charge.method) != (amount, method):
            raise ValueError(f"charge {charge_id} was opened with another amount or method")
        return charge.seen

    def confirm(self, provider_id: str) -> GatewayCharge:
        with self._lock:
            charge = self._get(provider_id)
            if charge.seen.state is not _S.OPENED:
                return charge.seen
            state, reason = self._outcomes.get(charge.method, _UNKNOWN)
            action = f"memory://{provider_id}" if state is _S.REQUIRES_ACTION else None
            seen = evolve(charge.seen, state=state, decline_reason=reason, next_action=action)
            self._note(charge, seen)
        if state is _S.AUTHORIZED:
            _misbehave(charge.method)
        return seen

    def capture(self, provider_id: str) -> GatewayCharge:
        with self._lock:
            charge = self._get(provider_id)
            if charge.seen.state is not _S.AUTHORIZED:
                return charge.seen
            return self._note(charge, evolve(charge.seen, state=_S.CAPTURED))

    def release(self, provider_id: str) -> GatewayCharge:
        with self._lock:
            charge = self._get(provider_id)
            if charge.seen.state not in _RELEASABLE:
                return charge.seen
            return self._note(charge, evolve(charge.seen, state=_S.RELEASED, next_action=None))

    def retrieve(self, provider_id: str) -> GatewayCharge:
        """Raises: NotFound: no charge has this id."""
        with self._lock:
            return self._get(provider_id).seen

    def refund(self, provider_id: str, refund_id: RefundId, amount: Money) -> GatewayRefund:
        """
        Raises:
            RefundRefused: the charge is not captured, or less of it is left.
            ValueError: the amount is not positive, or the refund was made with another one.
        """
        if amount.cents <= 0:
            raise ValueError("a refund has a positive amount")
        with self._lock:
            before = self._refunds.get((refund_id, provider_id))
            if before is not None:
                return _same(before, amount)
            if amount > self._left(provider_id):
                raise RefundRefused(amount, self._left(provider_id))
            made = GatewayRefund(
                provider_refund_id=f"mem_{refund_id.hex}_{len(self._refunds) + 1}",
                charge_provider_id=provider_id,
                amount=amount,
            )
            self._refunds[refund_id, provider_id] = made
            return made

    def refunds(self, refund_id: RefundId) -> Sequence[GatewayRefund]:
        with self._lock:
            return tuple(made for (one, _), made in self._refunds.items() if one == refund_id)

    def complete_action(self, provider_id: str, approve: bool = True) -> GatewayCharge:
        """The payer does what the bank asks for, or refuses to."""
        state, reason = (_S.AUTHORIZED, "") if approve else (_S.DECLINED, "action-refused")
        with self._lock:
            charge = self._get(provider_id)
            if charge.seen.state is not _S.REQUIRES_ACTION:
                return charge.seen
            seen = evolve(charge.seen, state=state, decline_reason=reason, next_action=None)
            return self._note(charge, seen)

    def captured(self) -> Money:
        """What was captured and not given back, of all charges."""
        with self._lock:
            return total(self._left(provider_id) for provider_id in self._charges)

    def _get(self, provider_id: str) -> _Charge:
        charge = self._charges.get(provider_id)
        if charge is None:
            raise NotFound("charge", provider_id)
        return charge

    def _note(self, charge: _Charge, seen: GatewayCharge) -> GatewayCharge:
        self._charges[seen.provider_id] = evolve(charge, seen=seen)
        return seen

    def _left(self, provider_id: str) -> Money:
        charge = self._get(provider_id)
        if charge.seen.state is not _S.CAPTURED:
            return Money.of(0)
        back = (made for made in self._refunds.values() if made.charge_provider_id == provider_id)
        return charge.amount - total(made.amount for made in back)


def _opened(provider_id: str, amount: Money) -> GatewayCharge:
    if amount <= MAXIMUM:
        return GatewayCharge(provider_id=provider_id, state=_S.OPENED)
    return GatewayCharge(
        provider_id=provider_id, state=_S.DECLINED, decline_reason="amount-too-large"
    )


def _misbehave(method: str) -> None:
    if method == "pm_timeout_then_ok":
        raise GatewaySilent
    if method == "pm_crash_after_charge":
        raise ProcessDied


def _same(made: GatewayRefund, amount: Money) -> GatewayRefund:
    if made.amount != amount:
        raise ValueError("the refund was made with another amount")
    return made
