"""Long exports, made in the background (stories 3.5, 3.7)."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.openapi.spec import OpenAPIMediaType, Operation, Schema
from litestar.openapi.spec.enums import OpenAPIType
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response import Stream

from astrobookings.application.ports.tables import CSV, XLSX
from astrobookings.domain.finance.exports import (
    ExportFormat,
    ExportId,
    ExportKind,
    ExportOrder,
    ExportStatus,
)
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag
from astrobookings.entrypoints.http.finance.export_answers import (
    EXPORTS_PATH,
    ExportAnswer,
    ExportsAnswer,
    NewExport,
    export,
)
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, IfNoneMatch, Limit
from astrobookings.entrypoints.http.replies import PRIVATE, Reply, tagged
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["ExportsController"]

OfKind = Annotated[ExportKind | None, QueryParameter(name="kind", description="Only these.")]
ByStatus = Annotated[ExportStatus | None, QueryParameter(name="status", description="Only these.")]

_TYPES = {ExportFormat.CSV: CSV, ExportFormat.XLSX: XLSX}


@dataclass
class _Files(Operation):
    """Describes each kind of file."""

    def __post_init__(self) -> None:
        answer = (self.responses or {})["200"]
        text = Schema(type=OpenAPIType.STRING)
        answer.content = {  # type: ignore[union-attr]  # it is no reference
            one: OpenAPIMediaType(schema=text) for one in _TYPES.values()
        }


class ExportsController(Controller):
    """Files of any length: ask, look how far it is, fetch. Kept for a week."""

    path = "/exports"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="list_exports",
        summary="List exports",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def list_(
        self,
        request: ApiRequest,
        kind: OfKind = None,
        status: ByStatus = None,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[ExportsAnswer]:
        """Those of all employees, the newest first, until they are forgotten."""
        wanted = request.page(limit, after)
        page = request.system.list_exports(request.by, wanted, kind=kind, status=status)
        now = request.system.clock.now()
        items = [export(one, now) for one in page.items]
        return Reply(ExportsAnswer(items, request.next_cursor(page)))

    @post(
        operation_id="request_export",
        summary="Ask for an export",
        status_code=202,
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def request_(self, request: ApiRequest, data: JSONBody[NewExport]) -> Reply[ExportAnswer]:
        """The next free worker begins; `Location` says where to look how far it is. What is made
        after the request is not in the file.
        """
        order = ExportOrder(
            kind=data.kind,
            format=data.format,
            since=data.since,
            until=data.until,
            agency_id=None if data.agency_id is None else AgencyId(data.agency_id),
        )
        asked = request.system.request_export(request.by, order)
        answer = export(asked, request.system.clock.now())
        headers = {**PRIVATE, "location": f"{EXPORTS_PATH}/{asked.id}"}
        return Reply(answer, status=202, etag=tag(asked.version), headers=headers)

    @get(
        "/{export_id:uuid}",
        operation_id="view_export",
        summary="Look at an export",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def view(
        self, request: ApiRequest, export_id: FromPath[UUID], if_none_match: IfNoneMatch = None
    ) -> Reply[ExportAnswer]:
        """How far it is, where its file is, and until when; or why it failed."""
        found = request.system.view_export(request.by, ExportId(export_id))
        answer = export(found, request.system.clock.now())
        return tagged(answer, tag(found.version), if_none_match)

    @get(
        "/{export_id:uuid}/file",
        operation_id="fetch_export",
        summary="Fetch the file of an export",
        operation_class=_Files,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409),
    )
    def file(self, request: ApiRequest, export_id: FromPath[UUID]) -> Stream:
        """CSV or a workbook, as was asked for; persons are told by their ids alone."""
        fetched = request.system.fetch_export(request.by, ExportId(export_id))
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
