"""IT takes entries along (story 6.2)."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.entry_log import EntryLog
from astrobookings.application.ports.ids import Ids
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import EntryId
from astrobookings.domain.kernel.pages import MAX_LIMIT, Page, PageRequest
from astrobookings.domain.monitoring.entries import Entry, EntryFilter

__all__ = ["ExportEntries"]


@frozen
class ExportEntries:
    """Read every wanted entry, a few at a time; that it was done is noted itself."""

    entry_log: EntryLog
    clock: Clock
    ids: Ids

    def __call__(self, by: Principal, wanted: EntryFilter) -> Iterator[Sequence[Entry]]:
        """The newest first, in batches, up to what is there now; never more than two batches are in
        memory. The first is read at once, so that a store that is away is noticed here.

        Raises:
            NotSignedIn, NotAllowed: only IT reads the log.
        """
        authorize(by, Action.VIEW_MONITORING)
        now = self.clock.now()
        if wanted.until is None or wanted.until > now:
            wanted = evolve(wanted, until=now)
        first = self.entry_log.search(PageRequest(MAX_LIMIT), wanted)
        self._note(by)
        return self._batches(first, wanted)

    def _note(self, by: Principal) -> None:
        entry = Entry(
            id=EntryId(self.ids.new()),
            at=self.clock.now(),
            component=by.service,
            event="entries-exported",
            message="The entry log was exported.",
            actor=by.user_id,
            request_id=by.request_id,
        )
        self.entry_log.append([entry])

    def _batches(self, page: Page[Entry], wanted: EntryFilter) -> Iterator[Sequence[Entry]]:
        yield page.items
        while page.next is not None:
            page = self.entry_log.search(PageRequest(MAX_LIMIT, page.next), wanted)
            yield page.items
