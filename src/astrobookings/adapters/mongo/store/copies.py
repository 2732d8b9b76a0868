"""Copies with the digest they were written with."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from attrs import frozen
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession

from astrobookings.adapters.mongo.collections.copies import COMPLETED_COPIES
from astrobookings.adapters.mongo.mapping import instant, micros
from astrobookings.adapters.mongo.store.client import Document
from astrobookings.adapters.mongo.store.database import MongoStore, Query
from astrobookings.adapters.mongo.store.failures import Taken
from astrobookings.adapters.plain import plain, structured
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.sync.copies import refuse_changed
from astrobookings.domain.sync.facts import Facts, digest_of, facts_of

__all__ = ["Copies"]

_LOCKS = "locks"
"""The field that counts how often a copy was locked."""


class _Copy(Protocol):
    @property
    def id(self) -> UUID: ...

    @property
    def source_version(self) -> int: ...


C = TypeVar("C", bound=_Copy)


@frozen
class Copies(Generic[C]):
    """The copies of one kind: a body, and fields to find it by; lower versions never replace
    higher ones.
    """

    store: MongoStore
    kind: str
    of: type[C]
    collection: str
    fields: Callable[[C], Document]

    def read(self, document: Document) -> C:
        copy: C = structured(document["body"], self.of)
        return copy

    def one(self, query: Query, key: object) -> C:
        """Raises: NotFound."""
        found = self.store.first(self.collection, query)
        if found is None:
            raise NotFound(self.kind, str(key))
        return self.read(found)

    def put(self, copy: C, over: str | None) -> bool:
        """Of two first copies at once, the later waits for the earlier and then compares.

        Raises: ChangedElsewhere.
        """
        facts = facts_of(copy)
        document = self._document(copy, digest_of(facts))
        standing = self._added(copy.id, document)
        if standing is None:
            return True
        stands = self._stands(standing)
        refuse_changed(facts, stands, written=standing["digest"], over=over)
        edited = digest_of(stands) != standing["digest"]
        if standing["source_version"] >= copy.source_version and not edited:
            return False
        rows = self.store.collection(self.collection)

        def keep(session: ClientSession | None) -> int:
            change = {"$set": document}
            return rows.update_one({"_id": copy.id}, change, session=session).matched_count

        self.store.write(keep)
        return True

    def _added(self, key: UUID, document: Document) -> Document | None:
        """What stands already, locked; None if *document* was added."""
        rows, change = self.store.collection(self.collection), {"$inc": {_LOCKS: 1}}

        def lock(session: ClientSession | None) -> Document | None:
            return rows.find_one_and_update(
                {"_id": key}, change, projection={_LOCKS: 0}, session=session
            )

        def add(session: ClientSession | None) -> Document | None:
            return rows.find_one_and_update(
                {"_id": key},
                {**change, "$setOnInsert": document},
                projection={_LOCKS: 0},
                upsert=True,
                return_document=ReturnDocument.BEFORE,
                session=session,
            )

        try:
            return self.store.write(add)
        except Taken:
            return self.store.write(lock)

    def _document(self, copy: C, digest: str) -> Document:
        return {
            "body": plain(copy),
            "source_version": copy.source_version,
            "digest": digest,
            "copied_at": micros(self.store.running.origin.at),
            **self.fields(copy),
        }

    def _stands(self, document: Document) -> Facts:
        """What the body says, and the fields that say something else."""
        copy = self.read(document)
        told = self.fields(copy)
        odd = {
            f"column {name}": plain(document.get(name))
            for name, value in told.items()
            if document.get(name) != value
        }
        return facts_of(copy) | odd

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]:
        fields = ["_id", "source_version"]
        found = self.store.find(self.collection, {"_id": {"$in": list(keys)}}, fields=fields)
        return {one["_id"]: one["source_version"] for one in found}

    def completed(self, moment: datetime) -> None:
        rows = self.store.collection(COMPLETED_COPIES.name)
        change = {"$max": {"moment": micros(moment)}}

        def mark(session: ClientSession | None) -> None:
            rows.update_one({"_id": self.kind}, change, upsert=True, session=session)

        self.store.write(mark)

    def as_of(self) -> datetime | None:
        found = self.store.first(COMPLETED_COPIES.name, {"_id": self.kind})
        return None if found is None else instant(found["moment"])
