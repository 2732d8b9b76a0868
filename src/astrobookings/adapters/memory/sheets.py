"""Rows as plain text."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from astrobookings.application.ports.tables import Row

__all__ = ["MemorySheets"]


class MemorySheets:
    """Columns between tabs, whatever kind of file is asked for; it watches for no formula."""

    def lines(self, rows: Iterable[Row]) -> bytes:
        return "".join(_line(row) for row in rows).encode()

    def workbook(
        self, title: str, columns: Row, rows: Iterable[Row], *, as_of: datetime
    ) -> Iterator[bytes]:
        yield f"{title} {as_of:%Y-%m-%d}\n{_line(columns)}".encode()
        for row in rows:
            yield _line(row).encode()


def _line(row: Row) -> str:
    return "\t".join("" if cell is None else str(cell) for cell in row) + "\n"
