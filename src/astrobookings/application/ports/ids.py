"""Fresh identifiers."""

from typing import Protocol
from uuid import UUID

__all__ = ["Ids"]


class Ids(Protocol):
    """Makes identifiers."""

    def new(self) -> UUID:
        """A UUIDv7, later ones sorting after earlier ones of the same process."""
        ...
