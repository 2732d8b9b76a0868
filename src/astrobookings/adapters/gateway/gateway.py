"""A gateway that moves no real money: what happens is decided by the payment method.

| method | what happens |
|---|---|
| `pm_ok` | authorized |
| `pm_declined`, `pm_insufficient_funds` | declined |
| `pm_requires_action` | waits until the payer completes `/sandbox/actions/{provider_id}` |
| `pm_timeout_then_ok` | faults only: authorized, but the first answer is lost |
| `pm_crash_after_charge` | faults only: authorized, then this process ends |
| any other | declined with `unknown-payment-method` |
"""

import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from attrs import evolve

from astrobookings.adapters.gateway.sandbox_store import ChargeRow, RefundRow, SandboxStore
from astrobookings.application.ports.gateway import GatewayCharge, GatewayRefund, GatewayState
from astrobookings.domain.booking.errors import GatewaySilent, RefundRefused
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import ChargeId, RefundId
from astrobookings.domain.kernel.money import Money

__all__ = ["FAULTS", "MAXIMUM", "METHODS", "SandboxGateway"]

MAXIMUM = Money.of("999999.99")
"""The largest charge; one above it is declined."""

_S = GatewayState
METHODS: Mapping[str, tuple[GatewayState, str]] = {
    "pm_ok": (_S.AUTHORIZED, ""),
    "pm_declined": (_S.DECLINED, "declined"),
    "pm_insufficient_funds": (_S.DECLINED, "insufficient-funds"),
    "pm_requires_action": (_S.REQUIRES_ACTION, ""),
}
"""What confirming a charge of each method leads to, and the reason of a refusal."""

FAULTS = frozenset({"pm_timeout_then_ok", "pm_crash_after_charge"})
_UNKNOWN = (_S.DECLINED, "unknown-payment-method")
_RELEASABLE = {_S.OPENED, _S.REQUIRES_ACTION, _S.AUTHORIZED}


def _end_process() -> None:
    os._exit(137)


