"""Lists read from a key on, never by offset."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from attrs import frozen
from sqlalchemy import Column, Row, Select, and_, or_, tuple_

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.instants import in_utc
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["Keyset", "by_date", "by_id", "by_instant", "by_number", "by_price", "by_text"]

T = TypeVar("T")


@frozen
class SortKey:
    """A column of the sort, and how its values are told in a cursor."""

    column: Column[Any]
    tell: Callable[[Any], str]
    read: Callable[[str], Any]


def by_text(column: Column[Any]) -> SortKey:
    return SortKey(column, str, str)


def by_id(column: Column[Any]) -> SortKey:
    return SortKey(column, str, UUID)


def by_instant(column: Column[Any]) -> SortKey:
    return SortKey(column, datetime.isoformat, lambda text: in_utc(datetime.fromisoformat(text)))


def by_date(column: Column[Any]) -> SortKey:
    return SortKey(column, date.isoformat, date.fromisoformat)


def by_number(column: Column[Any]) -> SortKey:
    """A whole number of at most four bytes."""
    return SortKey(column, str, _small)


def _small(text: str) -> int:
    number = int(text)
    if abs(number) >= 2**31:
        raise ValueError("no number of four bytes")
    return number


def by_price(column: Column[Any]) -> SortKey:
    """An amount in a column of cents."""
    return SortKey(
        column,
        str,
        lambda text: Money.from_cents(int(text)).cents,
    )


@frozen
class Keyset:
    """An order of a list, the id last; one index serves it from both ends."""

    keys: tuple[SortKey, ...]
    descending: bool = False
    mark: tuple[str, ...] = ()
    """Stands before every cursor of this order, to tell it from those of others."""

    def page(
        self,
        store: SqlStore,
        statement: Select[Any],
        request: PageRequest,
        read: Callable[[Row[Any]], T],
    ) -> Page[T]:
        """The page of *statement* that *request* asks for.

        Raises:
            Invalid: the cursor is not one of this order.
        """
        columns = [one.column for one in self.keys]
        order = [one.desc() for one in columns] if self.descending else columns
        asked = statement.add_columns(*columns).order_by(*order).limit(request.limit + 1)
        if request.after is not None:
            asked = asked.where(self._beyond(request.after))
        found = store.rows(asked)
        items = found[: request.limit]
        following = self._cursor(items[-1]) if len(found) > request.limit else None
        return Page(tuple(read(row) for row in items), following)

    def _beyond(self, after: Sequence[str]) -> Any:
        """What follows in the order, told by its first column alone as far as that can be: beside
        another bound of that column, PostgreSQL would not begin at a bound of the whole row.
        """
        (first, *others), (value, *values) = (one.column for one in self.keys), self._values(after)
        if not others:
            return first < value if self.descending else first > value
        kinds = [one.type for one in others]
        place, given = tuple_(*others), tuple_(*values, types=kinds)
        if self.descending:
            return and_(first <= value, or_(first < value, place < given))
        return and_(first >= value, or_(first > value, place > given))

    def _values(self, after: Sequence[str]) -> list[Any]:
        begin = len(self.mark)
        try:
            if tuple(after[:begin]) != self.mark:
                raise ValueError
            return [one.read(text) for one, text in zip(self.keys, after[begin:], strict=True)]
        except (ValueError, ArithmeticError, OverflowError):
            raise Invalid(
                (Fault("/after", "is no cursor of this list", "invalid-cursor"),)
            ) from None

    def _cursor(self, row: Row[Any]) -> tuple[str, ...]:
        values = row[-len(self.keys) :]
        told = (one.tell(value) for one, value in zip(self.keys, values, strict=True))
        return (*self.mark, *told)
