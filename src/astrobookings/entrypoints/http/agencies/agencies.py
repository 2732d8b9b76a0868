"""Operations managers look after agencies (story 1.8)."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from astrobookings.application.ports.agencies import AgencySort
from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.agencies.answers import AgenciesAnswer, AgencyAnswer, agency
from astrobookings.entrypoints.http.agencies.bodies import Reason
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, IfNoneMatch, Limit, Search
from astrobookings.entrypoints.http.replies import Reply, tagged
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["AgenciesController", "told"]

ByStatus = Annotated[AgencyStatus | None, QueryParameter(name="status", description="Only these.")]
Order = Annotated[
    AgencySort, QueryParameter(name="sort", description="A leading minus turns it round.")
]


def told(request: ApiRequest, seen: Agency) -> AgencyAnswer:
    """The agency as the caller sees it."""
    return agency(seen, request.caller, request.system.parts.reliability)


class AgenciesController(Controller):
    """Approved agencies publish launches; those of suspended ones stop selling."""

    path = "/agencies"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="list_agencies",
        summary="List agencies",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def list_(
        self,
        request: ApiRequest,
        status: ByStatus = None,
        text: Search = "",
        sort: Order = AgencySort.NAME,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[AgenciesAnswer]:
        """By status and part of a name, page by page."""
        wanted = request.page(limit, after)
        page = request.system.list_agencies(request.by, wanted, status, text.strip(), sort)
        items = [told(request, one) for one in page.items]
        return Reply(AgenciesAnswer(items, request.next_cursor(page)))

    @get(
        "/{agency_id:uuid}",
        operation_id="view_agency",
        summary="Look at an agency",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def view(
        self, request: ApiRequest, agency_id: FromPath[UUID], if_none_match: IfNoneMatch = None
    ) -> Reply[AgencyAnswer]:
        """One agency with its reliability."""
        seen = request.system.view_agency(request.by, AgencyId(agency_id))
        return tagged(told(request, seen), tag(seen.version), if_none_match)

    @post(
        "/{agency_id:uuid}/approval",
        operation_id="approve_agency",
        summary="Approve an agency",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409),
    )
    def approve(self, request: ApiRequest, agency_id: FromPath[UUID]) -> Reply[AgencyAnswer]:
        """From now on it may publish launches."""
        now = request.system.approve_agency(request.by, AgencyId(agency_id))
        return Reply(told(request, now), etag=tag(now.version))

    @post(
        "/{agency_id:uuid}/suspension",
        operation_id="suspend_agency",
        summary="Suspend an agency",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def suspend(
        self, request: ApiRequest, agency_id: FromPath[UUID], data: JSONBody[Reason]
    ) -> Reply[AgencyAnswer]:
        """Its launches stop selling; bookings and payments begun stand."""
        now = request.system.suspend_agency(request.by, AgencyId(agency_id), data.reason)
        return Reply(told(request, now), etag=tag(now.version))

    @post(
        "/{agency_id:uuid}/reinstatement",
        operation_id="reinstate_agency",
        summary="Reinstate an agency",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409),
    )
    def reinstate(self, request: ApiRequest, agency_id: FromPath[UUID]) -> Reply[AgencyAnswer]:
        """Its launches sell again."""
        now = request.system.reinstate_agency(request.by, AgencyId(agency_id))
        return Reply(told(request, now), etag=tag(now.version))
