"""SystemWeb: records as files, made in the background (stories 3.5, 3.7)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from attrs import frozen
from litestar import Controller, Response, get
from litestar.params import FromPath
from litestar.response import Stream

from astrobookings.application.ports.tables import CSV, XLSX
from astrobookings.domain.finance.exports import (
    OPEN_EXPORTS,
    Export,
    ExportFormat,
    ExportId,
    ExportKind,
    ExportStatus,
)
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.entrypoints.http.replies import PRIVATE
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import page, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.system_web.finance.choices import (
    chosen,
    named_agency,
    options,
)
from astrobookings.entrypoints.web.system_web.finance.saying import size

__all__ = ["ExportsController"]

_TYPES = {ExportFormat.CSV: CSV, ExportFormat.XLSX: XLSX}
_STATES: Mapping[ExportStatus, tuple[str, str]] = {
    ExportStatus.PENDING: ("Waiting", ""),
    ExportStatus.RUNNING: ("Being made", "accent"),
    ExportStatus.DONE: ("Ready", "good"),
    ExportStatus.FAILED: ("Failed", "bad"),
}


@frozen
class _Row:
    """An export as the pages say it."""

    export: Export
    agency: str
    own: bool
    now: datetime

    @property
    def _expired(self) -> bool:
        return self.export.status is ExportStatus.DONE and not self.ready

    @property
    def ready(self) -> bool:
        return self.export.ready(self.now)

    @property
    def open(self) -> bool:
        """Whether it is worth looking again."""
        return self.export.status in OPEN_EXPORTS

    @property
    def state(self) -> str:
        return "Expired" if self._expired else _STATES[self.export.status][0]

    @property
    def tone(self) -> str:
        return "" if self._expired else _STATES[self.export.status][1]

    @property
    def days(self) -> str:
        """`1 Jan 2027 to 31 Mar 2027`."""
        since, until = f"{self.export.since:%-d %b %Y}", f"{self.export.until:%-d %b %Y}"
        return since if since == until else f"{since} to {until}"

    @property
    def size(self) -> str:
        return size(self.export.size)


class ExportsController(Controller):
    """Files of any length: ask, look how far it is, fetch."""

    path = "/system/exports"

    @get(sync_to_thread=True)
    def exports(self, request: WebRequest) -> Response[str]:
        """What was asked for lately, by whomever, the newest first."""
        by = employee(request, Action.EXPORT_RECORDS)
        form = Form({name: request.asked.value(name) for name in ("kind", "status")})
        try:
            found = request.system.list_exports(
                by,
                request.listed(),
                kind=chosen(form, "kind", ExportKind),
                status=chosen(form, "status", ExportStatus),
            )
        except Invalid as error:
            form, found = form.refused(error), None
        rows = [_row(request, by, one) for one in (found.items if found else ())]
        return page(
            request,
            "system/finance/exports.html",
            form=form,
            rows=rows,
            open=any(one.open for one in rows),
            kept=request.system.parts.export_policy.kept.days,
            kinds=options(ExportKind, "Any records"),
            states=[("", "Any state"), *((one.value, said) for one, (said, _) in _STATES.items())],
            pages=pages(request, found),
        )

    @get("/{export_id:uuid}", sync_to_thread=True)
    def export(self, request: WebRequest, export_id: FromPath[UUID]) -> Response[str]:
        """How far it is, where its file is, and until when; or why it failed."""
        by = employee(request, Action.EXPORT_RECORDS)
        found = request.system.view_export(by, ExportId(export_id))
        return page(request, "system/finance/export.html", row=_row(request, by, found))

    @get("/{export_id:uuid}/file", sync_to_thread=True)
    def file(self, request: WebRequest, export_id: FromPath[UUID]) -> Stream:
        """CSV or a workbook, piece by piece."""
        by = employee(request, Action.EXPORT_RECORDS)
        fetched = request.system.fetch_export(by, ExportId(export_id))
        found = fetched.export
        return Stream(
            fetched.pieces,
            media_type=_TYPES[found.format],
            headers={
                **PRIVATE,
                "content-disposition": f'attachment; filename="{found.name}"',
                "content-length": str(found.size),
            },
        )


def _row(request: WebRequest, by: Principal, export: Export) -> _Row:
    return _Row(
        export,
        agency=named_agency(request.system, export.agency_id),
        own=export.requested_by == by.user_id,
        now=request.system.clock.now(),
    )
