"""What is told of refunds."""

from datetime import datetime
from uuid import UUID

import msgspec

from astrobookings.domain.booking.refunds import (
    REFUND_MOVES,
    Refund,
    RefundReason,
    RefundStatus,
    by_hand,
)
from astrobookings.entrypoints.http.shapes import MoneyShape, money_shape

__all__ = ["QueuedRefundAnswer", "QueuedRefundsAnswer", "queued_refund"]


class QueuedRefundAnswer(msgspec.Struct, kw_only=True):
    """A refund on its way to a traveler."""

    id: UUID
    booking_id: UUID
    launch_id: UUID
    agency_id: UUID
    traveler_id: UUID
    amount: MoneyShape
    reason: RefundReason
    status: RefundStatus
    attempts: int
    due_at: datetime
    """When the next attempt may start."""
    last_error: str
    reference: str
    """What a settlement by hand refers to."""
    executed_at: datetime | None
    available_actions: list[str]
    """Among `retry`, `settle`."""
    created_at: datetime
    updated_at: datetime
    version: int


class QueuedRefundsAnswer(msgspec.Struct):
    """Some refunds, oldest first, and the cursor of those that follow."""

    items: list[QueuedRefundAnswer]
    next: str | None


def queued_refund(refund: Refund) -> QueuedRefundAnswer:
    moves = REFUND_MOVES[refund.status]
    actions = {
        "retry": refund.status is RefundStatus.FAILED and not by_hand(refund),
        "settle": RefundStatus.SETTLED_BY_HAND in moves,
    }
    return QueuedRefundAnswer(
        id=refund.id,
        booking_id=refund.booking_id,
        launch_id=refund.launch_id,
        agency_id=refund.agency_id,
        traveler_id=refund.traveler_id,
        amount=money_shape(refund.amount),
        reason=refund.reason,
        status=refund.status,
        attempts=refund.attempts,
        due_at=refund.due_at,
        last_error=refund.last_error,
        reference=refund.reference,
        executed_at=refund.executed_at,
        available_actions=[name for name, allowed in actions.items() if allowed],
        created_at=refund.created_at,
        updated_at=refund.updated_at,
        version=refund.version,
    )
