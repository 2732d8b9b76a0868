"""What is told of exports, and what is sent to ask for one."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from astrobookings.domain.finance.exports import (
    Export,
    ExportFormat,
    ExportKind,
    ExportStatus,
)

__all__ = ["EXPORTS_PATH", "ExportAnswer", "ExportsAnswer", "NewExport", "export"]

EXPORTS_PATH = "/api/v1/finance/exports"


class NewExport(
    msgspec.Struct,
    forbid_unknown_fields=True,
    kw_only=True,
    rename={"since": "from", "until": "to"},
):
    """Records of the UTC days `from` to `to`, both included; of one agency, or of all."""

    kind: ExportKind
    format: ExportFormat = ExportFormat.CSV
    since: date
    until: date
    agency_id: UUID | None = None


class ExportAnswer(msgspec.Struct, kw_only=True, rename={"since": "from", "until": "to"}):
    """One export; `completion` is in percent, `file` is where to fetch it once it is done."""

    id: UUID
    kind: ExportKind
    format: ExportFormat
    since: date
    until: date
    agency_id: UUID | None
    requested_by: UUID
    status: ExportStatus
    completion: int
    records: int
    """To be read in all."""
    rows: int
    """Written so far."""
    size: int | None
    """Of the file, in bytes."""
    file: str | None
    error: str
    ended_at: datetime | None
    expires_at: datetime | None
    """The file is kept until then."""
    available_actions: Sequence[str]
    created_at: datetime
    updated_at: datetime
    version: int


class ExportsAnswer(msgspec.Struct):
    """Some exports, the newest first, and the cursor of those that follow."""

    items: list[ExportAnswer]
    next: str | None


def export(one: Export, now: datetime) -> ExportAnswer:
    ready = one.ready(now)
    return ExportAnswer(
        id=one.id,
        kind=one.kind,
        format=one.format,
        since=one.since,
        until=one.until,
        agency_id=one.agency_id,
        requested_by=one.requested_by,
        status=one.status,
        completion=one.completion,
        records=one.total,
        rows=one.rows,
        size=one.size if ready else None,
        file=f"{EXPORTS_PATH}/{one.id}/file" if ready else None,
        error=one.error,
        ended_at=one.ended_at,
        expires_at=one.expires_at,
        available_actions=["fetch"] if ready else [],
        created_at=one.created_at,
        updated_at=one.updated_at,
        version=one.version,
    )
