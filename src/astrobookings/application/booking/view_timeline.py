"""Customer service and IT see everything that happened around a booking."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from uuid import UUID

from attrs import frozen

from astrobookings.application.booking.timeline import (
    Timeline,
    TimelineItem,
    TimelineKind,
    in_order,
    of_change,
    of_entry,
    of_mail,
    requests_of,
)
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.changes import Changes
from astrobookings.application.ports.charges import Charges
from astrobookings.application.ports.entry_log import EntryLog
from astrobookings.application.ports.event_mails import EventMails
from astrobookings.application.ports.notifications import Notifications
from astrobookings.application.ports.receipts import Receipts
from astrobookings.application.ports.refunds import Refunds
from astrobookings.domain.booking import events
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import BookingId, EventId
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.domain.monitoring.entries import Entry, EntryFilter, Level
from astrobookings.domain.monitoring.words import sought
from astrobookings.domain.notifications.notification import Notification
from astrobookings.domain.sync import request_events

__all__ = ["ViewTimeline"]

_EVENTS = frozenset(
    getattr(context, name).name for context in (events, request_events) for name in context.__all__
)
"""What the log calls events of bookings."""
_PAGES = 5
"""So many pages of entries, and of mails, are looked through."""
_REQUESTS = 50
"""So many requests are looked up one by one, the latest."""


@frozen
class ViewTimeline:
    """Requests, changes, events, mails, charges and refunds of one booking, by time.

    OperationsDB tells what was changed, by whom and under which request; the entry log of SystemDB
    tells the events, as long as it keeps them, and its notifications the mails.
    """

    bookings: Bookings
    charges: Charges
    refunds: Refunds
    receipts: Receipts
    operations_changes: Changes
    entry_log: EntryLog
    event_mails: EventMails
    notifications: Notifications

    def __call__(self, by: Principal, booking_id: BookingId) -> Timeline:
        """Oldest first.

        Raises:
            NotSignedIn, NotAllowed: customer service and IT only.
            NotFound: no such booking.
            Unavailable: OperationsDB does not answer.
        """
        authorize(by, Action.VIEW_TIMELINES)
        booking = self.bookings.get(booking_id)
        logs = map(self.operations_changes.of, self._keys(booking))
        changed = [of_change(change) for log in logs for change in log]
        try:
            told = [*changed, *self._told(booking, changed)]
        except Unavailable:
            return _timeline(booking, changed, complete=False)
        return _timeline(booking, told, complete=True)

    def _keys(self, booking: Booking) -> Iterator[UUID]:
        """The booking and what belongs to it in OperationsDB."""
        yield booking.id
        yield from (one.id for one in self.charges.of_booking(booking.id))
        yield from (one.id for one in self.refunds.of_booking(booking.id))
        yield from (one.id for one in self.receipts.of_booking(booking.id))

    def _told(self, booking: Booking, changed: Sequence[TimelineItem]) -> Iterator[TimelineItem]:
        """What SystemDB knows."""
        mentioned = self._entries(EntryFilter(sought=sought(str(booking.id))))
        own = [one for one in mentioned if _is_about(one, booking)]
        happened = {one.id: of_entry(one, _kind(one)) for one in own}
        for beside in self._beside(changed):
            happened.setdefault(beside.id, of_entry(beside, TimelineKind.ENTRY))
        yield from happened.values()
        causes = {EventId(key): one for key, one in happened.items()}
        for mail in self._mails(booking, causes):
            yield from of_mail(mail, causes.get(mail.event_id))

    def _beside(self, changed: Sequence[TimelineItem]) -> Iterator[Entry]:
        """What else was noted while people did something with the booking; clients name requests,
        so that another's may bear the same name.
        """
        asked = ((one.request_id, one.actor) for one in reversed(in_order(changed)) if one.actor)
        for request_id, actor in list(dict.fromkeys(asked))[:_REQUESTS]:
            for one in self._entries(EntryFilter(request_id=request_id)):
                trouble = one.actor is None and one.level is not Level.INFO
                if one.event not in _EVENTS and (one.actor == actor or trouble):
                    yield one

    def _entries(self, wanted: EntryFilter) -> Iterator[Entry]:
        after: tuple[str, ...] | None = None
        for _ in range(_PAGES):
            page = self.entry_log.search(PageRequest(MAX_LIMIT, after), wanted)
            yield from page.items
            after = page.next
            if after is None:
                return

    def _mails(self, booking: Booking, causes: Collection[EventId]) -> Iterable[Notification]:
        """Those of its events, whoever got them; and the traveler's own, however old."""
        found = {one.id: one for one in self.event_mails.of(list(causes))}
        after: tuple[str, ...] | None = None
        for _ in range(_PAGES):
            page = PageRequest(MAX_LIMIT, after)
            own = self.notifications.list(page, recipient=booking.traveler_id)
            found |= {one.id: one for one in own.items if one.subject_id == booking.id}
            after = own.next
            if after is None:
                break
        return found.values()


def _is_about(entry: Entry, booking: Booking) -> bool:
    """Words alone may be those of another id."""
    return entry.facts.get("booking_id") == str(booking.id) or str(booking.id) in entry.message


def _kind(entry: Entry) -> TimelineKind:
    return TimelineKind.EVENT if entry.event in _EVENTS else TimelineKind.ENTRY


def _timeline(booking: Booking, items: Sequence[TimelineItem], *, complete: bool) -> Timeline:
    whole = in_order([*items, *requests_of(items)])
    return Timeline(booking_id=booking.id, items=whole, complete=complete)
