"""The entry log (SystemDB; story 6.1)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.monitoring.entries import Entry, EntryFilter

__all__ = ["EntryLog"]


class EntryLog(Protocol):
    """Entries, which are added and never changed; old ones are forgotten as a whole.

    Each call is a transaction of its own; not to be called inside another.
    """

    def append(self, entries: Sequence[Entry]) -> int:
        """Add those that are not there yet, by their ids; how many."""
        ...

    def search(self, page: PageRequest, wanted: EntryFilter) -> Page[Entry]:
        """The newest first."""
        ...

    def forget_before(self, moment: datetime, limit: int) -> int:
        """Delete up to *limit* entries older than *moment*; how many. That nothing before *moment*
        is kept any more stands on record.
        """
        ...
