"""The change log of a memory store."""

from collections.abc import Collection, Sequence
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Rows
from astrobookings.domain.kernel.origins import Change
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryChanges"]

_NEWEST_FIRST: Order[Change] = Order(lambda change: (change.id,), (UUID,), descending=True)


class MemoryChanges:
    """Reads what the records of the store wrote."""

    def __init__(self, store: MemoryStore) -> None:
        self._changes: Rows[UUID, Change] = store.rows("changes")

    def newest(self, page: PageRequest, kinds: Collection[str]) -> Page[Change]:
        found = (change for change in self._changes.all() if change.kind in kinds)
        return _NEWEST_FIRST.page(found, page)

    def of(self, key: UUID) -> Sequence[Change]:
        return tuple(change for change in self._changes.all() if change.key == key)
