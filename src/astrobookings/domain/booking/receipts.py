"""Numbered receipts for payments and refunds (story 2.11)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from attrs import field, frozen

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.ids import AgencyId, BookingId, ReceiptId, UserId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.money import Money

__all__ = ["Party", "Receipt", "ReceiptKind", "receipt_number"]


class ReceiptKind(StrEnum):
    PAYMENT = "payment"
    REFUND = "refund"


@frozen(kw_only=True)
class Party:
    """Payer or agency as the receipt names it, at the time of issue."""

    name: str
    tax_id: str
    address: str


@frozen(kw_only=True)
class Receipt(Entity):
    """Proof of one payment or refund; never changed once issued."""

    id: ReceiptId
    number: str
    kind: ReceiptKind
    subject: UUID
    """The payment attempt or refund; one receipt each."""
    booking_id: BookingId
    booking_reference: str
    traveler_id: UserId
    agency_id: AgencyId
    amount: Money
    issued_at: datetime = field(validator=aware)
    traveler: Party
    agency: Party


def receipt_number(year: int, count: int) -> str:
    """`RC-2026-000123`: gapless within a UTC year."""
    return f"RC-{year}-{count:06d}"
