"""A receipt on one page."""

from astrobookings.adapters.documents.sheet import Sheet
from astrobookings.adapters.documents.wording import utc_time
from astrobookings.domain.booking.receipts import Receipt, ReceiptKind

__all__ = ["receipt_sheet"]

_TITLES = {ReceiptKind.PAYMENT: "Receipt of payment", ReceiptKind.REFUND: "Receipt of refund"}
_NOTES = {
    ReceiptKind.PAYMENT: "AstroBookings collected this payment on behalf of the agency.",
    ReceiptKind.REFUND: "AstroBookings gave this amount back on behalf of the agency.",
}


def receipt_sheet(receipt: Receipt) -> bytes:
    """*receipt* as PDF; the same receipt gives the same bytes."""
    title = _TITLES[receipt.kind]
    paid = receipt.kind is ReceiptKind.PAYMENT
    what = "Seats on a rocket launch" if paid else "Refund for seats on a rocket launch"
    sheet = Sheet(f"{title} {receipt.number}", made_at=receipt.issued_at)
    sheet.head(title, f"No. {receipt.number}", f"Issued on {utc_time(receipt.issued_at)}")
    sheet.parties(("Traveler", receipt.traveler), ("Agency", receipt.agency))
    sheet.table(
        [("Booking", receipt.booking_reference), ("For", what)],
        ("Amount paid" if paid else "Amount refunded", str(receipt.amount)),
    )
    sheet.note(_NOTES[receipt.kind])
    return sheet.content()
