"""Rows of exports between being gathered and being written."""

import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from astrobookings.application.ports.tables import Cell, Row
from astrobookings.domain.kernel.money import Money

__all__ = ["pressed", "rows_in", "unpressed", "written"]


def pressed(content: bytes) -> bytes:
    """*content* as it is kept."""
    return zlib.compress(content)


def unpressed(kept: bytes) -> bytes:
    return zlib.decompress(kept)


def written(rows: Iterable[Row]) -> bytes:
    """*rows* as text that `rows_in` reads."""
    return json.dumps([[_told(cell) for cell in row] for row in rows]).encode()


def rows_in(text: bytes) -> Iterator[Row]:
    for row in json.loads(text):
        yield tuple(_read(cell) for cell in row)


def _told(cell: Cell) -> Any:
    match cell:
        case Money():
            return {"usd": str(cell.amount)}
        case datetime():
            return {"at": cell.isoformat()}
        case date():
            return {"on": cell.isoformat()}
        case _:
            return cell


def _read(told: Any) -> Cell:
    match told:
        case {"usd": amount}:
            return Money.of(amount)
        case {"at": moment}:
            return datetime.fromisoformat(moment)
        case {"on": day}:
            return date.fromisoformat(day)
        case _:
            cell: Cell = told
            return cell
