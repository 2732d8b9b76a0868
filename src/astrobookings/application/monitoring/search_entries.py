"""IT looks into the entry log (story 6.2)."""

from attrs import frozen

from astrobookings.application.ports.entry_log import EntryLog
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.monitoring.entries import Entry, EntryFilter

__all__ = ["SearchEntries"]


@frozen
class SearchEntries:
    """Find entries by what they are about and by their words."""

    entry_log: EntryLog

    def __call__(self, by: Principal, page: PageRequest, wanted: EntryFilter) -> Page[Entry]:
        """The newest first.

        Raises:
            NotSignedIn, NotAllowed: only IT reads the log.
        """
        authorize(by, Action.VIEW_MONITORING)
        return self.entry_log.search(page, wanted)
