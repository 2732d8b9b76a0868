"""Pages of lists, by the key of the last item seen."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Generic, TypeVar

from attrs import frozen

from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.instants import in_utc
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["Order", "instant"]

T = TypeVar("T")


def instant(text: str) -> datetime:
    """Raises: ValueError: *text* is no instant with a zone."""
    return in_utc(datetime.fromisoformat(text))


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


@frozen
class Order(Generic[T]):
    """How a list is sorted, and how its cursors are read."""

    key: Callable[[T], tuple[Any, ...]]
    """Sort values, the id last."""
    readers: tuple[Callable[[str], Any], ...]
    """Read the parts of a cursor back; a ValueError makes the cursor Invalid."""
    descending: bool = False
    mark: tuple[str, ...] = ()
    """Texts in front of every cursor of this order, to tell it from those of others."""

    def page(self, items: Iterable[T], request: PageRequest) -> Page[T]:
        """The items after the cursor, at most as many as wanted.

        Raises:
            Invalid: the cursor is none of this order.
        """
        ordered = sorted(items, key=self.key, reverse=self.descending)
        if request.after is not None:
            seen = self._read(request.after)
            ordered = [item for item in ordered if self._beyond(self.key(item), seen)]
        chosen = tuple(ordered[: request.limit])
        return Page(chosen, self._cursor(chosen[-1]) if len(ordered) > len(chosen) else None)

    def _beyond(self, key: tuple[Any, ...], seen: tuple[Any, ...]) -> bool:
        return key < seen if self.descending else key > seen

    def _cursor(self, item: T) -> tuple[str, ...]:
        return (*self.mark, *(_text(value) for value in self.key(item)))

    def _read(self, after: tuple[str, ...]) -> tuple[Any, ...]:
        parts = after[len(self.mark) :]
        try:
            if after[: len(self.mark)] != self.mark:
                raise ValueError
            return tuple(read(part) for read, part in zip(self.readers, parts, strict=True))
        except ValueError:
            fault = Fault("/after", "is no cursor of this list", "invalid-cursor")
            raise Invalid((fault,)) from None
