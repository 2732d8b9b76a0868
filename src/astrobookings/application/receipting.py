"""Issuing receipts, within the transaction of the payment or refund."""

from datetime import datetime
from uuid import UUID

from attrs import frozen

from astrobookings.application.ports.agencies import Agencies
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.receipts import Receipts
from astrobookings.application.ports.travelers import Travelers
from astrobookings.domain.agencies.agency import Agency
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.receipts import Party, Receipt, ReceiptKind
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.ids import ReceiptId
from astrobookings.domain.kernel.money import Money

__all__ = ["Receipting"]


def _payer(traveler: BillingCopy | None) -> Party:
    if traveler is None:
        return Party(name="", tax_id="", address="")
    return Party(
        name=f"{traveler.first_name} {traveler.last_name}",
        tax_id=traveler.tax_id,
        address=f"{traveler.address}, {traveler.country}",
    )


def _seller(agency: Agency) -> Party:
    return Party(
        name=agency.company_name,
        tax_id=agency.tax_id,
        address=f"{agency.legal_address}, {agency.country}",
    )


@frozen
class Receipting:
    """Names both parties as they are at the time of issue (story 2.11)."""

    receipts: Receipts
    agencies: Agencies
    travelers: Travelers
    ids: Ids

    def issue(
        self, kind: ReceiptKind, subject: UUID, booking: Booking, amount: Money, now: datetime
    ) -> Receipt:
        """The receipt for *amount*; the same one again if it was issued before."""
        return self.receipts.issue(
            Receipt(
                id=ReceiptId(self.ids.new()),
                number="",
                kind=kind,
                subject=subject,
                booking_id=booking.id,
                booking_reference=booking.reference,
                traveler_id=booking.traveler_id,
                agency_id=booking.agency_id,
                amount=amount,
                issued_at=now,
                traveler=_payer(self.travelers.find(booking.traveler_id)),
                agency=_seller(self.agencies.get(booking.agency_id)),
                created_at=now,
                updated_at=now,
            )
        )