class SandboxGateway:
    """Keeps its charges in the SQLite file at *place*: a path, or `sandbox:///path?faults=1`.

    As with databases, three slashes begin a relative path and four an absolute one. Threads and
    processes may share the file. The fault methods are unknown unless `faults` is set or the URL
    says so; `crash` is what `pm_crash_after_charge` does once the charge is authorized.

    A verb that the state of a charge does not allow changes nothing and answers that state.
    Unknown provider ids raise `NotFound`.
    """

    def __init__(
        self,
        place: Path | str,
        faults: bool = False,
        *,
        crash: Callable[[], object] = _end_process,
    ) -> None:
        path, asked = _located(place)
        self._methods = dict(METHODS)
        if faults or asked:
            self._methods |= dict.fromkeys(FAULTS, (_S.AUTHORIZED, ""))
        self._crash = crash
        self._store = SandboxStore(path)

    def open(self, charge_id: ChargeId, amount: Money, method: str) -> GatewayCharge:
        """Above the maximum the charge is declined at once.

        Raises:
            ValueError: the amount is not positive, or the charge was opened differently before.
        """
        if amount.cents <= 0:
            raise ValueError("a charge has a positive amount")
        with self._store.change():
            row = self._store.charge_of(str(charge_id))
            if row is None:
                row = _opened(amount, method)
                self._store.add_charge(row, str(charge_id))
        if (row.cents, row.method) != (amount.cents, method):
            raise ValueError(f"charge {charge_id} was opened with another amount or method")
        return _seen(row)

    def confirm(self, provider_id: str) -> GatewayCharge:
        with self._store.change():
            before = self._get(provider_id)
            row = self._confirmed(before) if before.state == _S.OPENED else before
        if before.state == _S.OPENED and row.state == _S.AUTHORIZED:
            self._misbehave(row.method)
        return _seen(row)

    def capture(self, provider_id: str) -> GatewayCharge:
        return self._moved(provider_id, {_S.AUTHORIZED}, _S.CAPTURED)

    def release(self, provider_id: str) -> GatewayCharge:
        return self._moved(provider_id, _RELEASABLE, _S.RELEASED)

    def retrieve(self, provider_id: str) -> GatewayCharge:
        return _seen(self._get(provider_id))

    def refund(self, provider_id: str, refund_id: RefundId, amount: Money) -> GatewayRefund:
        """
        Raises:
            RefundRefused: the charge is not captured, or less of it is left.
            ValueError: the amount is not positive, or the refund was made with another one.
        """
        if amount.cents <= 0:
            raise ValueError("a refund has a positive amount")
        with self._store.change():
            charge = self._get(provider_id)
            made = {row.provider_id: row for row in self._store.refunds_of(str(refund_id))}
            row = made.get(provider_id) or self._refunded(charge, refund_id, amount)
        if row.cents != amount.cents:
            raise ValueError(f"refund {refund_id} was made with another amount")
        return _given_back(row)

    def refunds(self, refund_id: RefundId) -> Sequence[GatewayRefund]:
        return [_given_back(row) for row in self._store.refunds_of(str(refund_id))]

    def complete_action(self, provider_id: str, approve: bool) -> GatewayCharge:
        """The payer did what the bank asked for, or refused to."""
        if approve:
            return self._moved(provider_id, {_S.REQUIRES_ACTION}, _S.AUTHORIZED)
        reason = "action-refused"
        return self._moved(provider_id, {_S.REQUIRES_ACTION}, _S.DECLINED, reason)

    def amount(self, provider_id: str) -> Money:
        """What the charge asks for."""
        return Money.from_cents(self._get(provider_id).cents)

    def totals(self) -> tuple[int, int]:
        """All cents captured, and all cents refunded of them."""
        return self._store.totals()

    def close(self) -> None:
        self._store.close()

    def _get(self, provider_id: str) -> ChargeRow:
        row = self._store.charge(provider_id)
        if row is None:
            raise NotFound("gateway charge", provider_id)
        return row

    def _confirmed(self, row: ChargeRow) -> ChargeRow:
        state, reason = self._methods.get(row.method, _UNKNOWN)
        return self._set(row, state, reason)

    def _set(self, row: ChargeRow, state: GatewayState, reason: str) -> ChargeRow:
        self._store.set_state(row.provider_id, state.value, reason)
        return evolve(row, state=state.value, decline_reason=reason)

    def _moved(
        self, provider_id: str, from_: set[GatewayState], to: GatewayState, reason: str = ""
    ) -> GatewayCharge:
        with self._store.change():
            row = self._get(provider_id)
            if row.state in from_:
                row = self._set(row, to, reason)
        return _seen(row)

    def _refunded(self, charge: ChargeRow, refund_id: RefundId, amount: Money) -> RefundRow:
        taken = charge.cents if charge.state == _S.CAPTURED else 0
        left = Money.from_cents(taken - charge.refunded_cents)
        if amount > left:
            raise RefundRefused(amount, left)
        row = RefundRow(f"re_{secrets.token_hex(12)}", charge.provider_id, amount.cents)
        self._store.add_refund(row, str(refund_id))
        return row

    def _misbehave(self, method: str) -> None:
        if method == "pm_timeout_then_ok":
            raise GatewaySilent
        if method == "pm_crash_after_charge":
            self._crash()


def _located(place: Path | str) -> tuple[Path, bool]:
    """The file at *place*, and whether a URL asks for faults."""
    text = str(place)
    if not text.startswith("sandbox:"):
        return Path(place), False
    url = urlsplit(text)
    if url.netloc or len(url.path) < 2:
        raise ValueError("write it like sandbox:///var/gateway.db")
    return Path(url.path[1:]), parse_qs(url.query).get("faults") == ["1"]


def _opened(amount: Money, method: str) -> ChargeRow:
    fits = amount <= MAXIMUM
    return ChargeRow(
        provider_id=f"ch_{secrets.token_hex(12)}",
        method=method,
        cents=amount.cents,
        state=_S.OPENED.value if fits else _S.DECLINED.value,
        decline_reason="" if fits else "amount-too-large",
        refunded_cents=0,
    )


def _seen(row: ChargeRow) -> GatewayCharge:
    waits = row.state == _S.REQUIRES_ACTION
    return GatewayCharge(
        provider_id=row.provider_id,
        state=GatewayState(row.state),
        decline_reason=row.decline_reason,
        next_action=f"/sandbox/actions/{row.provider_id}" if waits else None,
    )


def _given_back(row: RefundRow) -> GatewayRefund:
    return GatewayRefund(
        provider_refund_id=row.provider_refund_id,
        charge_provider_id=row.provider_id,
        amount=Money.from_cents(row.cents),
    )
