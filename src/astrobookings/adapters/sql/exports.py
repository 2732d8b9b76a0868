"""Exports and the pieces of their files."""

from base64 import b64decode, b64encode
from datetime import datetime

from attrs import field, frozen
from sqlalchemy import delete, or_, select, text

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.system_exports import (
    IS_OPEN_EXPORT,
    export_pieces,
    exports,
)
from astrobookings.application.ports.exports import PieceOf
from astrobookings.domain.finance.exports import Export, ExportId, ExportKind, ExportStatus
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SqlExports"]

EXPORT = shape_of("export", Export, exports)
_NEWEST = Keyset((by_instant(exports.c.created_at), by_id(exports.c.id)), descending=True)


@frozen
class SqlExports:
    store: SqlStore
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
        lease = exports.c.lease_until
        found = self._records.select().where(
            text(IS_OPEN_EXPORT), or_(lease.is_(None), lease <= now)
        )
        return self._records.one(found.order_by(exports.c.created_at, exports.c.id).limit(1))

    def list(
        self,
        page: PageRequest,
        *,
        kind: ExportKind | None = None,
        status: ExportStatus | None = None,
    ) -> Page[Export]:
        found = self._records.select()
        if kind is not None:
            found = found.where(exports.c.kind == kind.value)
        if status is not None:
            found = found.where(exports.c.status == status.value)
        return _NEWEST.page(self.store, found, page, EXPORT.read)

    def keep(self, export_id: ExportId, of: PieceOf, number: int, content: bytes) -> None:
        fresh = self.store.insert(export_pieces).values(
            export_id=export_id, of=of.value, number=number, content=b64encode(content).decode()
        )
        self.store.write(
            fresh.on_conflict_do_update(
                index_elements=["export_id", "of", "number"],
                set_={"content": fresh.excluded.content},
            )
        )

    def piece(self, export_id: ExportId, of: PieceOf, number: int) -> bytes:
        found = self.store.first(
            select(export_pieces.c.content).where(
                export_pieces.c.export_id == export_id,
                export_pieces.c.of == of.value,
                export_pieces.c.number == number,
            )
        )
        if found is None:
            raise NotFound("piece of an export", f"{export_id}/{of}/{number}")
        return b64decode(found.content)

    def drop(self, export_id: ExportId, of: PieceOf) -> None:
        mine = (export_pieces.c.export_id == export_id, export_pieces.c.of == of.value)
        self.store.write(delete(export_pieces).where(*mine))

    def forget_before(self, moment: datetime) -> int:
        """The pieces go with their export."""
        return self.store.write_alone(delete(exports).where(exports.c.expires_at < moment))
