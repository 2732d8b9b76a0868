"""Finance and operations look how far an export is, and fetch its file."""

from collections.abc import Iterator

from attrs import frozen

from astrobookings.application.finance.export_rows import unpressed
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.exports import Exports, PieceOf
from astrobookings.domain.finance.exports import Export, ExportFormat, ExportId, ExportNotReady
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal

__all__ = ["ExportFile", "FetchExport", "ViewExport"]


@frozen
class ViewExport:
    """One export, as far as it has come."""

    exports: Exports

    def __call__(self, by: Principal, export_id: ExportId) -> Export:
        """Raises: NotSignedIn, NotAllowed, NotFound."""
        authorize(by, Action.EXPORT_RECORDS)
        return self.exports.get(export_id)


@frozen
class ExportFile:
    """A file to be read piece by piece, once."""

    export: Export
    pieces: Iterator[bytes]


@frozen
class FetchExport:
    """The file of one export; never more than two pieces of it are in memory."""

    exports: Exports
    clock: Clock

    def __call__(self, by: Principal, export_id: ExportId) -> ExportFile:
        """The first piece is read at once, so that a store that is away is noticed here.

        Raises:
            NotSignedIn, NotAllowed, NotFound.
            ExportNotReady: it is not done, failed, or is no longer kept.
        """
        authorize(by, Action.EXPORT_RECORDS)
        export = self.exports.get(export_id)
        if not export.ready(self.clock.now()):
            raise ExportNotReady(export.status)
        is_csv = export.format is ExportFormat.CSV
        of, count = (PieceOf.ROWS, export.pieces) if is_csv else (PieceOf.FILE, export.file_pieces)
        first = unpressed(self.exports.piece(export.id, of, 0))
        return ExportFile(export, self._pieces(export, of, count, first))

    def _pieces(self, export: Export, of: PieceOf, count: int, first: bytes) -> Iterator[bytes]:
        yield first
        for number in range(1, count):
            yield unpressed(self.exports.piece(export.id, of, number))
