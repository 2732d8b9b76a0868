"""Tables as files that people open."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol, TypeAlias

from attrs import field, frozen

from astrobookings.application.ports.papers import Paper
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.money import Money

__all__ = ["CSV", "PDF", "XLSX", "Cell", "Row", "Table", "Tables"]

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
"""What the files say of themselves."""

Cell: TypeAlias = str | int | float | Money | date | datetime | None
"""A text, a number, an amount in USD, a day, or an instant; None leaves the cell empty."""
Row: TypeAlias = Sequence[Cell]


@frozen(kw_only=True)
class Table:
    """What is told in rows; each row has a cell for each column."""

    name: str
    """The file's name without its ending, such as `annual-report-2027`."""
    title: str
    as_of: datetime = field(validator=aware)
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: Row | None = None


class Tables(Protocol):
    """Renders tables; no text in them is ever taken for a formula."""

    def csv(self, table: Table) -> Paper:
        """RFC 4180 in UTF-8; amounts as plain numbers, instants in RFC 3339."""
        ...

    def xlsx(self, table: Table) -> Paper:
        """A workbook with one sheet; amounts are numbers, the head stays in sight."""
        ...

    def pdf(self, table: Table) -> Paper:
        """For reading and printing."""
        ...
