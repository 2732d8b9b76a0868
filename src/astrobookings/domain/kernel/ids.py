"""Identifiers: UUIDv7 for records, short references and slugs for people."""

import re
import unicodedata
from typing import NewType
from uuid import UUID

__all__ = [
    "AgencyId",
    "AlertId",
    "AttemptId",
    "BookingId",
    "BookingRequestId",
    "ChargeId",
    "CreditNoteId",
    "DelayId",
    "EntryId",
    "EventId",
    "InvoiceId",
    "InvoicePaymentId",
    "LaunchId",
    "LinkId",
    "NotificationId",
    "PolicyChangeId",
    "QuoteId",
    "ReceiptId",
    "RefundId",
    "RocketId",
    "SessionId",
    "SpaceportId",
    "TestimonialId",
    "UserId",
    "WishId",
    "booking_reference",
    "slug",
]

UserId = NewType("UserId", UUID)
AgencyId = NewType("AgencyId", UUID)
"""An agency has the id of the user that registered it."""
SessionId = NewType("SessionId", UUID)
LinkId = NewType("LinkId", UUID)
RocketId = NewType("RocketId", UUID)
SpaceportId = NewType("SpaceportId", UUID)
LaunchId = NewType("LaunchId", UUID)
DelayId = NewType("DelayId", UUID)
BookingId = NewType("BookingId", UUID)
BookingRequestId = NewType("BookingRequestId", UUID)
AttemptId = NewType("AttemptId", UUID)
ChargeId = NewType("ChargeId", UUID)
RefundId = NewType("RefundId", UUID)
QuoteId = NewType("QuoteId", UUID)
ReceiptId = NewType("ReceiptId", UUID)
InvoiceId = NewType("InvoiceId", UUID)
InvoicePaymentId = NewType("InvoicePaymentId", UUID)
CreditNoteId = NewType("CreditNoteId", UUID)
TestimonialId = NewType("TestimonialId", UUID)
WishId = NewType("WishId", UUID)
EventId = NewType("EventId", UUID)
NotificationId = NewType("NotificationId", UUID)
EntryId = NewType("EntryId", UUID)
AlertId = NewType("AlertId", UUID)
PolicyChangeId = NewType("PolicyChangeId", UUID)

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_REFERENCE_LETTERS = 6


def booking_reference(booking_id: UUID) -> str:
    """`AB-` and six Crockford base-32 letters from the random end of *booking_id*."""
    rest = booking_id.int
    letters = ""
    for _ in range(_REFERENCE_LETTERS):
        rest, digit = divmod(rest, 32)
        letters += _CROCKFORD[digit]
    return f"AB-{letters}"


def slug(*parts: str) -> str:
    """*parts* in lower-case ASCII letters, digits and single hyphens."""
    text = unicodedata.normalize("NFKD", "-".join(parts)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
