"""Refunds: money owed back to a traveler (stories 2.5, 3.7)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from attrs import evolve, field, frozen

from astrobookings.domain.booking.policies import ChargePolicy
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Refused
from astrobookings.domain.kernel.ids import (
    AgencyId,
    BookingId,
    ChargeId,
    LaunchId,
    RefundId,
    UserId,
)
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.money import Money, total

__all__ = [
    "REFUND_MOVES",
    "NoSuchRefundMove",
    "Refund",
    "RefundPart",
    "RefundReason",
    "RefundStatus",
    "by_hand",
    "claim",
    "failed",
    "for_hand",
    "retried",
    "settled_by_hand",
    "succeeded",
]


class RefundStatus(StrEnum):
    PENDING = "pending"
    EXECUTING = "executing"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    SETTLED_BY_HAND = "settled_by_hand"


class RefundReason(StrEnum):
    CANCELLATION = "cancellation"
    DELAY_REFUSED = "delay_refused"
    LAUNCH_ABORTED = "launch_aborted"
    LAUNCH_FAILED = "launch_failed"
    SEATS_DROPPED = "seats_dropped"
    LATE_PAYMENT = "late_payment"
    """A charge landed for seats that could no longer be had."""


_BY_HAND = "Paid by bank transfer: the gateway cannot give it back."
_R = RefundStatus
REFUND_MOVES: Mapping[RefundStatus, frozenset[RefundStatus]] = {
    _R.PENDING: frozenset({_R.EXECUTING, _R.SETTLED_BY_HAND}),
    _R.EXECUTING: frozenset({_R.SUCCEEDED, _R.FAILED, _R.PENDING}),
    _R.FAILED: frozenset({_R.PENDING, _R.SETTLED_BY_HAND}),
    _R.SUCCEEDED: frozenset(),
    _R.SETTLED_BY_HAND: frozenset(),
}


@frozen(kw_only=True)
class RefundPart:
    """What one charge gives back; `provider_refund_id` once the gateway did it."""

    charge_id: ChargeId
    amount: Money
    provider_refund_id: str | None = None


@frozen(kw_only=True)
class Refund(Entity):
    """An amount owed to a traveler, executed once through the gateway."""

    id: RefundId
    booking_id: BookingId
    launch_id: LaunchId
    agency_id: AgencyId
    traveler_id: UserId
    amount: Money
    reason: RefundReason
    parts: tuple[RefundPart, ...]
    status: RefundStatus = RefundStatus.PENDING
    attempts: int = 0
    due_at: datetime = field(validator=aware)
    """When the next attempt may start."""
    lease_until: datetime | None = None
    last_error: str = ""
    reference: str = ""
    """What a settlement by hand refers to."""
    executed_at: datetime | None = None

    def __attrs_post_init__(self) -> None:
        if total(part.amount for part in self.parts) != self.amount:
            raise ValueError("the parts of a refund make its amount")


@frozen
class NoSuchRefundMove(Refused):
    """The refund's status does not allow this move."""

    code: ClassVar[str] = "refund-status"
    now: RefundStatus
    wanted: RefundStatus

    def __str__(self) -> str:
        return f"A refund that is {self.now} cannot become {self.wanted}."


def _moved(refund: Refund, status: RefundStatus) -> Refund:
    if status not in REFUND_MOVES[refund.status]:
        raise NoSuchRefundMove(refund.status, status)
    return evolve(refund, status=status, lease_until=None)


def claim(refund: Refund, now: datetime, policy: ChargePolicy) -> Refund:
    """*refund* in the hands of one worker until its lease ends.

    An executing one whose lease has ended may be claimed again.

    Raises:
        NoSuchRefundMove: it is done, failed for good, not due, or in other hands.
    """
    free = refund.lease_until is None or now >= refund.lease_until
    again = refund.status is RefundStatus.EXECUTING and free
    first = refund.status is RefundStatus.PENDING and now >= refund.due_at
    if not (first or again):
        raise NoSuchRefundMove(refund.status, RefundStatus.EXECUTING)
    return evolve(
        refund,
        status=RefundStatus.EXECUTING,
        attempts=refund.attempts + 1,
        lease_until=now + policy.lease,
    )


def succeeded(refund: Refund, parts: tuple[RefundPart, ...], now: datetime) -> Refund:
    """*refund* given back by the gateway, with its ids on the *parts*."""
    return evolve(_moved(refund, RefundStatus.SUCCEEDED), parts=parts, executed_at=now)


def failed(refund: Refund, error: str, now: datetime, policy: ChargePolicy) -> Refund:
    """*refund* after the gateway refused or kept silent: tried again later, at last failed."""
    if refund.attempts >= policy.refund_attempts:
        return evolve(_moved(refund, RefundStatus.FAILED), last_error=error)
    wait = min(policy.retry_refund_after * 2 ** min(refund.attempts - 1, 20), timedelta(hours=1))
    return evolve(_moved(refund, RefundStatus.PENDING), last_error=error, due_at=now + wait)


def retried(refund: Refund, now: datetime) -> Refund:
    """*refund*, given up before, to be tried anew from now on (story 3.7).

    Raises:
        NoSuchRefundMove: it was not given up, or is only to be settled by hand.
    """
    if refund.status is not RefundStatus.FAILED or by_hand(refund):
        raise NoSuchRefundMove(refund.status, RefundStatus.PENDING)
    return evolve(_moved(refund, RefundStatus.PENDING), attempts=0, due_at=now)


def by_hand(refund: Refund) -> bool:
    """Whether *refund* was never for the gateway to make: it waits to be settled by hand."""
    return refund.status is RefundStatus.FAILED and not refund.attempts


def for_hand(refund: Refund) -> Refund:
    """*refund*, just owed, as one to be settled by hand."""
    return evolve(refund, status=RefundStatus.FAILED, last_error=_BY_HAND)


def settled_by_hand(refund: Refund, reference: str, now: datetime) -> Refund:
    """*refund* paid to the traveler outside of the gateway, under *reference* (story 3.7).

    Raises:
        NoSuchRefundMove: it is being executed, or done.
    """
    moved = _moved(refund, RefundStatus.SETTLED_BY_HAND)
    return evolve(moved, reference=reference, executed_at=now)
