"""Files of rows that are too many to be held at once."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from astrobookings.application.ports.tables import Row

__all__ = ["Sheets"]


class Sheets(Protocol):
    """Writes rows as they come; no text in them is ever taken for a formula."""

    def lines(self, rows: Iterable[Row]) -> bytes:
        """*rows* as lines of CSV (RFC 4180, UTF-8), to be put one after the other."""
        ...

    def workbook(
        self, title: str, columns: Row, rows: Iterable[Row], *, as_of: datetime
    ) -> Iterator[bytes]:
        """A workbook (XLSX) with *columns* as its head, in pieces of at most 1 MiB; the memory it
        takes does not grow with *rows*. What a sheet cannot hold is on the next one. It says of
        itself that it was made at *as_of*; the same input gives the same bytes.
        """
        ...
