"""Walking through lists page by page."""

from collections.abc import Callable, Sequence
from itertools import cycle
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["few_examples", "first", "limits", "names", "refuses_foreign_cursors", "walk"]

T = TypeVar("T")
Read = Callable[[PageRequest], Page[T]]

few_examples = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
"""Examples of one test share the store, so that each brings records of its own."""

_FOREIGN: tuple[tuple[str, ...], ...] = (
    (),
    ("x",),
    ("x", "y"),
    ("2027-01-15T12:00:00", "x"),
    ("a", "b", "c", "d", "e"),
)


def limits() -> SearchStrategy[list[int]]:
    """The limits of consecutive pages, repeated as often as needed."""
    return st.lists(st.integers(1, 5), min_size=1, max_size=4)


def names() -> SearchStrategy[str]:
    """Names that often come twice, in different cases and with signs of all kinds."""
    return st.sampled_from(["Ada", "ada", "Áda", "Z", "a b", "a-b", "a%b", "_", "é", "", "10", "9"])


def walk(read: Read[T], wanted: Sequence[int]) -> list[T]:
    """Every item, by pages of the *wanted* limits; each page is checked for its size."""
    found: list[T] = []
    after: tuple[str, ...] | None = None
    for limit in cycle(wanted):
        page = read(PageRequest(limit, after))
        assert len(page.items) <= limit
        found.extend(page.items)
        if page.next is None:
            return found
        assert len(page.items) == limit
        assert all(type(part) is str for part in page.next)
        after = page.next
    raise AssertionError("a list has no end")


def first(read: Read[T], limit: int = 200) -> list[T]:
    """The items of the first page."""
    return list(read(PageRequest(limit)).items)


def refuses_foreign_cursors(read: Read[T]) -> None:
    """Require that cursors which *read* cannot have made are Invalid."""
    for after in _FOREIGN:
        with pytest.raises(Invalid) as caught:
            read(PageRequest(10, after))
        assert [fault.pointer for fault in caught.value.faults] == ["/after"]
