"""Billing copies of travelers in memory."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from attrs import evolve

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, Rows
from astrobookings.domain.booking.travelers import BillingCopy, folded, search_names
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.sync.copies import refuse_changed
from astrobookings.domain.sync.facts import BOOKKEEPING, digest_of, facts_of

__all__ = ["MemoryTravelers"]

_BY_NAME: Order[BillingCopy] = Order(
    lambda copy: (search_names(copy).by_last_name, copy.id), (str, UUID)
)


class MemoryTravelers:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._records: Records[BillingCopy] = Records(store, "billing_copy")
        self._rows: Rows[UUID, BillingCopy] = store.rows("billing_copy")
        self._digests: Rows[UUID, str] = store.rows("billing_copy_digests")

    def find(self, user_id: UserId) -> BillingCopy | None:
        return self._records.find(user_id)

    def put(self, copy: BillingCopy, *, over: str | None = None) -> bool:
        current = self._records.find(copy.id)
        facts = facts_of(copy, without=BOOKKEEPING)
        if current is None:
            self._records.add(evolve(copy, version=0))
        else:
            stands = facts_of(current, without=BOOKKEEPING)
            written = self._digests.find(copy.id) or digest_of(stands)
            refuse_changed(facts, stands, written=written, over=over)
            if current.source_version >= copy.source_version and digest_of(stands) == written:
                return False
            kept = evolve(copy, version=current.version, created_at=current.created_at)
            self._records.save(kept)
        self._digests.put(copy.id, digest_of(facts))
        return True

    def search(self, page: PageRequest, *, text: str = "") -> Page[BillingCopy]:
        begin = folded(text)
        found = (copy for copy in self._records.all() if search_names(copy).begin_with(begin))
        return _BY_NAME.page(found, page)

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]:
        found = ((key, self._records.find(key)) for key in keys)
        return {key: copy.source_version for key, copy in found if copy is not None}

    def edit(self, user_id: UserId, change: Callable[[BillingCopy], BillingCopy]) -> None:
        """Change a copy as somebody does who knows nothing of synchronization."""
        found = self._records.get(user_id)
        with self._store.housekeeping():
            self._rows.put(user_id, change(found))
