"""Tables as CSV, XLSX and PDF."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

from astrobookings.adapters.documents.cells import Style, plain, write_cell
from astrobookings.application.ports.papers import Paper
from astrobookings.application.ports.tables import CSV, PDF, XLSX, Cell, Row, Table
from astrobookings.domain.kernel.money import Money

__all__ = ["DocumentTables"]

_WIDEST, _NARROWEST = 48, 10
"""Signs."""


class DocumentTables:
    """The same table gives the same bytes."""

    def csv(self, table: Table) -> Paper:
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\r\n")
        writer.writerow(table.columns)
        for row in _all_rows(table):
            writer.writerow([plain(cell) for cell in row])
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
        self._style = Style.of(book)

    def fill(self) -> None:
        table, sheet = self._table, self._sheet
        for place, name in enumerate(table.columns):
            sheet.write_string(0, place, name, self._style.strong)
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
            write_cell(self._sheet, number, place, cell, self._style, strong=strong)

    def _width(self, place: int) -> int:
        cells = [self._table.columns[place], *(_printed(row[place]) for row in self._table.rows)]
        return max(_NARROWEST, min(_WIDEST, 2 + max(map(len, cells))))
