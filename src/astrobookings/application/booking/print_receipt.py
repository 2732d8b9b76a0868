"""A receipt as a file (story 2.11)."""

from attrs import frozen

from astrobookings.application.ports.papers import Paper, Papers
from astrobookings.application.ports.receipts import Receipts
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import BookingId, ReceiptId

__all__ = ["PrintReceipt"]


@frozen
class PrintReceipt:
    """One receipt as a PDF naming agency and tax ids."""

    receipts: Receipts
    papers: Papers

    def __call__(self, by: Principal, booking_id: BookingId, receipt_id: ReceiptId) -> Paper:
        """Raises: NotFound: no such receipt of this booking, or another traveler's."""
        authorize(by, Action.VIEW_BOOKINGS)
        missing = NotFound("receipt", str(receipt_id))
        receipt = self.receipts.get(receipt_id)
        only_own(by, Action.VIEW_BOOKINGS, receipt.traveler_id, otherwise=missing)
        if receipt.booking_id != booking_id:
            raise missing
        return self.papers.receipt(receipt)
