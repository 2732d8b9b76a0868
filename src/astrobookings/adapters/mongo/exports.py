"""Exports and the pieces of their files."""

from datetime import datetime

from attrs import field, frozen
from pymongo.client_session import ClientSession

from astrobookings.adapters.mongo.collections.exports import (
    EXPORT_IS_OPEN,
    EXPORT_PIECES,
    EXPORTS,
)
from astrobookings.adapters.mongo.mapping import micros, shape_of
from astrobookings.adapters.mongo.store import Document, MongoStore
from astrobookings.adapters.mongo.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.mongo.store.records import Records
from astrobookings.application.ports.exports import PieceOf
from astrobookings.domain.finance.exports import Export, ExportId, ExportKind, ExportStatus
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MongoExports"]

EXPORT = shape_of("export", Export, EXPORTS.name)
_NEWEST = Keyset((by_instant("created_at"), by_id()), descending=True)
_AT_ONCE = 100
"""Exports that are forgotten together."""


@frozen
class MongoExports:
    store: MongoStore
    _records: Records[Export] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Export]:
        return Records(self.store, EXPORT)

    def get(self, export_id: ExportId) -> Export:
        return self._records.get(export_id)

    def lock(self, export_id: ExportId) -> Export:
        return self._records.lock(export_id)

    def add(self, export: Export) -> Export:
        return self._records.add(export)

    def save(self, export: Export) -> Export:
        return self._records.save(export)

    def due(self, now: datetime) -> Export | None:
        free = {"$or": [{"lease_until": None}, {"lease_until": {"$lte": micros(now)}}]}
        return self._records.one({**EXPORT_IS_OPEN, **free}, sort=(("created_at", 1), ("_id", 1)))

    def list(
        self,
        page: PageRequest,
        *,
        kind: ExportKind | None = None,
        status: ExportStatus | None = None,
    ) -> Page[Export]:
        exact = {"kind": kind, "status": status}
        wanted = {name: one.value for name, one in exact.items() if one is not None}
        return _NEWEST.page(self.store, EXPORTS.name, wanted, page, EXPORT.read)

    def keep(self, export_id: ExportId, of: PieceOf, number: int, content: bytes) -> None:
        pieces, place = self.store.collection(EXPORT_PIECES.name), _place(export_id, of, number)

        def keep(session: ClientSession | None) -> None:
            pieces.update_one(place, {"$set": {"content": content}}, upsert=True, session=session)

        self.store.write(keep)

    def piece(self, export_id: ExportId, of: PieceOf, number: int) -> bytes:
        found = self.store.first(EXPORT_PIECES.name, _place(export_id, of, number))
        if found is None:
            raise NotFound("piece of an export", f"{export_id}/{of}/{number}")
        return bytes(found["content"])

    def drop(self, export_id: ExportId, of: PieceOf) -> None:
        pieces = self.store.collection(EXPORT_PIECES.name)
        mine = {"export_id": export_id, "of": of.value}

        def drop(session: ClientSession | None) -> None:
            pieces.delete_many(mine, session=session)

        self.store.write(drop)

    def forget_before(self, moment: datetime) -> int:
        """Pieces first, so that none is left alone if this is cut short."""
        forgotten = 0
        expired = {"expires_at": {"$lt": micros(moment)}}
        while old := self.store.find(EXPORTS.name, expired, fields=("_id",), limit=_AT_ONCE):
            keys = [one["_id"] for one in old]
            self._delete(EXPORT_PIECES.name, {"export_id": {"$in": keys}})
            forgotten += self._delete(EXPORTS.name, {"_id": {"$in": keys}})
        return forgotten

    def _delete(self, name: str, query: Document) -> int:
        rows = self.store.collection(name)
        return self.store.write_alone(
            lambda session: rows.delete_many(query, session=session).deleted_count
        )


def _place(export_id: ExportId, of: PieceOf, number: int) -> Document:
    return {"export_id": export_id, "of": of.value, "number": number}
