"""A payment gateway in memory."""

from collections.abc import Sequence
from threading import RLock

from attrs import evolve, frozen

from astrobookings.application.ports.gateway import GatewayCharge, GatewayRefund, GatewayState
from astrobookings.domain.booking.errors import GatewaySilent
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import ChargeId, RefundId
from astrobookings.domain.kernel.money import Money, total

__all__ = ["MemoryGateway", "ProcessDied"]

_S = GatewayState
_OUTCOMES = {
    "pm_ok": (_S.AUTHORIZED, ""),
    "pm_declined": (_S.DECLINED, "declined"),
    "pm_insufficient_funds": (_S.DECLINED, "insufficient_funds"),
    "pm_requires_action": (_S.REQUIRES_ACTION, ""),
}
_FAULTS = {
    "pm_timeout_then_ok": (_S.AUTHORIZED, ""),
    "pm_crash_after_charge": (_S.AUTHORIZED, ""),
}
_UNKNOWN = (_S.DECLINED, "unknown_method")
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
    `pm_timeout_then_ok` is authorized, but the first answer is lost; `pm_crash_after_charge` takes
    the money, whereupon our process dies (`ProcessDied`, once).
    """

    def __init__(self, *, faults: bool = False) -> None:
        self._outcomes = {**_OUTCOMES, **(_FAULTS if faults else {})}
        self._charges: dict[str, _Charge] = {}
        self._refunds: dict[tuple[RefundId, str], GatewayRefund] = {}
        self._lock = RLock()

    def open(self, charge_id: ChargeId, amount: Money, method: str) -> GatewayCharge:
        with self._lock:
            provider_id = f"mem_{charge_id.hex}"
            opened = GatewayCharge(provider_id=provider_id, state=_S.OPENED)
            made = _Charge(amount=amount, method=method, seen=opened)
            return self._charges.setdefault(provider_id, made).seen

    def confirm(self, provider_id: str) -> GatewayCharge:
        with self._lock:
            charge = self._get(provider_id)
            if charge.seen.state is not _S.OPENED:
                return charge.seen
            state, reason = self._outcomes.get(charge.method, _UNKNOWN)
            action = f"memory://{provider_id}" if state is _S.REQUIRES_ACTION else None
            seen = evolve(charge.seen, state=state, decline_reason=reason, next_action=action)
            self._note(charge, seen)
            if charge.method == "pm_timeout_then_ok" and state is _S.AUTHORIZED:
                raise GatewaySilent
            return seen

    def capture(self, provider_id: str) -> GatewayCharge:
        with self._lock:
            charge = self._get(provider_id)
            if charge.seen.state is not _S.AUTHORIZED:
                return charge.seen
            seen = self._note(charge, evolve(charge.seen, state=_S.CAPTURED))
            if charge.method == "pm_crash_after_charge":
                raise ProcessDied
            return seen

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
        """Raises: ValueError: more than is left of the charge."""
        with self._lock:
            before = self._refunds.get((refund_id, provider_id))
            if before is not None:
                return before
            if amount > self._left(provider_id):
                raise ValueError("more than was captured cannot be given back")
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

    def complete_action(self, provider_id: str, *, approve: bool = True) -> GatewayCharge:
        """The payer does what the bank asks for, or refuses; the next answer says which."""
        with self._lock:
            charge = self._get(provider_id)
            if charge.seen.state is not _S.REQUIRES_ACTION:
                return charge.seen
            seen = evolve(charge.seen, state=_S.AUTHORIZED, next_action=None)
            if not approve:
                seen = evolve(seen, state=_S.DECLINED, decline_reason="action_refused")
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
