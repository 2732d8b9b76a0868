"""Owing a traveler money back, within the transaction that causes it."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.ports.charges import Charges
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.ledger import Ledger
from astrobookings.application.ports.refunds import Refunds
from astrobookings.domain.booking import ledger as entries
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.charges import reserve_refund
from astrobookings.domain.booking.refunds import Refund, RefundPart, RefundReason, for_hand
from astrobookings.domain.booking.transfers import by_transfer
from astrobookings.domain.kernel.ids import RefundId
from astrobookings.domain.kernel.money import Money, total

__all__ = ["Refunding"]


@frozen
class Refunding:
    """Writes refunds `pending`, which the gateway executes later; one that gives back any of a bank
    transfer is left to people from the start.
    """

    charges: Charges
    refunds: Refunds
    ledger: Ledger
    ids: Ids

    def paid(self, booking: Booking) -> Money:
        """What was paid for the seats of *booking* and is not owed back already."""
        kept = total(charge.refundable for charge in self.charges.of_booking(booking.id))
        return kept - booking.retained

    def owe(
        self, booking: Booking, amount: Money, reason: RefundReason, now: datetime
    ) -> Refund | None:
        """Owe *amount* of what was paid for *booking*; None for nothing."""
        if not amount:
            return None
        reserved = reserve_refund(self.charges.of_booking(booking.id), amount)
        parts = []
        for charge, part in reserved:
            self.charges.save(charge)
            parts.append(RefundPart(charge_id=charge.id, amount=part))
        owed = Refund(
            id=RefundId(self.ids.new()),
            booking_id=booking.id,
            launch_id=booking.launch_id,
            agency_id=booking.agency_id,
            traveler_id=booking.traveler_id,
            amount=amount,
            reason=reason,
            parts=tuple(parts),
            due_at=now,
            created_at=now,
            updated_at=now,
        )
        transferred = any(by_transfer(charge) for charge, _ in reserved)
        refund = self.refunds.add(for_hand(owed) if transferred else owed)
        self.ledger.post(entries.refund_owed(self.ids.new(), refund, now))
        return refund
