"""Where the signed-in user is signed in (story 0.6)."""

from uuid import UUID

from litestar import Controller, delete, get
from litestar.params import FromPath

from astrobookings.domain.kernel.ids import SessionId
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.identity.security_answers import SessionsAnswer, session
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["OwnSessionsController"]


class OwnSessionsController(Controller):
    """Each can be ended by itself, such as that of a lost device."""

    path = "/auth/me/sessions"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="list_sessions",
        summary="List your sessions",
        sync_to_thread=True,
        responses=problems_of(),
    )
    def list_(self, request: ApiRequest) -> Reply[SessionsAnswer]:
        """Where you are signed in, the newest first."""
        found = request.system.list_sessions(request.by)
        return Reply(SessionsAnswer([session(one) for one in found]))

    @delete(
        operation_id="end_other_sessions",
        summary="End your other sessions",
        sync_to_thread=True,
        responses=problems_of(),
    )
    def end_others(self, request: ApiRequest) -> None:
        """All but the one that asks; their tokens are refused from now on."""
        request.system.end_other_sessions(request.by)

    @delete(
        "/{session_id:uuid}",
        operation_id="end_session",
        summary="End a session",
        sync_to_thread=True,
        responses=problems_of(404),
    )
    def end(self, request: ApiRequest, session_id: FromPath[UUID]) -> None:
        """Its tokens are refused from now on; ending it again changes nothing."""
        request.system.end_session(request.by, SessionId(session_id))
