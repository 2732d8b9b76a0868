"""One example for each described shape of exports."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec

from astrobookings.domain.finance.exports import ExportFormat, ExportKind, ExportStatus
from astrobookings.entrypoints.http.finance.export_answers import (
    EXPORTS_PATH,
    ExportAnswer,
    ExportsAnswer,
    NewExport,
)

__all__ = ["EXPORT_EXAMPLES"]

_NOW = datetime(2027, 7, 1, 12, tzinfo=UTC)
_ID = UUID("0197c3a0-0000-7000-8000-000000000070")
_EXPORT = ExportAnswer(
    id=_ID,
    kind=ExportKind.BOOKINGS,
    format=ExportFormat.CSV,
    since=date(2027, 1, 1),
    until=date(2027, 6, 30),
    agency_id=None,
    requested_by=UUID("0197c3a0-0000-7000-8000-000000000003"),
    status=ExportStatus.DONE,
    completion=100,
    records=48210,
    rows=48210,
    size=11234567,
    file=f"{EXPORTS_PATH}/{_ID}/file",
    error="",
    ended_at=_NOW + timedelta(seconds=40),
    expires_at=_NOW + timedelta(days=7, seconds=40),
    available_actions=["fetch"],
    created_at=_NOW,
    updated_at=_NOW + timedelta(seconds=40),
    version=14,
)

EXPORT_EXAMPLES: tuple[msgspec.Struct, ...] = (
    NewExport(
        kind=ExportKind.BOOKINGS,
        format=ExportFormat.CSV,
        since=date(2027, 1, 1),
        until=date(2027, 6, 30),
    ),
    _EXPORT,
    ExportsAnswer([_EXPORT], None),
)
