"""Bank transfers of travelers, recorded by customer service (story 2.8)."""

from datetime import datetime
from typing import ClassVar

from attrs import frozen

from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.charges import Charge, ChargeStatus
from astrobookings.domain.kernel.errors import Refused
from astrobookings.domain.kernel.ids import AttemptId, ChargeId
from astrobookings.domain.kernel.money import Money

__all__ = [
    "BANK_TRANSFER",
    "TransferAmount",
    "TransferRecorded",
    "by_transfer",
    "refuse_other_amount",
    "repeated",
    "transfer",
    "transfer_id",
]

BANK_TRANSFER = "bank_transfer"
"""The method of what came past the gateway."""
_MARK = "bank-transfer:"


@frozen
class TransferAmount(Refused):
    """The transfer is not exactly what the booking costs."""

    code: ClassVar[str] = "transfer-amount"
    expected: Money
    received: Money

    def __str__(self) -> str:
        return f"The booking costs {self.expected}, but {self.received} came."


@frozen
class TransferRecorded(Refused):
    """The transfer paid another booking already, or another amount."""

    code: ClassVar[str] = "transfer-recorded"
    reference: str

    def __str__(self) -> str:
        return f"The transfer {self.reference} was recorded before."


def transfer_id(reference: str) -> str:
    """What stands in the place of a gateway's id; no gateway writes such ids."""
    return f"{_MARK}{reference.strip().upper()}"


def by_transfer(charge: Charge) -> bool:
    """Whether *charge* came as a bank transfer, so that no gateway can give it back."""
    return (charge.provider_id or "").startswith(_MARK)


def repeated(charge: Charge) -> TransferRecorded:
    """The refusal of *charge*, whose transfer is another charge's already."""
    return TransferRecorded((charge.provider_id or "").removeprefix(_MARK))


def refuse_other_amount(booking: Booking, received: Money) -> None:
    """Raises: TransferAmount: *received* is more or less than *booking* costs."""
    if received != booking.total_price:
        raise TransferAmount(booking.total_price, received)


def transfer(
    charge_id: ChargeId, attempt_id: AttemptId, booking: Booking, reference: str, now: datetime
) -> Charge:
    """The charge of a transfer that pays the whole of *booking*: done from the start."""
    return Charge(
        id=charge_id,
        booking_id=booking.id,
        attempt_id=attempt_id,
        amount=booking.total_price,
        method=BANK_TRANSFER,
        status=ChargeStatus.SUCCEEDED,
        provider_id=transfer_id(reference),
        lease_until=now,
        created_at=now,
        updated_at=now,
    )
