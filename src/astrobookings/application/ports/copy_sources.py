"""Records that copies are made of, as synchronization reads them."""

from collections.abc import Collection, Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from attrs import frozen

__all__ = ["CopySource", "SourceVersion"]

S = TypeVar("S", covariant=True)


@frozen
class SourceVersion:
    """A record and the version a copy of it would have now."""

    key: UUID
    version: int


class CopySource(Protocol[S]):
    """The records of one set. Versions only grow, with every change a copy would tell; there is no
    cursor over time, so that none can pass by what commits late.
    """

    def count(self) -> int:
        """How many there are."""
        ...

    def versions(self, after: UUID | None, limit: int) -> Sequence[SourceVersion]:
        """The next of them by id, beginning after *after*."""
        ...

    def read(self, keys: Collection[UUID]) -> Sequence[S]:
        """What copies of *keys* are made of, as far as there are such records. Each tells the
        version of what it says, so that of two reads the one that saw more has the higher.
        """
        ...
