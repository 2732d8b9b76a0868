"""Lists read from a key on, never by offset."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from attrs import frozen

from astrobookings.adapters.mongo.mapping import instant, micros
from astrobookings.adapters.mongo.store.client import Document
from astrobookings.adapters.mongo.store.database import MongoStore, Query
from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["Keyset", "SortKey", "by_id", "by_instant", "by_number", "by_text"]

T = TypeVar("T")


@frozen
class SortKey:
    """A field of the sort, and how its values are told in a cursor."""

    field: str
    tell: Callable[[Any], str]
    read: Callable[[str], Any]


def by_text(field: str) -> SortKey:
    return SortKey(field, str, str)


def by_id(field: str = "_id") -> SortKey:
    return SortKey(field, str, UUID)


def by_number(field: str) -> SortKey:
    """Whole numbers of 64 bits, such as cents."""
    return SortKey(field, str, _whole)


def by_instant(field: str) -> SortKey:
    return SortKey(
        field,
        lambda stored: instant(stored).isoformat(),
        lambda text: micros(datetime.fromisoformat(text)),
    )


def _whole(text: str) -> int:
    number = int(text)
    if not -(2**63) <= number < 2**63:
        raise OverflowError
    return number


@frozen
class Keyset:
    """An order of a list, the id last; one index serves it from both ends."""

    keys: tuple[SortKey, ...]
    descending: bool = False
    mark: tuple[str, ...] = ()
    """Stands before every cursor of this order, to tell it from those of others."""

    def page(
        self,
        store: MongoStore,
        collection: str,
        query: Query,
        request: PageRequest,
        read: Callable[[Document], T],
    ) -> Page[T]:
        """The page of what *query* finds that *request* asks for.

        Raises:
            Invalid: the cursor is not one of this order.
        """
        asked = dict(query)
        if request.after is not None:
            asked = {"$and": [asked, self._beyond(request.after)]}
        direction = -1 if self.descending else 1
        order = [(one.field, direction) for one in self.keys]
        found = store.find(collection, asked, sort=order, limit=request.limit + 1)
        items = found[: request.limit]
        following = self._cursor(items[-1]) if len(found) > request.limit else None
        return Page(tuple(read(document) for document in items), following)

    def _beyond(self, after: Sequence[str]) -> Document:
        """What follows in the order, bounded by its first field alone so that the index is entered
        there, and by the others where the first is the same.
        """
        than = "$lt" if self.descending else "$gt"
        fields, values = [one.field for one in self.keys], self._values(after)
        cases = [
            dict(zip(fields[:place], values, strict=False)) | {fields[place]: {than: values[place]}}
            for place in range(len(fields))
        ]
        return {fields[0]: {f"{than}e": values[0]}, "$or": cases}

    def _values(self, after: Sequence[str]) -> list[Any]:
        begin = len(self.mark)
        try:
            if tuple(after[:begin]) != self.mark:
                raise ValueError
            return [one.read(text) for one, text in zip(self.keys, after[begin:], strict=True)]
        except (ValueError, ArithmeticError):
            raise Invalid(
                (Fault("/after", "is no cursor of this list", "invalid-cursor"),)
            ) from None

    def _cursor(self, document: Document) -> tuple[str, ...]:
        return (*self.mark, *(one.tell(document[one.field]) for one in self.keys))
