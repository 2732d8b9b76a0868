"""Billing copies of travelers."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from attrs import asdict, evolve, field, frozen
from sqlalchemy import ColumnElement, Select, and_, or_, select

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_text
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.operations import travelers
from astrobookings.domain.booking.travelers import BillingCopy, folded, search_names
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.sync.copies import refuse_changed
from astrobookings.domain.sync.facts import BOOKKEEPING, digest_of, facts_of

__all__ = ["SqlTravelers", "travelers_found_by"]

TRAVELER = shape_of("billing_copy", BillingCopy, travelers)


_BY_NAME = Keyset((by_text(travelers.c.by_last_name), by_id(travelers.c.id)))
_LAST_SIGN = "\U0010ffff"


def _beside(copy: BillingCopy) -> dict[str, Any]:
    names = search_names(copy)
    return {"digest": digest_of(facts_of(copy, without=BOOKKEEPING)), **asdict(names)}


def _begins(text: str) -> ColumnElement[bool]:
    """A name or the address begins with *text*; in words that each column's index serves."""
    columns = (travelers.c.by_last_name, travelers.c.by_first_name, travelers.c.by_email)
    return or_(*(and_(one >= text, one < text + _LAST_SIGN) for one in columns))


def travelers_found_by(text: str) -> Select[Any]:
    """The ids of those whom *text* finds."""
    return select(travelers.c.id).where(_begins(folded(text)))


@frozen
class SqlTravelers:
    store: SqlStore
    _records: Records[BillingCopy] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[BillingCopy]:
        return Records(self.store, TRAVELER, _beside)

    def find(self, user_id: UserId) -> BillingCopy | None:
        return self._records.find(user_id)

    def put(self, copy: BillingCopy, *, over: str | None = None) -> bool:
        """Of two first copies at once, the later waits for the earlier and then compares."""
        if self._records.added(evolve(copy, version=0), ["id"]) is not None:
            return True
        standing = self._records.lock(copy.id)
        stands = facts_of(standing, without=BOOKKEEPING)
        written = self._written(copy.id) or digest_of(stands)
        facts = facts_of(copy, without=BOOKKEEPING)
        refuse_changed(facts, stands, written=written, over=over)
        if standing.source_version >= copy.source_version and digest_of(stands) == written:
            return False
        kept = evolve(copy, version=standing.version, created_at=standing.created_at)
        self._records.save(kept)
        return True

    def _written(self, key: UUID) -> str | None:
        """The digest written last; copies of before there were digests have none."""
        row = self.store.first(select(travelers.c.digest).where(travelers.c.id == key))
        return None if row is None else row[0]

    def search(self, page: PageRequest, *, text: str = "") -> Page[BillingCopy]:
        found = self._records.select()
        if folded(text):
            found = found.where(_begins(folded(text)))
        return _BY_NAME.page(self.store, found, page, TRAVELER.read)

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]:
        found: Select[Any] = select(travelers.c.id, travelers.c.source_version)
        rows = self.store.rows(found.where(travelers.c.id.in_(keys))) if keys else ()
        return {row.id: row.source_version for row in rows}
