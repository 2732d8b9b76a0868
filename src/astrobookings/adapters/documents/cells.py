"""Single cells, as files have them."""

from datetime import UTC, date, datetime
from typing import Any, Self

from attrs import frozen

from astrobookings.application.ports.tables import Cell
from astrobookings.domain.kernel.money import Money

__all__ = ["Style", "plain", "write_cell"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain(cell: Cell) -> object:
    """*cell* as CSV has it; no text is one that a spreadsheet reckons with."""
    if isinstance(cell, str):
        return f"'{cell}" if _is_formula(cell) else cell
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return f"{cell.amount:.2f}" if isinstance(cell, Money) else cell


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet that opens the file might reckon with *text*."""
    if text[:1].isalnum():  # most are
        return False
    return text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)


@frozen
class Style:
    """The formats of one workbook."""

    strong: Any
    money: Any
    strong_money: Any
    share: Any
    day: Any
    instant: Any

    @classmethod
    def of(cls, book: Any) -> Self:
        return cls(
            strong=book.add_format({"bold": True}),
            money=book.add_format({"num_format": "#,##0.00"}),
            strong_money=book.add_format({"num_format": "#,##0.00", "bold": True}),
            share=book.add_format({"num_format": "0.0%"}),
            day=book.add_format({"num_format": "yyyy-mm-dd"}),
            instant=book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        )


def write_cell(
    sheet: Any, number: int, place: int, cell: Cell, style: Style, *, strong: bool = False
) -> None:
    """Write *cell* into row *number* at *place*; texts stay texts whatever they begin with."""
    plain_style = style.strong if strong else None
    if cell is None:
        return
    if isinstance(cell, Money):
        amount = style.strong_money if strong else style.money
        sheet.write_number(number, place, float(cell.amount), amount)
    elif isinstance(cell, float):
        sheet.write_number(number, place, cell, style.share)
    elif isinstance(cell, int):
        sheet.write_number(number, place, cell, plain_style)
    elif isinstance(cell, datetime):
        sheet.write_datetime(number, place, cell.astimezone(UTC), style.instant)
    elif isinstance(cell, date):
        sheet.write_datetime(number, place, cell, style.day)
    else:
        sheet.write_string(number, place, cell, plain_style)
