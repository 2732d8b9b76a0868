"""Lists are read page by page, from a key, never by offset."""

from datetime import datetime
from typing import Generic, TypeVar

from attrs import frozen

__all__ = ["DEFAULT_LIMIT", "MAX_LIMIT", "Page", "PageRequest"]

DEFAULT_LIMIT = 50
MAX_LIMIT = 200

T = TypeVar("T")


@frozen
class PageRequest:
    """How many items (1 to 200), and after which sort key.

    `after` is the sort key of the last item seen: its sort values as plain text, the id last;
    None starts at the front. Only the list that made a key can read it.
    """

    limit: int = DEFAULT_LIMIT
    after: tuple[str, ...] | None = None


@frozen
class Page(Generic[T]):
    """Some items in order; `next` is the `after` of the following page, None on the last."""

    items: tuple[T, ...]
    next: tuple[str, ...] | None = None
    as_of: datetime | None = None
    """Set when copies stand in for a store that is away: the moment that they show."""
