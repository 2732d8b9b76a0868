"""The collections of exports."""

from astrobookings.adapters.mongo.collections.definition import (
    ENTITY,
    Definition,
    Index,
    choice,
    required,
)
from astrobookings.application.ports.exports import PieceOf
from astrobookings.domain.finance.exports import (
    OPEN_EXPORTS,
    ExportFormat,
    ExportKind,
    ExportStatus,
)

__all__ = ["EXPORTS", "EXPORT_IS_OPEN", "EXPORT_PIECES"]

EXPORT_IS_OPEN = {"status": {"$in": sorted(status.value for status in OPEN_EXPORTS)}}
"""The export is pending or being made."""

EXPORTS = Definition(
    "exports",
    {
        **required("_id", "requested_by", of="binData"),
        **required("since", "until"),
        "kind": choice(ExportKind),
        "format": choice(ExportFormat),
        "status": choice(ExportStatus),
        **ENTITY,
    },
    (
        Index("ix_exports_newest", ("created_at", "_id")),
        Index("ix_exports_expires", ("expires_at",)),
        Index("ix_exports_open", ("created_at", "_id"), where=EXPORT_IS_OPEN),
    ),
)

EXPORT_PIECES = Definition(
    "export_pieces",
    {
        **required("export_id", "content", of="binData"),
        "of": choice(PieceOf),
        "number": {"bsonType": ["int", "long"], "minimum": 0},
    },
    (Index("uq_export_pieces_place", ("export_id", "of", "number"), unique=True),),
)
