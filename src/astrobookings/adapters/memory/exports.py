"""Exports in memory."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, Rows, instant
from astrobookings.application.ports.exports import PieceOf
from astrobookings.domain.finance.exports import (
    OPEN_EXPORTS,
    Export,
    ExportId,
    ExportKind,
    ExportStatus,
)
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryExports"]

_Key: TypeAlias = tuple[ExportId, PieceOf, int]

_NEWEST_FIRST: Order[Export] = Order(
    lambda one: (one.created_at, one.id), (instant, UUID), descending=True
)


class MemoryExports:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._records: Records[Export] = Records(store, "export")
        self._rows: Rows[UUID, Export] = store.rows("export")
        self._pieces: Rows[_Key, bytes] = store.rows("export_pieces")

    def get(self, export_id: ExportId) -> Export:
        return self._records.get(export_id)

    def lock(self, export_id: ExportId) -> Export:
        return self._records.lock(export_id)

    def add(self, export: Export) -> Export:
        return self._records.add(export)

    def save(self, export: Export) -> Export:
        return self._records.save(export)

    def due(self, now: datetime) -> Export | None:
        found = (
            one
            for one in self._records.all()
            if one.status in OPEN_EXPORTS and (one.lease_until is None or one.lease_until <= now)
        )
        return min(found, key=_NEWEST_FIRST.key, default=None)

    def list(
        self,
        page: PageRequest,
        *,
        kind: ExportKind | None = None,
        status: ExportStatus | None = None,
    ) -> Page[Export]:
        found = (
            one
            for one in self._records.all()
            if kind in {None, one.kind} and status in {None, one.status}
        )
        return _NEWEST_FIRST.page(found, page)

    def keep(self, export_id: ExportId, of: PieceOf, number: int, content: bytes) -> None:
        _ = self._store.origin
        self._pieces.put((export_id, of, number), content)

    def piece(self, export_id: ExportId, of: PieceOf, number: int) -> bytes:
        found = self._pieces.find((export_id, of, number))
        if found is None:
            raise NotFound("piece of an export", f"{export_id}/{of}/{number}")
        return found

    def drop(self, export_id: ExportId, of: PieceOf) -> None:
        _ = self._store.origin
        self._drop(lambda key: key[:2] == (export_id, of))

    def _drop(self, wanted: Callable[[_Key], bool]) -> None:
        for key, _ in self._pieces.items():
            if wanted(key):
                self._pieces.drop(key)

    def forget_before(self, moment: datetime) -> int:
        with self._store.housekeeping():
            old = {
                one.id
                for one in self._records.all()
                if one.expires_at is not None and one.expires_at < moment
            }
            self._drop(lambda key: key[0] in old)
            for key in old:
                self._rows.drop(key)
        return len(old)
