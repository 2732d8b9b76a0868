"""Everything that a SQL store has about a person."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from attrs import asdict, frozen
from sqlalchemy import select, update

from astrobookings.adapters.sql.agencies import AGENCY
from astrobookings.adapters.sql.booking_requests import BOOKING_REQUEST
from astrobookings.adapters.sql.bookings import BOOKING
from astrobookings.adapters.sql.charges import CHARGE
from astrobookings.adapters.sql.invoice_payments import PAYMENT
from astrobookings.adapters.sql.invoices import INVOICE
from astrobookings.adapters.sql.launches import LAUNCH
from astrobookings.adapters.sql.mapping import Shape
from astrobookings.adapters.sql.notices import NOTICE
from astrobookings.adapters.sql.notifications import NOTIFICATION
from astrobookings.adapters.sql.preferences import PREFERENCES
from astrobookings.adapters.sql.profiles import PROFILE
from astrobookings.adapters.sql.quotes import QUOTE
from astrobookings.adapters.sql.receipts import RECEIPT
from astrobookings.adapters.sql.refunds import REFUND
from astrobookings.adapters.sql.rockets import ROCKET
from astrobookings.adapters.sql.sessions import SESSION
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.sync_conflicts import CONFLICT
from astrobookings.adapters.sql.tables.shared import changes, forgotten
from astrobookings.adapters.sql.testimonials import TESTIMONIAL
from astrobookings.adapters.sql.travelers import TRAVELER
from astrobookings.adapters.sql.users import ACCOUNT
from astrobookings.adapters.sql.wishes import WISH
from astrobookings.domain.booking.travelers import BillingCopy, search_names
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.kernel.entities import Entity, stored
from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.kernel.origins import FieldChange
from astrobookings.domain.privacy.history import hidden
from astrobookings.domain.privacy.records import RecordPolicy
from astrobookings.domain.sync.facts import BOOKKEEPING, digest_of, facts_of

__all__ = ["SqlPersonRecords"]

Beside = Callable[[Any], dict[str, Any]]

_SHAPES: Mapping[str, Shape[Any]] = {
    shape.kind: shape
    for shape in (
        *(ACCOUNT, PROFILE, SESSION, PREFERENCES, NOTIFICATION, NOTICE, CONFLICT, BOOKING_REQUEST),
        *(TRAVELER, BOOKING, CHARGE, REFUND, QUOTE, RECEIPT, TESTIMONIAL, WISH),
        *(AGENCY, ROCKET, LAUNCH, INVOICE, PAYMENT),
    )
}
_AT_ONCE = 500
"""Ids that one statement names."""


def _of_copy(copy: BillingCopy) -> dict[str, Any]:
    """What the copy is found by, and that it stands as it was written."""
    written = digest_of(facts_of(copy, without=BOOKKEEPING))
    return {"digest": written, **asdict(search_names(copy))}


def _of_account(account: Account) -> dict[str, Any]:
    words = (account.first_name, account.last_name, account.email)
    return {"search_text": "\n".join(words).casefold()}


_BESIDE: Mapping[str, Beside] = {"account": _of_account, "billing_copy": _of_copy}
"""Columns beside those of the entity that are made of what is personal."""


@frozen
class SqlPersonRecords:
    """Of one store, which has records of the kinds of `policies`."""

    store: SqlStore
    policies: tuple[RecordPolicy, ...]

    def of(self, person: UUID) -> Mapping[str, Sequence[Entity]]:
        found: dict[str, Sequence[Entity]] = {}
        for policy in self.policies:
            owners = [_id(one) for one in found.get(policy.of, ())] if policy.of else [person]
            theirs = tuple(self._owned_by(owners, policy))
            if theirs:
                found[policy.kind] = theirs
        return found

    def _owned_by(self, owners: Sequence[UUID], policy: RecordPolicy) -> Iterator[Entity]:
        shape = _SHAPES[policy.kind]
        owner = shape.table.c[policy.person]
        for some in _batches(owners):
            theirs = select(*shape.columns).where(owner.in_(some))
            ordered = theirs.order_by(shape.table.c.created_at, shape.key)
            yield from (shape.read(row) for row in self.store.rows(ordered))

    def forget(self, person: UUID) -> Sequence[Entity]:
        found, changed, gone = self.of(person), [], []
        for policy in self.policies:
            for record in found.get(policy.kind, ()):
                if policy.needed(record):
                    continue
                gone.append(_id(record))
                if policy.anonymous(record) != record:
                    changed.append(self._put(policy.kind, policy.anonymous(record)))
        self._hide(gone)
        return tuple(changed)

    def _put(self, kind: str, record: Entity) -> Entity:
        """Without a change record, which would say what stood there."""
        shape, new = _SHAPES[kind], stored(record, self.store.running.origin.at)
        beside: Beside = _BESIDE.get(kind, _nothing)
        values = shape.values(new) | beside(new)
        same = (shape.key == _id(record), shape.table.c.version == record.version)
        if self.store.write(update(shape.table).where(*same).values(values)).rowcount != 1:
            raise Stale(kind)
        return new

    def _hide(self, keys: Sequence[UUID]) -> None:
        at = self.store.running.origin.at
        for some in _batches(keys):
            rows = [{"key": key, "at": at} for key in some]
            self.store.write(self.store.insert(forgotten).on_conflict_do_nothing(), rows)
            told = select(changes.c.id, changes.c.kind, changes.c.fields)
            for row in self.store.rows(told.where(changes.c.key.in_(some))):
                fields = _hidden(row.kind, row.fields)
                if fields != row.fields:
                    one = update(changes).where(changes.c.id == row.id)
                    self.store.write(one.values(fields=fields))


def _nothing(_: object) -> dict[str, Any]:
    return {}


def _id(record: Any) -> UUID:
    key: UUID = record.id
    return key


def _batches(keys: Sequence[UUID]) -> Iterator[Collection[UUID]]:
    for begin in range(0, len(keys), _AT_ONCE):
        yield keys[begin : begin + _AT_ONCE]


def _hidden(kind: str, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    told = {name: FieldChange(one["old"], one["new"]) for name, one in fields.items()}
    return {name: {"old": one.old, "new": one.new} for name, one in hidden(kind, told).items()}
