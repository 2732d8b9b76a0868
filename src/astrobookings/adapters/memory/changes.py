"""The change log of a memory store."""

from collections.abc import Sequence
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Rows
from astrobookings.domain.kernel.origins import Change

__all__ = ["MemoryChanges"]


class MemoryChanges:
    """Reads what the records of the store wrote."""

    def __init__(self, store: MemoryStore) -> None:
        self._changes: Rows[UUID, Change] = store.rows("changes")

    def of(self, key: UUID) -> Sequence[Change]:
        return tuple(change for change in self._changes.all() if change.key == key)
