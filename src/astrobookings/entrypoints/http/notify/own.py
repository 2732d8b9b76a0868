"""What people were told, and which mails they want (stories 4.1, 4.2, 4.8)."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter

from astrobookings.domain.kernel.ids import NotificationId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag, version_of
from astrobookings.entrypoints.http.notify.answers import (
    NoticeAnswer,
    NoticesAnswer,
    PreferencesAnswer,
    notice,
    notices,
    preferences,
)
from astrobookings.entrypoints.http.notify.bodies import PreferencesChange
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, IfMatch, IfNoneMatch, Limit
from astrobookings.entrypoints.http.replies import Reply, tagged
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["OwnNotificationsController"]

Unread = Annotated[
    bool, QueryParameter(name="unread", description="Only what you have not read yet.")
]


class OwnNotificationsController(Controller):
    """Everybody reads and chooses for themselves alone."""

    path = "/me"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        "/notifications",
        operation_id="list_notices",
        summary="List what you were told",
        sync_to_thread=True,
        responses=problems_of(422),
    )
    def list_(
        self,
        request: ApiRequest,
        unread: Unread = False,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[NoticesAnswer]:
        """Newest first, each in one sentence; whether its mail could be sent does not matter."""
        wanted = request.page(limit, after)
        found = request.system.list_notices(request.by, wanted, unread=unread)
        return Reply(notices(found, request.next_cursor(found.page)))

    @post(
        "/notifications/{notice_id:uuid}/read",
        operation_id="read_notice",
        summary="Mark something as read",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(404),
    )
    def read(self, request: ApiRequest, notice_id: FromPath[UUID]) -> Reply[NoticeAnswer]:
        """The first time counts."""
        now = request.system.read_notice(request.by, NotificationId(notice_id))
        return Reply(notice(now), etag=tag(now.version))

    @get(
        "/preferences",
        operation_id="read_preferences",
        summary="See which mails you get",
        sync_to_thread=True,
        responses=problems_of(),
    )
    def chosen(
        self, request: ApiRequest, if_none_match: IfNoneMatch = None
    ) -> Reply[PreferencesAnswer]:
        """What you can choose about, and what you chose."""
        own = request.system.read_preferences(request.by)
        return tagged(preferences(own), tag(own.version), if_none_match)

    @patch(
        "/preferences",
        operation_id="choose_preferences",
        summary="Choose which mails to get",
        sync_to_thread=True,
        responses=problems_of(412, 422),
    )
    def choose(
        self, request: ApiRequest, data: JSONBody[PreferencesChange], if_match: IfMatch = None
    ) -> Reply[PreferencesAnswer]:
        """Turned off, you still find everything among what you were told."""
        version = version_of(if_match)
        own = request.system.choose_preferences(request.by, data.choices(), version=version)
        return Reply(preferences(own), etag=tag(own.version))
