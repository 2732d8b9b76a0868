"""Exports and the pieces of their files (SystemDB)."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from astrobookings.domain.finance.exports import Export, ExportId, ExportKind, ExportStatus
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["Exports", "PieceOf"]


class PieceOf(StrEnum):
    """What a piece is one of."""

    ROWS = "rows"
    FILE = "file"


class Exports(Protocol):
    """Every export until it expires; its pieces go with it."""

    def get(self, export_id: ExportId) -> Export:
        """Raises: NotFound."""
        ...

    def lock(self, export_id: ExportId) -> Export:
        """Raises: NotFound."""
        ...

    def add(self, export: Export) -> Export: ...

    def save(self, export: Export) -> Export:
        """Raises: Stale."""
        ...

    def due(self, now: datetime) -> Export | None:
        """The oldest that is pending, or running and nobody's at *now*."""
        ...

    def list(
        self,
        page: PageRequest,
        *,
        kind: ExportKind | None = None,
        status: ExportStatus | None = None,
    ) -> Page[Export]:
        """Newest first, by (created_at, id)."""
        ...

    def keep(self, export_id: ExportId, of: PieceOf, number: int, content: bytes) -> None:
        """In a transaction: keep *content* as piece *number* (from 0), in place of what was."""
        ...

    def piece(self, export_id: ExportId, of: PieceOf, number: int) -> bytes:
        """Raises: NotFound: it was never kept, or is forgotten."""
        ...

    def drop(self, export_id: ExportId, of: PieceOf) -> None:
        """In a transaction: forget the pieces of one kind."""
        ...

    def forget_before(self, moment: datetime) -> int:
        """Delete exports that expired before *moment* with all their pieces; how many. Its own
        transaction.
        """
        ...
