"""A process hands over what it noted (story 6.1)."""

from collections.abc import Sequence

from attrs import frozen

from astrobookings.application.ports.entry_log import EntryLog
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.monitoring.entries import Entry

__all__ = ["RecordEntries"]


@frozen
class RecordEntries:
    """Add entries to the log; those that are there already make no difference."""

    entry_log: EntryLog

    def __call__(self, by: Principal, entries: Sequence[Entry]) -> int:
        """How many were new.

        Raises:
            NotAllowed: only the platform itself writes its log.
        """
        authorize(by, Action.RUN_JOBS)
        return self.entry_log.append(entries)
