"""Requests that may come twice (story 2.3)."""

from datetime import datetime, timedelta

from attrs import evolve, field, frozen

from astrobookings.domain.booking.errors import KeyInUse, KeyReused
from astrobookings.domain.kernel.ids import BookingId, UserId
from astrobookings.domain.kernel.instants import aware

__all__ = ["KEY_LEASE", "KEY_LIFETIME", "Answer", "KeyRecord", "KeyedRequest", "take_over"]

KEY_LIFETIME = timedelta(hours=24)
KEY_LEASE = timedelta(seconds=60)


@frozen(kw_only=True)
class KeyedRequest:
    """A request under its idempotency key."""

    user_id: UserId
    method: str
    path: str
    key: str
    digest: str
    """Of the canonical body."""


@frozen
class Answer:
    """What the first request was answered, to be replayed."""

    status: int
    body: str


@frozen(kw_only=True)
class KeyRecord:
    """A request that took seats or began a payment, or that was refused for good."""

    request: KeyedRequest
    booking_id: BookingId | None
    """None if it was refused and took nothing."""
    created_at: datetime = field(validator=aware)
    lease_until: datetime = field(validator=aware)
    """Until then the first request is at work; afterwards a retry resumes its booking."""
    answer: Answer | None = None


def take_over(record: KeyRecord, request: KeyedRequest, now: datetime) -> KeyRecord:
    """*record* in the hands of a retry of the same request.

    Raises:
        KeyReused: the body is another.
        KeyInUse: the first request is still at work.
    """
    if record.request.digest != request.digest:
        raise KeyReused
    if record.answer is None and now < record.lease_until:
        raise KeyInUse
    return evolve(record, lease_until=now + KEY_LEASE)
