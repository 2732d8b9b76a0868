"""Tables as CSV that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

__all__ = ["csv_lines"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With these a cell begins that a spreadsheet would reckon with; also behind blanks."""


def csv_lines(rows: Iterable[Sequence[object]]) -> bytes:
    """*rows* as RFC 4180 has them, in UTF-8; a text that looks like a formula gets an apostrophe
    in front.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return written.getvalue().encode()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, str) and _is_formula(value):
        return f"'{value}"
    return value


def _is_formula(text: str) -> bool:
    return text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
