"""Long exports in SystemDB, and the pieces of their files.

Pieces are text (base 64 of what was compressed before), so that backups read and write them as
they do everything else.
"""

import sqlalchemy as sa

from astrobookings.adapters.sql.tables.columns import Instant, any_of, choice, entity
from astrobookings.adapters.sql.tables.system import metadata
from astrobookings.application.ports.exports import PieceOf
from astrobookings.domain.finance.exports import (
    OPEN_EXPORTS,
    ExportFormat,
    ExportKind,
    ExportStatus,
)

__all__ = ["IS_OPEN_EXPORT", "export_pieces", "exports"]

IS_OPEN_EXPORT = any_of("exports.status", OPEN_EXPORTS)
_OPEN = sa.text(IS_OPEN_EXPORT.replace("exports.", ""))

exports = sa.Table(
    "exports",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    *choice("kind", ExportKind),
    *choice("format", ExportFormat),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("until", sa.Date, nullable=False),
    sa.Column("agency_id", sa.Uuid),
    sa.Column("requested_by", sa.Uuid, nullable=False),
    *choice("status", ExportStatus),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("seen", sa.Integer, nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("cursor", sa.JSON(none_as_null=True)),
    sa.Column("pieces", sa.Integer, nullable=False),
    sa.Column("file_pieces", sa.Integer, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("holder", sa.Uuid),
    sa.Column("lease_until", Instant),
    sa.Column("left_behind", sa.Integer, nullable=False),
    sa.Column("error", sa.Text, nullable=False),
    sa.Column("ended_at", Instant),
    sa.Column("expires_at", Instant),
    *entity(),
    sa.CheckConstraint("since <= until", name="days"),
    sa.CheckConstraint("seen <= total", name="seen"),
    sa.Index("ix_exports_newest", "created_at", "id"),
    sa.Index("ix_exports_expires", "expires_at"),
    sa.Index("ix_exports_open", "created_at", "id", postgresql_where=_OPEN, sqlite_where=_OPEN),
)

export_pieces = sa.Table(
    "export_pieces",
    metadata,
    sa.Column(
        "export_id", sa.Uuid, sa.ForeignKey("exports.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("of", sa.String(32), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.CheckConstraint(any_of('"of"', PieceOf), name="of"),
    sa.CheckConstraint("number >= 0", name="number"),
)
