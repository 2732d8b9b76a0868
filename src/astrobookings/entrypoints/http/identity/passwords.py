"""Forgotten passwords (story 0.8)."""

from litestar import Controller, post
from litestar.params import JSONBody

from astrobookings.entrypoints.http.identity.answers import Mailed
from astrobookings.entrypoints.http.identity.bodies import EmailAddress, NewPassword
from astrobookings.entrypoints.http.openapi import problems_of
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["PasswordResetsController"]


class PasswordResetsController(Controller):
    """By a mailed link that works once."""

    path = "/auth/password-resets"

    @post(
        operation_id="request_password_reset",
        summary="Ask for a link to set a new password",
        status_code=202,
        sync_to_thread=True,
        responses=problems_of(422),
    )
    def request_password_reset(
        self, request: ApiRequest, data: JSONBody[EmailAddress]
    ) -> Reply[Mailed]:
        """The answer does not tell whether there is such an account."""
        request.system.request_password_reset(request.by, data.email, request.origin)
        return Reply(Mailed())

    @post(
        "/confirm",
        operation_id="reset_password",
        summary="Set a new password",
        status_code=204,
        sync_to_thread=True,
        responses=problems_of(409, 422),
    )
    def reset_password(self, request: ApiRequest, data: JSONBody[NewPassword]) -> None:
        """Ends every session of the user."""
        request.system.reset_password(request.by, data.token, data.password)
