"""Everything that a memory store has about a person."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import evolve

from astrobookings.adapters.memory.store import MemoryStore, Rows
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.entities import Entity, stored
from astrobookings.domain.kernel.origins import Change
from astrobookings.domain.privacy.history import hidden
from astrobookings.domain.privacy.records import (
    OPERATIONS_RECORDS,
    SYSTEM_RECORDS,
    RecordPolicy,
)
from astrobookings.domain.sync.facts import BOOKKEEPING, digest_of, facts_of

__all__ = ["MemoryPersonRecords"]


class MemoryPersonRecords:
    """Of either store: what it has no records of, it finds none of."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._changes: Rows[UUID, Change] = store.rows("changes")

    def of(self, person: UUID) -> Mapping[str, Sequence[Entity]]:
        found: dict[str, Sequence[Entity]] = {}
        for policy in (*SYSTEM_RECORDS, *OPERATIONS_RECORDS):
            owners = {_id(one) for one in found.get(policy.of, ())} if policy.of else {person}
            rows: list[Any] = self._rows(policy).all()
            theirs = [one for one in rows if getattr(one, policy.person) in owners]
            if theirs:
                found[policy.kind] = tuple(sorted(theirs, key=_age))
        return found

    def forget(self, person: UUID) -> Sequence[Entity]:
        found, changed, gone = self.of(person), [], set()
        for policy in (*SYSTEM_RECORDS, *OPERATIONS_RECORDS):
            for record in found.get(policy.kind, ()):
                if policy.needed(record):
                    continue
                gone.add(_id(record))
                if policy.anonymous(record) != record:
                    changed.append(self._put(policy, policy.anonymous(record)))
        self._hide(gone)
        return tuple(changed)

    def _put(self, policy: RecordPolicy, record: Entity) -> Entity:
        new = stored(record, self._store.origin.at)
        self._rows(policy).put(_id(new), new)
        if isinstance(new, BillingCopy):
            written = digest_of(facts_of(new, without=BOOKKEEPING))
            self._store.rows("billing_copy_digests").put(new.id, written)
        return new

    def _hide(self, keys: set[UUID]) -> None:
        for change in self._changes.all():
            if change.key in keys:
                told = hidden(change.kind, change.fields)
                self._changes.put(change.id, evolve(change, fields=told))

    def _rows(self, policy: RecordPolicy) -> Rows[UUID, Entity]:
        return self._store.rows(policy.kind)


def _age(record: Any) -> tuple[datetime, UUID]:
    return record.created_at, _id(record)


def _id(record: Any) -> UUID:
    key: UUID = record.id
    return key
