"""Billing copies of travelers."""

from attrs import evolve, field, frozen

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.operations import travelers
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.ids import UserId

__all__ = ["SqlTravelers"]

TRAVELER = shape_of("billing_copy", BillingCopy, travelers)


@frozen
class SqlTravelers:
    store: SqlStore
    _records: Records[BillingCopy] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[BillingCopy]:
        return Records(self.store, TRAVELER)

    def find(self, user_id: UserId) -> BillingCopy | None:
        return self._records.find(user_id)

    def put(self, copy: BillingCopy) -> bool:
        """Of two first copies at once, the later waits for the earlier and then compares."""
        if self._records.added(evolve(copy, version=0), ["id"]) is not None:
            return True
        standing = self._records.lock(copy.id)
        if standing.source_version >= copy.source_version:
            return False
        kept = evolve(copy, version=standing.version, created_at=standing.created_at)
        self._records.save(kept)
        return True
