"""The collection of booking requests."""

from astrobookings.adapters.mongo.collections.definition import (
    ENTITY,
    INSTANT,
    Definition,
    Index,
    choice,
    required,
)
from astrobookings.domain.sync.booking_request import RequestStatus

__all__ = ["BOOKING_REQUESTS"]

BOOKING_REQUESTS = Definition(
    "booking_requests",
    {
        **required("_id", "user_id", of="binData"),
        **required("method", "path", "key", "digest"),
        "expires_at": INSTANT,
        "status": choice(RequestStatus),
        **ENTITY,
    },
    (
        Index("uq_booking_requests_key", ("user_id", "path", "key"), unique=True),
        Index("ix_booking_requests_waiting", ("status", "created_at", "_id")),
    ),
)
