"""Where one is signed in (stories 0.3, 0.6)."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.identity.list_sessions import OwnSession
from astrobookings.domain.identity.devices import device_of
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import SessionId
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.rendering import ask, go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.signing import signed_out

__all__ = ["SessionsController"]

_SECURITY = "/auth/security"


class SessionsController(Controller):
    """Each session can be ended by itself, such as that of a lost device."""

    path = _SECURITY

    @get(sync_to_thread=True)
    def overview(self, request: WebRequest) -> Response[str]:
        """Password, second factor, and every session, this one marked."""
        by = request.member()
        return page(
            request,
            "auth/security.html",
            factor=request.system.view_second_factor(by),
            sessions=[(one, _device(one)) for one in request.system.list_sessions(by)],
        )

    @get("/sessions/{session_id:uuid}/end", sync_to_thread=True)
    def end_page(self, request: WebRequest, session_id: FromPath[UUID]) -> Response[str]:
        """Asks whether to end one."""
        found = _own(request, request.member(), session_id)
        device = _device(found)
        if found.current:
            says = f"You are signed out here, on this {device}, and go back to the sign-in page."
        else:
            says = (
                f"{device}, signed in from {found.session.origin}, is signed out at once. Whoever "
                "uses it needs your password to come back."
            )
        return ask(request, title="End this session?", says=[says], button="End it", back=_SECURITY)

    @post("/sessions/{session_id:uuid}/end", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def end(self, request: WebRequest, session_id: FromPath[UUID]) -> Response[Any]:
        """Its tokens are refused from now on; ending it again changes nothing."""
        by = request.member()
        request.system.end_session(by, SessionId(session_id))
        if session_id == by.session_id:
            return _gone(request, "You are signed out.")
        return go(request, _SECURITY, "The session ended.")

    @get("/end-others", sync_to_thread=True)
    def end_others_page(self, request: WebRequest) -> Response[str]:
        """Asks whether to end all but this one."""
        request.member()
        says = ["Every other device is signed out at once.", "You stay signed in here."]
        title, button = "End all other sessions?", "End the others"
        return ask(request, title=title, says=says, button=button, back=_SECURITY)

    @post("/end-others", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def end_others(self, request: WebRequest) -> Response[Any]:
        """All but this one; their tokens are refused from now on."""
        request.system.end_other_sessions(request.member())
        return go(request, _SECURITY, "Every other session ended.")

    @get("/sign-out-everywhere", sync_to_thread=True)
    def sign_out_everywhere_page(self, request: WebRequest) -> Response[str]:
        """Asks whether to end all of them, this one included."""
        request.member()
        says = [
            "Every device is signed out at once, this one too.",
            "Your password stays the same.",
        ]
        title, button = "Sign out everywhere?", "Sign out everywhere"
        return ask(request, title=title, says=says, button=button, back=_SECURITY)

    @post("/sign-out-everywhere", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def sign_out_everywhere(self, request: WebRequest) -> Response[Any]:
        """Back to the sign-in page."""
        request.system.sign_out_everywhere(request.member())
        return _gone(request, "You are signed out everywhere.")


def _device(one: OwnSession) -> str:
    return device_of(one.session.user_agent)


def _own(request: WebRequest, by: Principal, session_id: UUID) -> OwnSession:
    """Raises: NotFound: it ended, or is no session of the one who asks."""
    for one in request.system.list_sessions(by):
        if one.session.id == session_id:
            return one
    raise NotFound("session", str(session_id))


def _gone(request: WebRequest, told: str) -> Response[Any]:
    signed_out(request)
    return go(request, "/auth/sign-in", told)
