"""Charges: money asked of the gateway for a booking (story 2.3)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from attrs import evolve, field, frozen

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Refused
from astrobookings.domain.kernel.ids import AttemptId, BookingId, ChargeId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.money import ZERO, Money

__all__ = [
    "CHARGE_MOVES",
    "UNSETTLED",
    "Charge",
    "ChargeStatus",
    "NoSuchChargeMove",
    "change_status",
    "reserve_refund",
    "split",
]


class ChargeStatus(StrEnum):
    PENDING = "pending"
    REQUIRES_ACTION = "requires_action"
    AUTHORIZED = "authorized"
    SUCCEEDED = "succeeded"
    DECLINED = "declined"
    RELEASED = "released"


_C = ChargeStatus
UNSETTLED = frozenset({_C.PENDING, _C.REQUIRES_ACTION, _C.AUTHORIZED})
CHARGE_MOVES: Mapping[ChargeStatus, frozenset[ChargeStatus]] = {
    _C.PENDING: frozenset(
        {_C.REQUIRES_ACTION, _C.AUTHORIZED, _C.SUCCEEDED, _C.DECLINED, _C.RELEASED}
    ),
    _C.REQUIRES_ACTION: frozenset({_C.AUTHORIZED, _C.SUCCEEDED, _C.DECLINED, _C.RELEASED}),
    _C.AUTHORIZED: frozenset({_C.SUCCEEDED, _C.RELEASED}),
    _C.SUCCEEDED: frozenset(),
    _C.DECLINED: frozenset(),
    _C.RELEASED: frozenset(),
}


@frozen(kw_only=True)
class Charge(Entity):
    """One amount of one payment attempt; an attempt above the gateway's maximum has several."""

    id: ChargeId
    booking_id: BookingId
    attempt_id: AttemptId
    amount: Money
    method: str
    """The gateway's token of the payment method; no card data."""
    status: ChargeStatus = ChargeStatus.PENDING
    provider_id: str | None = None
    decline_reason: str = ""
    next_action: str | None = None
    """Where the payer completes an action the bank asks for."""
    refunded: Money = ZERO
    """What is owed or given back of it already; at most `amount`."""
    lease_until: datetime = field(validator=aware)
    """Until then the process that began the attempt works on it; afterwards anybody may."""

    @property
    def refundable(self) -> Money:
        return self.amount - self.refunded if self.status is ChargeStatus.SUCCEEDED else ZERO


@frozen
class NoSuchChargeMove(Refused):
    """The charge's status does not allow this move."""

    code: ClassVar[str] = "charge-status"
    now: ChargeStatus
    wanted: ChargeStatus

    def __str__(self) -> str:
        return f"A charge that is {self.now} cannot become {self.wanted}."


def change_status(charge: Charge, wanted: ChargeStatus) -> Charge:
    """*charge* moved to *wanted*; the same status again changes nothing.

    Raises:
        NoSuchChargeMove: the table has no such move.
    """
    if wanted is charge.status:
        return charge
    if wanted not in CHARGE_MOVES[charge.status]:
        raise NoSuchChargeMove(charge.status, wanted)
    return evolve(charge, status=wanted)


def split(amount: Money, maximum: Money) -> tuple[Money, ...]:
    """*amount* in as few parts of at most *maximum* as will do, equal to a cent."""
    count = max(-(-amount.cents // maximum.cents), 1)
    share, odd = divmod(amount.cents, count)
    return tuple(Money.from_cents(share + (place < odd)) for place in range(count))


def reserve_refund(charges: Iterable[Charge], amount: Money) -> tuple[tuple[Charge, Money], ...]:
    """*amount* spread over *charges*, newest first: each charge with more refunded, and its part.

    Raises:
        ValueError: the charges cannot bear the amount, or it is negative; a rule above was broken.
    """
    left, parts = amount, []
    for charge in sorted(charges, key=lambda one: (one.created_at, one.id), reverse=True):
        part = min(charge.refundable, left)
        if part > ZERO:
            parts.append((evolve(charge, refunded=charge.refunded + part), part))
            left -= part
    if left:
        raise ValueError(f"{amount} cannot be refunded: {left} too much")
    return tuple(parts)
