"""The look of a receipt: one A4 page."""

from importlib.resources import files

from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos

from astrobookings.adapters.documents.wording import utc_time
from astrobookings.domain.booking.receipts import Party, Receipt, ReceiptKind

__all__ = ["ReceiptSheet"]

_FONT = "DejaVu"
_INK, _FADED, _BRAND, _LINE = (27, 35, 51), (85, 97, 122), (28, 58, 110), (216, 222, 233)
_TITLES = {ReceiptKind.PAYMENT: "Receipt of payment", ReceiptKind.REFUND: "Receipt of refund"}
_NOTES = {
    ReceiptKind.PAYMENT: "AstroBookings collected this payment on behalf of the agency.",
    ReceiptKind.REFUND: "AstroBookings gave this amount back on behalf of the agency.",
}
_MARGIN, _GAP = 20, 10
"""Millimetres, as all lengths here; fonts are in points."""


class ReceiptSheet:
    """Draws *receipt*; the same receipt gives the same bytes."""

    def __init__(self, receipt: Receipt) -> None:
        self._receipt = receipt
        self._pdf = _blank(receipt)

    def content(self) -> bytes:
        self._head()
        self._parties()
        self._amount()
        self._foot()
        return bytes(self._pdf.output())

    def _head(self) -> None:
        receipt = self._receipt
        self._pdf.set_fill_color(*_BRAND)
        self._pdf.rect(0, 0, self._pdf.w, 14, style="F")
        self._pdf.set_xy(_MARGIN, 3)
        self._line("AstroBookings", size=13, bold=True, color=(255, 255, 255), height=8)
        self._pdf.set_y(30)
        self._line(_TITLES[receipt.kind], size=20, bold=True, height=11)
        self._line(f"No. {receipt.number}", size=11)
        self._line(f"Issued on {utc_time(receipt.issued_at)}", size=11, color=_FADED)
        self._pdf.ln(_GAP)

    def _parties(self) -> None:
        top, width = self._pdf.get_y(), (self._pdf.epw - _GAP) / 2
        bottoms = []
        columns = (("Traveler", self._receipt.traveler), ("Agency", self._receipt.agency))
        for place, (label, party) in enumerate(columns):
            self._pdf.set_xy(_MARGIN + place * (width + _GAP), top)
            self._party(label, party, width)
            bottoms.append(self._pdf.get_y())
        self._pdf.set_xy(_MARGIN, max(bottoms) + _GAP)

    def _party(self, label: str, party: Party, width: float) -> None:
        self._block(label, width, size=9, color=_FADED)
        self._block(party.name or "–", width, size=11, bold=True)
        self._block(party.address or "–", width, size=10)
        self._block(f"Tax id: {party.tax_id or '–'}", width, size=10)

    def _amount(self) -> None:
        receipt = self._receipt
        paid = receipt.kind is ReceiptKind.PAYMENT
        what = "Seats on a rocket launch" if paid else "Refund for seats on a rocket launch"
        self._rule()
        self._row("Booking", receipt.booking_reference)
        self._row("For", what)
        self._rule()
        self._row("Amount paid" if paid else "Amount refunded", str(receipt.amount), bold=True)
        self._rule()
        self._pdf.ln(4)

    def _foot(self) -> None:
        self._block(_NOTES[self._receipt.kind], self._pdf.epw, size=9, color=_FADED)

    def _rule(self) -> None:
        self._pdf.set_draw_color(*_LINE)
        self._pdf.line(_MARGIN, self._pdf.get_y(), self._pdf.w - _MARGIN, self._pdf.get_y())

    def _row(self, label: str, value: str, *, bold: bool = False) -> None:
        half = self._pdf.epw / 2
        self._style(12 if bold else 11, bold, _INK)
        self._pdf.cell(half, 10, label)
        self._pdf.cell(half, 10, value, align=Align.R, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _line(
        self,
        text: str,
        *,
        size: int,
        bold: bool = False,
        color: tuple[int, int, int] = _INK,
        height: float = 6,
    ) -> None:
        self._style(size, bold, color)
        self._pdf.cell(0, height, _flat(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _block(
        self,
        text: str,
        width: float,
        *,
        size: int,
        bold: bool = False,
        color: tuple[int, int, int] = _INK,
    ) -> None:
        """*text* in as many lines as it takes; the next block begins below."""
        self._style(size, bold, color)
        self._pdf.multi_cell(
            width, 5.5, _flat(text), align=Align.L, new_x=XPos.LEFT, new_y=YPos.NEXT
        )

    def _style(self, size: int, bold: bool, color: tuple[int, int, int]) -> None:
        self._pdf.set_font(_FONT, "B" if bold else "", size)
        self._pdf.set_text_color(*color)


def _blank(receipt: Receipt) -> FPDF:
    pdf = FPDF(format="A4", unit="mm")
    folder = files("astrobookings.adapters.documents").joinpath("fonts")
    pdf.add_font(_FONT, "", str(folder.joinpath("DejaVuSans.ttf")))
    pdf.add_font(_FONT, "B", str(folder.joinpath("DejaVuSans-Bold.ttf")))
    pdf.set_creation_date(receipt.issued_at)
    pdf.set_title(f"{_TITLES[receipt.kind]} {receipt.number}")
    pdf.set_author("AstroBookings")
    pdf.set_lang("en")
    pdf.set_margin(_MARGIN)
    pdf.c_margin = 0
    pdf.add_page()
    return pdf


def _flat(text: str) -> str:
    """*text* on one line."""
    return " ".join(text.split())
