"""The entry log in memory."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Rows, instant
from astrobookings.domain.kernel.ids import EntryId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.monitoring.entries import Entry, EntryFilter

__all__ = ["MemoryEntryLog"]

_NEWEST_FIRST: Order[Entry] = Order(
    lambda entry: (entry.at, entry.id), (instant, UUID), descending=True
)


class MemoryEntryLog:
    """Looks through every entry."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._rows: Rows[EntryId, Entry] = store.rows("entries")

    def append(self, entries: Sequence[Entry]) -> int:
        added = 0
        with self._store.housekeeping():
            for entry in entries:
                if self._rows.find(entry.id) is None:
                    self._rows.put(entry.id, entry)
                    added += 1
        return added

    def search(self, page: PageRequest, wanted: EntryFilter) -> Page[Entry]:
        return _NEWEST_FIRST.page(filter(wanted.fits, self._rows.all()), page)

    def forget_before(self, moment: datetime, limit: int) -> int:
        old = [entry.id for entry in self._rows.all() if entry.at < moment][:limit]
        with self._store.housekeeping():
            for entry_id in old:
                self._rows.drop(entry_id)
        return len(old)
