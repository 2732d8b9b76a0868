"""Files of rows that are too many to be held at once."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from astrobookings.adapters.documents.cells import Style, plain, write_cell
from astrobookings.application.ports.tables import Row

__all__ = ["DocumentSheets"]

_PIECE = 2**20
"""Bytes."""


class DocumentSheets:
    """A workbook grows in a file of its own, which is gone once it was read."""

    def __init__(self, *, most_rows: int = 2**20 - 1) -> None:
        """Spreadsheets take *most_rows* below the head of a sheet."""
        self._most = most_rows

    def lines(self, rows: Iterable[Row]) -> bytes:
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\r\n")
        writer.writerows([plain(cell) for cell in row] for row in rows)
        return written.getvalue().encode()

    def workbook(
        self, title: str, columns: Row, rows: Iterable[Row], *, as_of: datetime
    ) -> Iterator[bytes]:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "book.xlsx"
            self._write(file, title, columns, rows, as_of)
            with file.open("rb") as written:
                while piece := written.read(_PIECE):
                    yield piece

    def _write(
        self, file: Path, title: str, columns: Row, rows: Iterable[Row], as_of: datetime
    ) -> None:
        # The library is only loaded by those who export.
        from xlsxwriter import Workbook

        options = {
            "constant_memory": True,
            "tmpdir": str(file.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "remove_timezone": True,
        }
        with Workbook(str(file), options) as book:
            book.set_properties({"title": title, "created": as_of.replace(tzinfo=None)})
            style, sheet = Style.of(book), None
            for number, row in enumerate(rows):
                below = number % self._most
                if not below:
                    sheet = _sheet(book, style, title, number // self._most + 1, columns)
                _row(sheet, below + 1, row, style)
            if sheet is None:
                _sheet(book, style, title, 1, columns)


def _sheet(book: Any, style: Style, title: str, number: int, columns: Row) -> Any:
    sheet = book.add_worksheet(title if number == 1 else f"{title} {number}")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, 20)
    for place, name in enumerate(columns):
        write_cell(sheet, 0, place, name, style, strong=True)
    return sheet


def _row(sheet: Any, number: int, row: Row, style: Style) -> None:
    for place, cell in enumerate(row):
        write_cell(sheet, number, place, cell, style)
