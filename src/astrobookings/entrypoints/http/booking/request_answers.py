"""What is told of requests that were taken to be settled later."""

from datetime import datetime
from uuid import UUID

import msgspec

from astrobookings.domain.sync.booking_request import BookingRequest, RequestKind, RequestStatus

__all__ = ["BookingRequestAnswer", "ReasonAnswer", "booking_request"]


class ReasonAnswer(msgspec.Struct):
    """Why a request was refused: the code of a problem, and a sentence."""

    code: str
    detail: str


class BookingRequestAnswer(msgspec.Struct, kw_only=True):
    """A request taken while bookings were interrupted; settled or refused when they are back."""

    id: UUID
    kind: RequestKind
    status: RequestStatus
    launch_id: UUID | None
    """Where seats are wanted."""
    booking_id: UUID | None
    """What is to be cancelled, or what came of it."""
    reason: ReasonAnswer | None
    """Why it was refused."""
    expires_at: datetime
    """From then on it can only be refused."""
    decided_at: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int


def booking_request(seen: BookingRequest) -> BookingRequestAnswer:
    """The request as the one who made it sees it."""
    seats, cancellation, reason = seen.wanted_seats, seen.wanted_cancellation, seen.reason
    concerned = None if cancellation is None else cancellation.booking_id
    return BookingRequestAnswer(
        id=seen.id,
        kind=seen.kind,
        status=seen.status,
        launch_id=None if seats is None else seats.launch_id,
        booking_id=seen.booking_id or concerned,
        reason=None if reason is None else ReasonAnswer(reason.code, reason.sentence),
        expires_at=seen.expires_at,
        decided_at=seen.decided_at,
        created_at=seen.created_at,
        updated_at=seen.updated_at,
        version=seen.version,
    )
