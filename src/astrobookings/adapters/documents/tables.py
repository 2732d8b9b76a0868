"""Tables as CSV, XLSX and PDF."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

from astrobookings.application.ports.papers import Paper
from astrobookings.application.ports.tables import CSV, PDF, XLSX, Cell, Row, Table
from astrobookings.domain.kernel.money import Money

__all__ = ["DocumentTables"]

_WIDEST, _NARROWEST = 48, 10
"""Signs."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class DocumentTables:
    """The same table gives the same bytes."""

    def csv(self, table: Table) -> Paper:
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\r\n")
        writer.writerow(table.columns)
        for row in _all_rows(table):
            writer.writerow([_plain(cell) for cell in row])
        return Paper(f"{table.name}.csv", CSV, written.getvalue().encode())

    def xlsx(self, table: Table) -> Paper:
        # The library is only loaded by those who export.
        from xlsxwriter import Workbook

        file = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "remove_timezone": True,
        }
        with Workbook(file, options) as book:
            book.set_properties({"title": table.title, "created": table.as_of.replace(tzinfo=None)})
            _Sheet(book, table).fill()
        return Paper(f"{table.name}.xlsx", XLSX, file.getvalue())

    def pdf(self, table: Table) -> Paper:
        from astrobookings.adapters.documents.sheet import Sheet
        from astrobookings.adapters.documents.wording import utc_time

        sheet = Sheet(table.title, made_at=table.as_of, landscape=True)
        sheet.head(table.title, f"As of {utc_time(table.as_of)}")
        numbers = _number_columns(table)
        rows = [[_printed(cell) for cell in row] for row in table.rows]
        totals = None if table.totals is None else [_printed(cell) for cell in table.totals]
        sheet.grid(table.columns, rows, totals, right=numbers)
        if not rows:
            sheet.note("There is nothing to report.")
        return Paper(f"{table.name}.pdf", PDF, sheet.content())


def _all_rows(table: Table) -> tuple[Row, ...]:
    return table.rows if table.totals is None else (*table.rows, table.totals)


def _number_columns(table: Table) -> frozenset[int]:
    rows = _all_rows(table)
    return frozenset(
        place
        for place in range(len(table.columns))
        if rows
        and all(isinstance(row[place], int | float | Money) or not row[place] for row in rows)
    )


def _plain(cell: Cell) -> object:
    if isinstance(cell, Money):
        return f"{cell.amount:.2f}"
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(cell, str):
        return f"'{cell}" if _is_formula(cell) else cell
    return "" if cell is None else cell


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet that opens the file might reckon with *text*."""
    return text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)


def _printed(cell: Cell) -> str:
    if isinstance(cell, Money):
        return f"{cell.amount:,.2f}"
    if isinstance(cell, datetime):
        return f"{cell.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if isinstance(cell, float):
        return f"{cell:.1%}"
    return "" if cell is None else str(cell)


class _Sheet:
    """One sheet of a workbook."""

    def __init__(self, book: Any, table: Table) -> None:
        self._sheet = book.add_worksheet("Report")
        self._table = table
        self._strong = book.add_format({"bold": True})
        self._money = book.add_format({"num_format": "#,##0.00"})
        self._strong_money = book.add_format({"num_format": "#,##0.00", "bold": True})
        self._share = book.add_format({"num_format": "0.0%"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._instant = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})

    def fill(self) -> None:
        table, sheet = self._table, self._sheet
        for place, name in enumerate(table.columns):
            sheet.write_string(0, place, name, self._strong)
        for number, row in enumerate(table.rows, 1):
            self._write(number, row)
        if table.totals is not None:
            self._write(len(table.rows) + 1, table.totals, strong=True)
        sheet.freeze_panes(1, 0)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        for place in range(len(table.columns)):
            sheet.set_column(place, place, self._width(place))

    def _write(self, number: int, row: Row, *, strong: bool = False) -> None:
        for place, cell in enumerate(row):
            self._cell(number, place, cell, strong=strong)

    def _cell(self, number: int, place: int, cell: Cell, *, strong: bool) -> None:
        plain = self._strong if strong else None
        if cell is None:
            return
        if isinstance(cell, Money):
            style = self._strong_money if strong else self._money
            self._sheet.write_number(number, place, float(cell.amount), style)
        elif isinstance(cell, float):
            self._sheet.write_number(number, place, cell, self._share)
        elif isinstance(cell, int):
            self._sheet.write_number(number, place, cell, plain)
        elif isinstance(cell, datetime):
            self._sheet.write_datetime(number, place, cell.astimezone(UTC), self._instant)
        elif isinstance(cell, date):
            self._sheet.write_datetime(number, place, cell, self._day)
        else:
            self._sheet.write_string(number, place, cell, plain)

    def _width(self, place: int) -> int:
        cells = [self._table.columns[place], *(_printed(row[place]) for row in self._table.rows)]
        return max(_NARROWEST, min(_WIDEST, 2 + max(map(len, cells))))
