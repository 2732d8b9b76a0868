"""The queue of refunds (story 3.7)."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from astrobookings.domain.booking.refunds import RefundStatus
from astrobookings.domain.kernel.ids import AgencyId, RefundId, UserId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag
from astrobookings.entrypoints.http.finance.invoice_bodies import TransferBack
from astrobookings.entrypoints.http.finance.refund_answers import (
    QueuedRefundAnswer,
    QueuedRefundsAnswer,
    queued_refund,
)
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, IfNoneMatch, Limit
from astrobookings.entrypoints.http.replies import Reply, tagged
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["RefundsController"]

ByStatus = Annotated[RefundStatus | None, QueryParameter(name="status", description="Only these.")]
OfAgency = Annotated[
    UUID | None, QueryParameter(name="agency_id", description="Only of this agency.")
]
OfTraveler = Annotated[
    UUID | None, QueryParameter(name="traveler_id", description="Only of this traveler.")
]


class RefundsController(Controller):
    """Tried again by themselves for some hours, then given up and left to people."""

    path = "/refunds"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="list_refunds",
        summary="List refunds",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def list_(
        self,
        request: ApiRequest,
        status: ByStatus = None,
        agency_id: OfAgency = None,
        traveler_id: OfTraveler = None,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[QueuedRefundsAnswer]:
        """Oldest first."""
        page = request.system.list_refunds(
            request.by,
            request.page(limit, after),
            status=status,
            agency_id=None if agency_id is None else AgencyId(agency_id),
            traveler_id=None if traveler_id is None else UserId(traveler_id),
        )
        items = [queued_refund(one) for one in page.items]
        return Reply(QueuedRefundsAnswer(items, request.next_cursor(page)))

    @get(
        "/{refund_id:uuid}",
        operation_id="view_refund",
        summary="Look at a refund",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def view(
        self, request: ApiRequest, refund_id: FromPath[UUID], if_none_match: IfNoneMatch = None
    ) -> Reply[QueuedRefundAnswer]:
        """One refund with its attempts."""
        seen = request.system.view_refund(request.by, RefundId(refund_id))
        return tagged(queued_refund(seen), tag(seen.version), if_none_match)

    @post(
        "/{refund_id:uuid}/retry",
        operation_id="retry_refund",
        summary="Try a refund again",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409),
    )
    def retry(self, request: ApiRequest, refund_id: FromPath[UUID]) -> Reply[QueuedRefundAnswer]:
        """One that was given up; due at once."""
        waiting = request.system.retry_refund(request.by, RefundId(refund_id))
        return Reply(queued_refund(waiting), etag=tag(waiting.version))

    @post(
        "/{refund_id:uuid}/settlement",
        operation_id="settle_refund",
        summary="Settle a refund by hand",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 412, 422),
    )
    def settle(
        self, request: ApiRequest, refund_id: FromPath[UUID], data: JSONBody[TransferBack]
    ) -> Reply[QueuedRefundAnswer]:
        """It was transferred to the traveler; refused while the gateway works on it."""
        settled = request.system.settle_refund(request.by, RefundId(refund_id), data.reference)
        return Reply(queued_refund(settled), etag=tag(settled.version))
