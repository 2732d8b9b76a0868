"""Entities of one collection: the verbs that most adapters share."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from attrs import field, frozen
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession

from astrobookings.adapters.mongo.changes import record_change
from astrobookings.adapters.mongo.mapping import Shape
from astrobookings.adapters.mongo.store.client import Document
from astrobookings.adapters.mongo.store.database import MongoStore, Query, Sort
from astrobookings.domain.kernel.entities import Entity, stored
from astrobookings.domain.kernel.errors import NotFound, Stale

__all__ = ["Records"]

E = TypeVar("E", bound=Entity)

_LOCKS = "locks"
"""The field that counts how often a document was locked."""


def _nothing(_: object) -> Document:
    return {}


@frozen
class Records(Generic[E]):
    """Reads and writes entities of one shape.

    `beside` gives fields of the document beyond the entity's; `fixed` names those that `save`
    leaves.
    """

    store: MongoStore
    shape: Shape[E]
    beside: Callable[[E], Document] = _nothing
    fixed: frozenset[str] = field(default=frozenset())

    def all(self, query: Query, *, sort: Sort = (), limit: int | None = None) -> Sequence[E]:
        """The entities *query* finds, at most *limit*."""
        found = self.store.find(self.shape.collection, query, sort=sort, limit=limit)
        return tuple(self.remember(self.shape.read(document)) for document in found)

    def one(self, query: Query, *, sort: Sort = ()) -> E | None:
        """The first entity *query* finds, if any."""
        return next(iter(self.all(query, sort=sort, limit=1)), None)

    def find(self, key: object) -> E | None:
        return self.one({"_id": key})

    def get(self, key: object) -> E:
        """Raises: NotFound."""
        return self._found(self.find(key), key)

    def lock(self, key: object) -> E:
        """Keep others from locking and saving the entity until the transaction ends, or wait until
        they let go of it.

        Raises:
            NotFound; RuntimeError: outside of a transaction; Unavailable: it took too long.
        """
        rows = self.store.collection(self.shape.collection)

        def lock(session: ClientSession | None) -> Document | None:
            return rows.find_one_and_update(
                {"_id": key}, {"$inc": {_LOCKS: 1}}, projection={_LOCKS: 0}, session=session
            )

        document = self.store.write(lock)
        found = None if document is None else self.remember(self.shape.read(document))
        return self._found(found, key)

    def _found(self, entity: E | None, key: object) -> E:
        if entity is None:
            raise NotFound(self.shape.kind, str(key))
        return entity

    def remember(self, entity: E) -> E:
        """Keep what was just read or written for the change record of the next `save`."""
        running = self.store.within
        if running is not None:
            running.read[self._place(entity)] = entity
        return entity

    def _place(self, entity: E) -> tuple[str, Any]:
        return self.shape.collection, getattr(entity, self.shape.key)

    def _document(self, entity: E) -> Document:
        return self.shape.document(entity) | self.beside(entity)

    def add(self, entity: E) -> E:
        """Raises: Taken."""
        new = stored(entity, self.store.running.origin.at)
        self.store.insert(self.shape.collection, [self._document(new)])
        return self.noted(None, new)

    def added(self, entity: E, unless: Sequence[str]) -> E | None:
        """Add *entity*, or nothing if another has its values of the fields *unless*, which an
        index must keep unique.

        Two who add at once conflict, since neither sees the other's; the later one then finds it.

        Raises:
            Taken: another has its values of other fields.
        """
        new = stored(entity, self.store.running.origin.at)
        rows, document = self.store.collection(self.shape.collection), self._document(new)
        same = {name: document[name] for name in unless}

        def add(session: ClientSession | None) -> bool:
            before = rows.find_one_and_update(
                same,
                {"$setOnInsert": document},
                projection={"_id": 1},
                upsert=True,
                return_document=ReturnDocument.BEFORE,
                session=session,
            )
            return before is None

        return self.noted(None, new) if self.store.write(add) else None

    def noted(self, old: E | None, new: E) -> E:
        """Write the change record of what was just written."""
        self.remember(new)
        record_change(self.store, self.shape.kind, self._place(new)[1], old, new)
        return new

    def save(self, entity: E) -> E:
        """Raises: Stale, Taken."""
        old = self.before(entity)
        new = stored(entity, self.store.running.origin.at)
        document = {
            name: one for name, one in self._document(new).items() if name not in self.fixed
        }
        rows, same = self.store.collection(self.shape.collection), self._same(entity)

        def save(session: ClientSession | None) -> int:
            return rows.update_one(same, {"$set": document}, session=session).matched_count

        if self.store.write(save) != 1:
            raise Stale(self.shape.kind)
        return self.noted(old, new)

    def before(self, entity: E) -> E:
        """What is stored of *entity*, in the version it has.

        Raises: Stale.
        """
        known: Any = self.store.running.read.get(self._place(entity))
        if known is None or known.version != entity.version:
            known = self.find(self._place(entity)[1])
        if known is None or known.version != entity.version:
            raise Stale(self.shape.kind)
        old: E = known
        return old

    def delete(self, entity: E) -> None:
        """Raises: Stale."""
        old, same = self.before(entity), self._same(entity)
        rows = self.store.collection(self.shape.collection)

        def delete(session: ClientSession | None) -> int:
            return rows.delete_one(same, session=session).deleted_count

        if self.store.write(delete) != 1:
            raise Stale(self.shape.kind)
        self.store.running.read.pop(self._place(entity), None)
        record_change(self.store, self.shape.kind, same["_id"], old, None)

    def _same(self, entity: E) -> Document:
        """Finds *entity* in the version it has."""
        return {"_id": self._place(entity)[1], "version": entity.version}
