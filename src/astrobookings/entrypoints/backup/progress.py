"""Who wants to know how far long work is."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

__all__ = ["Progress"]

L = TypeVar("L")


class Progress(Protocol):
    """Told what there is to do, and what is done."""

    def expect(self, name: str, records: int) -> None:
        """Work on *name* begins."""

    def counted(self, name: str, records: Iterable[L]) -> Iterator[L]:
        """*records*, each counted as done once it was taken."""
