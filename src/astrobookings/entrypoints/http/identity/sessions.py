"""Signing in and out (stories 0.2, 0.3, 0.7)."""

from litestar import Controller, post
from litestar.params import JSONBody

from astrobookings.application.identity.sign_in import SignInRequest
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.identity.answers import LoginAnswer, login
from astrobookings.entrypoints.http.identity.bodies import Login, RefreshToken
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["SessionsController"]

_UNKEPT = {"cache-control": "no-store"}


class SessionsController(Controller):
    """A session is one sign-in on one device."""

    path = "/auth"

    @post(
        "/login",
        operation_id="sign_in",
        summary="Sign in",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def sign_in(self, request: ApiRequest, data: JSONBody[Login]) -> Reply[LoginAnswer]:
        """An unknown address and a wrong password get the same answer.

        With a second factor, a right password without `code` is answered 403
        `second-factor-required`.
        """
        asked = SignInRequest(
            email=data.email,
            password=data.password,
            code=data.code,
            origin_address=request.origin,
            user_agent=request.headers.get("user-agent", ""),
        )
        return Reply(login(request.system.sign_in(request.by, asked)), headers=_UNKEPT)

    @post(
        "/refresh",
        operation_id="refresh_session",
        summary="Get fresh tokens",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(422),
    )
    def refresh_session(
        self, request: ApiRequest, data: JSONBody[RefreshToken]
    ) -> Reply[LoginAnswer]:
        """Each refresh token works once; an old one ends the whole session."""
        fresh = request.system.refresh_session(request.by, data.refresh_token)
        return Reply(login(fresh), headers=_UNKEPT)

    @post(
        "/logout",
        operation_id="sign_out",
        summary="Sign out",
        status_code=204,
        security=BEARER,
        opt=MEMBERS_ONLY,
        sync_to_thread=True,
        responses=problems_of(),
    )
    def sign_out(self, request: ApiRequest) -> None:
        """Ends this session; its tokens are refused from now on."""
        request.system.sign_out(request.by)

    @post(
        "/logout-everywhere",
        operation_id="sign_out_everywhere",
        summary="Sign out everywhere",
        status_code=204,
        security=BEARER,
        opt=MEMBERS_ONLY,
        sync_to_thread=True,
        responses=problems_of(),
    )
    def sign_out_everywhere(self, request: ApiRequest) -> None:
        """Ends every session of the user."""
        request.system.sign_out_everywhere(request.by)
