"""Everything that SystemDB has about a person."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from attrs import frozen
from pymongo.client_session import ClientSession

from astrobookings.adapters.mongo.booking_requests import BOOKING_REQUEST
from astrobookings.adapters.mongo.collections.shared import CHANGES
from astrobookings.adapters.mongo.mapping import Shape
from astrobookings.adapters.mongo.notices import NOTICE
from astrobookings.adapters.mongo.notifications import NOTIFICATION
from astrobookings.adapters.mongo.preferences import CHOSEN
from astrobookings.adapters.mongo.profiles import PROFILE
from astrobookings.adapters.mongo.sessions import SESSION
from astrobookings.adapters.mongo.store import Document, MongoStore
from astrobookings.adapters.mongo.sync_conflicts import CONFLICT
from astrobookings.adapters.mongo.users import ACCOUNT
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.kernel.entities import Entity, stored
from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.kernel.origins import FieldChange
from astrobookings.domain.privacy.history import hidden
from astrobookings.domain.privacy.records import SYSTEM_RECORDS

__all__ = ["MongoPersonRecords"]

_SHAPES: Mapping[str, Shape[Any]] = {
    shape.kind: shape
    for shape in (
        *(ACCOUNT, PROFILE, SESSION, CHOSEN),
        *(NOTIFICATION, NOTICE, CONFLICT, BOOKING_REQUEST),
    )
}
_OLDEST = (("created_at", 1), ("_id", 1))


@frozen
class MongoPersonRecords:
    store: MongoStore

    def of(self, person: UUID) -> Mapping[str, Sequence[Entity]]:
        found: dict[str, Sequence[Entity]] = {}
        for policy in SYSTEM_RECORDS:
            shape = _SHAPES[policy.kind]
            owner = "_id" if policy.person == shape.key else policy.person
            theirs = self.store.find(shape.collection, {owner: person}, sort=_OLDEST)
            if theirs:
                found[policy.kind] = tuple(shape.read(document) for document in theirs)
        return found

    def forget(self, person: UUID) -> Sequence[Entity]:
        found, changed, gone = self.of(person), [], []
        for policy in SYSTEM_RECORDS:
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
        same = {"_id": _id(record), "version": record.version}
        document = shape.document(new)
        if isinstance(new, Account):
            words = (new.first_name, new.last_name, new.email)
            document["search_text"] = "\n".join(words).casefold()
        if not self._set(shape.collection, same, document):
            raise Stale(kind)
        return new

    def _hide(self, keys: Sequence[UUID]) -> None:
        for document in self.store.find(CHANGES.name, {"key": {"$in": list(keys)}}):
            fields = _hidden(document["kind"], document["fields"])
            if fields != document["fields"]:
                self._set(CHANGES.name, {"_id": document["_id"]}, {"fields": fields})

    def _set(self, name: str, same: Document, values: Document) -> bool:
        rows = self.store.collection(name)

        def put(session: ClientSession | None) -> int:
            return rows.update_one(same, {"$set": values}, session=session).matched_count

        return self.store.write(put) == 1


def _id(record: Any) -> UUID:
    key: UUID = record.id
    return key


def _hidden(kind: str, fields: Document) -> Document:
    told = {name: FieldChange(one["old"], one["new"]) for name, one in fields.items()}
    return {name: {"old": one.old, "new": one.new} for name, one in hidden(kind, told).items()}
