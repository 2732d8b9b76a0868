"""The change log of a store (story 5.1)."""

from collections.abc import Collection, Sequence
from typing import Protocol
from uuid import UUID

from astrobookings.domain.kernel.origins import Change
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["Changes"]


class Changes(Protocol):
    """What was changed, by whom and through what; written by every `add`, `save` and `delete`.

    Field values are plain JSON values: text, numbers, lists, None.
    """

    def newest(self, page: PageRequest, kinds: Collection[str]) -> Page[Change]:
        """Changes of records of these kinds, newest first, by id: UUIDv7 tell the time."""
        ...

    def of(self, key: UUID) -> Sequence[Change]:
        """Every change of the record with id *key*, oldest first."""
        ...
