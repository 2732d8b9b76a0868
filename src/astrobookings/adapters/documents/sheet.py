"""The look of printed papers: one A4 page under the name of the platform."""

from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files

import segno
from fpdf import FPDF
from fpdf.enums import Align, TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace

from astrobookings.domain.booking.receipts import Party

__all__ = ["Sheet"]

_FONT = "DejaVu"
_INK, _FADED, _BRAND, _LINE = (27, 35, 51), (85, 97, 122), (28, 58, 110), (216, 222, 233)
_MARGIN, _GAP, _CODE = 20, 10, 55
"""Millimetres, as all lengths here; fonts are in points."""


class Sheet:
    """A page to write on from top to bottom; the same writing gives the same bytes."""

    def __init__(self, title: str, *, made_at: datetime, landscape: bool = False) -> None:
        self._pdf = _blank(title, made_at, "landscape" if landscape else "portrait")

    def content(self) -> bytes:
        return bytes(self._pdf.output())

    def head(self, title: str, *lines: str) -> None:
        """The name of the platform, then *title*, a strong line, and faded ones."""
        with self._pdf.local_context(fill_color=_BRAND):  # later cells would be filled with it
            self._pdf.rect(0, 0, self._pdf.w, 14, style="F")
        self._pdf.set_xy(_MARGIN, 3)
        self._line("AstroBookings", size=13, bold=True, color=(255, 255, 255), height=8)
        self._pdf.set_y(30)
        self._line(title, size=20, bold=True, height=11)
        for place, line in enumerate(lines):
            self._line(line, size=11, color=_FADED if place else _INK)
        self._pdf.ln(_GAP)

    def parties(self, left: tuple[str, Party], right: tuple[str, Party]) -> None:
        """Two parties side by side, each under what it is."""
        top, width = self._pdf.get_y(), (self._pdf.epw - _GAP) / 2
        bottoms = []
        for place, (label, party) in enumerate((left, right)):
            self._pdf.set_xy(_MARGIN + place * (width + _GAP), top)
            self._party(label, party, width)
            bottoms.append(self._pdf.get_y())
        self._pdf.set_xy(_MARGIN, max(bottoms) + _GAP)

    def _party(self, label: str, party: Party, width: float) -> None:
        self._block(label, width, size=9, color=_FADED)
        self._block(party.name or "–", width, size=11, bold=True)
        self._block(party.address or "–", width, size=10)
        self._block(f"Tax id: {party.tax_id or '–'}", width, size=10)

    def table(self, rows: Sequence[tuple[str, str]], result: tuple[str, str]) -> None:
        """What is told, line by line, and what it comes to."""
        self._rule()
        for label, value in rows:
            self._row(label, value)
        self._rule()
        self._row(*result, bold=True)
        self._rule()
        self._pdf.ln(4)

    def grid(
        self,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        totals: Sequence[str] | None,
        *,
        right: frozenset[int],
    ) -> None:
        """A table over as many pages as it takes; columns of *right* hold numbers."""
        self._style(8, False, _INK)
        aligned = tuple(Align.R if place in right else Align.L for place in range(len(columns)))
        strong = FontFace(emphasis="BOLD", color=_INK)
        with self._pdf.table(
            text_align=aligned,
            headings_style=strong,
            line_height=5.5,
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        ) as grid:
            grid.row([_flat(name) for name in columns])
            for row in rows:
                grid.row([_flat(cell) for cell in row])
            if totals is not None:
                grid.row([_flat(cell) for cell in totals], style=strong)
        self._pdf.ln(4)

    def code(self, text: str) -> None:
        """*text* for a scanner, and beneath it for people."""
        code = segno.make(text, error="m", micro=False)
        matrix = list(code.matrix_iter(border=4))  # scanners need the white around it
        size, top = _CODE / len(matrix), self._pdf.get_y()
        with self._pdf.local_context(fill_color=(0, 0, 0)):
            for row, line in enumerate(matrix):
                for column, dark in enumerate(line):
                    if dark:
                        place = _MARGIN + column * size, top + row * size
                        self._pdf.rect(*place, size, size, style="F")
        self._pdf.set_xy(_MARGIN, top + _CODE + 2)
        self._block(text, self._pdf.epw, size=9, color=_FADED)
        self._pdf.ln(4)

    def note(self, text: str) -> None:
        """Small print, as long as it takes."""
        self._block(text, self._pdf.epw, size=9, color=_FADED)

    def _rule(self) -> None:
        self._pdf.set_draw_color(*_LINE)
        self._pdf.line(_MARGIN, self._pdf.get_y(), self._pdf.w - _MARGIN, self._pdf.get_y())

    def _row(self, label: str, value: str, *, bold: bool = False) -> None:
        third = self._pdf.epw / 3
        self._style(12 if bold else 11, bold, _INK)
        self._pdf.cell(third, 10, label)
        self._pdf.multi_cell(
            2 * third, 10, _flat(value), align=Align.R, new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )

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


def _blank(title: str, made_at: datetime, orientation: str) -> FPDF:
    pdf = FPDF(orientation=orientation, format="A4", unit="mm")
    folder = files("astrobookings.adapters.documents").joinpath("fonts")
    pdf.add_font(_FONT, "", str(folder.joinpath("DejaVuSans.ttf")))
    pdf.add_font(_FONT, "B", str(folder.joinpath("DejaVuSans-Bold.ttf")))
    pdf.set_creation_date(made_at)
    pdf.set_title(title)
    pdf.set_author("AstroBookings")
    pdf.set_lang("en")
    pdf.set_margin(_MARGIN)
    pdf.c_margin = 0
    pdf.add_page()
    return pdf


def _flat(text: str) -> str:
    """*text* on one line."""
    return " ".join(text.split())
