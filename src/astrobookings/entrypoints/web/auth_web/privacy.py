"""One's own data: a copy of everything, and the end of the account (story 0.6)."""

from typing import Any

from litestar import Controller, Response, get, post

from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.privacy.errors import AccountInUse, EmployeeAccount
from astrobookings.entrypoints.http.identity.privacy_answers import HeldDataAnswer, held_data
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.web.auth_web.refusals import not_proven
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.signing import signed_out

__all__ = ["PrivacyController"]

_LEAVING = (Standing.TRAVELER, Standing.AGENCY)
_AS_FILE = {
    "cache-control": "private, no-store",
    "content-disposition": 'attachment; filename="astrobookings-my-data.json"',
}


class PrivacyController(Controller):
    """What is held about the one who is signed in."""

    path = "/auth/privacy"

    @get(sync_to_thread=True)
    def privacy(self, request: WebRequest) -> Response[str]:
        """The ways to both; employees are let go by operations managers."""
        request.member()
        return page(request, "auth/privacy.html", leaving=_may_leave(request))

    @get("/data", sync_to_thread=True)
    def data(self, request: WebRequest) -> Reply[HeldDataAnswer]:
        """One JSON file with everything, without secrets."""
        held = request.system.export_me(request.member())
        return Reply(held_data(held), headers=_AS_FILE)

    @get("/close", sync_to_thread=True)
    def close_page(self, request: WebRequest) -> Response[str]:
        """Names what goes and what stays, and asks for the password.

        Raises:
            EmployeeAccount: of a colleague.
        """
        request.member()
        if not _may_leave(request):
            raise EmployeeAccount
        return page(request, "auth/close.html", form=Form(), open_things=())

    @post("/close", status_code=200, sync_to_thread=True)
    def close(self, request: WebRequest) -> Response[Any]:
        """For good; refused, with what is open, as long as anything is."""
        by, form = request.member(), request.sent
        try:
            request.system.close_account(by, form.value("password"), form.value("reason"))
        except AccountInUse as error:
            refused = form.refused(error)
            return page(request, "auth/close.html", form=refused, open_things=error.reasons)
        except AstroBookingsError as error:
            refused = form.refused(not_proven(error))
            return page(request, "auth/close.html", form=refused, open_things=())
        signed_out(request)
        told = "Your account is closed, and a last mail says so. Thank you for having been here."
        return go(request, "/", told)


def _may_leave(request: WebRequest) -> bool:
    return request.caller.standing in _LEAVING
