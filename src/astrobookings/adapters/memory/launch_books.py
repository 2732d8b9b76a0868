"""What launches brought in, from what memory holds."""

from collections.abc import Sequence
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Records, Rows
from astrobookings.application.ports.launch_books import LaunchBook
from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.booking.booking import LIVE, Booking, BookingStatus
from astrobookings.domain.booking.ledger import Account, JournalEntry
from astrobookings.domain.finance.invoices import Invoice
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.money import Money, total

__all__ = ["MemoryLaunchBooks"]

_FLOWN = {BookingStatus.CONFIRMED, BookingStatus.COMPLETED}


class MemoryLaunchBooks:
    def __init__(self, store: MemoryStore) -> None:
        self._launches: Records[Launch] = Records(store, "launch")
        self._bookings: Records[Booking] = Records(store, "booking")
        self._invoices: Records[Invoice] = Records(store, "invoice")
        self._entries: Rows[tuple[str, UUID], JournalEntry] = store.rows("ledger")

    def of(self, launch_id: LaunchId) -> LaunchBook:
        launch = self._launches.get(launch_id)
        bookings = [one for one in self._bookings.all() if one.launch_id == launch_id]
        return LaunchBook(
            revenue=self._revenue(launch_id),
            seats=sum(len(one.seats) for one in bookings if one.status in _FLOWN),
            live_bookings=sum(one.status in LIVE for one in bookings),
            successes_before=self._successes_before(launch),
        )

    def _revenue(self, launch_id: LaunchId) -> Money:
        return -total(
            posting.amount
            for entry in self._entries.all()
            if entry.launch_id == launch_id
            for posting in entry.postings
            if posting.account is Account.AGENCIES
        )

    def _successes_before(self, launch: Launch) -> int:
        return sum(
            one.agency_id == launch.agency_id
            and one.status is LaunchStatus.SUCCESSFUL
            and one.launch_at < launch.launch_at
            for one in self._launches.all()
        )

    def to_invoice(self, limit: int, after: LaunchId | None = None) -> Sequence[LaunchId]:
        invoiced = {one.launch_id for one in self._invoices.all()}
        found = (
            one.id
            for one in self._launches.all()
            if one.status in {LaunchStatus.SUCCESSFUL, LaunchStatus.ABORTED}
            and one.id not in invoiced
            and (after is None or one.id > after)
        )
        return tuple(sorted(found)[:limit])
