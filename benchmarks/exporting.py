"""A long export in a process of its own, whose memory is watched.

`python -m benchmarks.exporting '{"operations": URL, "system": URL, "until": DAY, "format": …}'`
"""

import json
import resource
import sys
import time
from datetime import date
from typing import Any
from uuid import UUID

from attrs import frozen

from astrobookings.adapters.documents.sheets import DocumentSheets
from astrobookings.adapters.sql import SqlExports, SqlExportSource, SqlOutbox, SqlStore
from astrobookings.adapters.system.clock import SystemClock
from astrobookings.adapters.system.ids import SystemIds
from astrobookings.application.finance.request_export import RequestExport
from astrobookings.application.finance.view_export import FetchExport
from astrobookings.application.finance.write_exports import WriteExports
from astrobookings.domain.finance.exports import (
    ExportFormat,
    ExportKind,
    ExportOrder,
    ExportPolicy,
    ExportStatus,
)
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.ids import SessionId, UserId

__all__ = ["Exported", "main"]

_SOMEBODY = UUID(int=1)
_FINANCE = Principal(
    standing=Standing.FINANCE,
    user_id=UserId(_SOMEBODY),
    session_id=SessionId(_SOMEBODY),
    service="bench",
    request_id="bench",
)


@frozen
class Exported:
    """What came out: rows and bytes, how long it took to make and to fetch, the most memory."""

    rows: int
    size: int
    made: float
    fetched: float
    peak_mib: float


def main() -> None:
    """Export bookings made from 2025 on until a day, as told."""
    told: dict[str, Any] = json.loads(sys.argv[1])
    operations = SqlStore(told["operations"], SystemIds())
    system = SqlStore(told["system"], SystemIds())
    clock, exports, outbox = SystemClock(), SqlExports(system), SqlOutbox(system)
    request = RequestExport(exports, system.transaction, outbox, system.ids, clock)
    write = WriteExports(
        exports,
        SqlExportSource(operations),
        DocumentSheets(),
        system.transaction,
        outbox,
        system.ids,
        clock,
        ExportPolicy(),
    )
    until, form = date.fromisoformat(told["until"]), ExportFormat(told["format"])
    order = ExportOrder(kind=ExportKind.BOOKINGS, format=form, since=date(2025, 1, 1), until=until)
    export = request(_FINANCE, order)
    started = time.perf_counter()
    while write(Principal.system(service="bench", request_id="bench")):
        pass
    made = time.perf_counter()
    done = exports.get(export.id)
    if done.status is not ExportStatus.DONE:
        raise RuntimeError(f"the export is {done.status}: {done.error}")
    size = sum(len(piece) for piece in FetchExport(exports, clock)(_FINANCE, export.id).pieces)
    found = {
        "rows": done.rows,
        "size": size,
        "made": made - started,
        "fetched": time.perf_counter() - made,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
