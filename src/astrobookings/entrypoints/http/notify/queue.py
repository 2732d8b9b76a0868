"""IT employees look after the queue of notifications (stories 4.4 to 4.6, 6.3)."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter

from astrobookings.application.notifications.list_notifications import NotificationQuery
from astrobookings.application.ports.notifications import NotificationSort
from astrobookings.domain.kernel.ids import NotificationId, UserId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.domain.notifications.kinds import Lane, NotificationKind
from astrobookings.domain.notifications.notification import NotificationStatus
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag, version_of
from astrobookings.entrypoints.http.notify.answers import (
    NotificationAnswer,
    NotificationsAnswer,
    QueueAnswer,
    ServiceAnswer,
    notification,
    queue,
    service,
)
from astrobookings.entrypoints.http.notify.bodies import NotificationMove
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, IfMatch, IfNoneMatch, Limit
from astrobookings.entrypoints.http.replies import Reply, tagged
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.shapes import or_none

__all__ = ["QueueController"]

ByStatus = Annotated[
    NotificationStatus | None, QueryParameter(name="status", description="Only these.")
]
ByKind = Annotated[NotificationKind | None, QueryParameter(name="kind", description="Only these.")]
ByLane = Annotated[Lane | None, QueryParameter(name="lane", description="Only of this queue.")]
ByRecipient = Annotated[
    UUID | None, QueryParameter(name="recipient", description="Only to this user.")
]
Sort = Annotated[
    NotificationSort, QueryParameter(name="sort", description="A leading minus turns it round.")
]


class QueueController(Controller):
    """What mails say is shown to nobody but their recipients."""

    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        "/queue/status",
        operation_id="view_queue",
        summary="See how full the queue is",
        sync_to_thread=True,
        responses=problems_of(403),
    )
    def status(self, request: ApiRequest) -> Reply[QueueAnswer]:
        """Counts by status; what is due and the age of the oldest, by lane."""
        return Reply(queue(request.system.view_queue(request.by)))

    @get(
        "/service-status",
        operation_id="check_notification_service",
        summary="See whether mails get through",
        sync_to_thread=True,
        responses=problems_of(403),
    )
    def service(self, request: ApiRequest) -> Reply[ServiceAnswer]:
        """Up, degraded or down; throughput, success rate, back-log and last error."""
        return Reply(service(request.system.check_service(request.by)))

    @get(
        "/notifications",
        operation_id="list_notifications",
        summary="List notifications",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def list_(
        self,
        request: ApiRequest,
        status: ByStatus = None,
        kind: ByKind = None,
        lane: ByLane = None,
        recipient: ByRecipient = None,
        sort: Sort = NotificationSort.NEWEST,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[NotificationsAnswer]:
        """By status, kind, lane and recipient, page by page."""
        query = NotificationQuery(
            sort=sort,
            status=status,
            kind=kind,
            lane=lane,
            recipient=or_none(recipient, UserId),
        )
        wanted = request.page(limit, after)
        page = request.system.list_notifications(request.by, query, wanted)
        found = [notification(one) for one in page.items]
        return Reply(NotificationsAnswer(found, request.next_cursor(page)))

    @get(
        "/notifications/{notification_id:uuid}",
        operation_id="view_notification",
        summary="Look at a notification",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def view(
        self,
        request: ApiRequest,
        notification_id: FromPath[UUID],
        if_none_match: IfNoneMatch = None,
    ) -> Reply[NotificationAnswer]:
        """Where it stands, and what became of its attempts."""
        seen = request.system.view_notification(request.by, NotificationId(notification_id))
        return tagged(notification(seen), tag(seen.version), if_none_match)

    @patch(
        "/notifications/{notification_id:uuid}",
        operation_id="move_notification",
        summary="Change the status of a notification",
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 412, 422),
    )
    def move(
        self,
        request: ApiRequest,
        notification_id: FromPath[UUID],
        data: JSONBody[NotificationMove],
        if_match: IfMatch = None,
    ) -> Reply[NotificationAnswer]:
        """From pending to sent or deleted, from failed to pending; everything else is refused."""
        now = request.system.move_notification(
            request.by,
            NotificationId(notification_id),
            data.status,
            version=version_of(if_match),
        )
        return Reply(notification(now), etag=tag(now.version))

    @post(
        "/notifications/{notification_id:uuid}/retry",
        operation_id="retry_notification",
        summary="Have a failed notification tried again",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409),
    )
    def retry(
        self, request: ApiRequest, notification_id: FromPath[UUID]
    ) -> Reply[NotificationAnswer]:
        """It waits again, with all its attempts before it."""
        now = request.system.move_notification(
            request.by, NotificationId(notification_id), NotificationStatus.PENDING
        )
        return Reply(notification(now), etag=tag(now.version))
