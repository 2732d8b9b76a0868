"""Where the links of mails lead: confirming an address, choosing a password (stories 0.1, 0.8).

Looking changes nothing, since mail programs look at links by themselves; the token travels on in
the body of a form.
"""

from typing import Any

from attrs import frozen
from litestar import Controller, Response, get, post

from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.errors import LinkExpired
from astrobookings.domain.identity.roles import Role
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.entrypoints.web.auth_web.refusals import refused_page
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.signing import signed_out

__all__ = ["LinksController"]

_UNKEPT = {"cache-control": "no-store"}
"""Of pages that hold a token."""


@frozen
class _Why:
    """Why somebody needs another link."""

    status: int
    heading: str
    detail: str


_HALF = _Why(
    400,
    "The link is not complete",
    "Open the whole link as it stands in the mail, or ask for another one.",
)
_EXPIRED = _Why(
    409,
    "This link no longer works",
    "It was used before, replaced by a newer one, or is too old. Ask for another one.",
)


class LinksController(Controller):
    """Asking for links, and following them."""

    path = "/auth"

    @get("/confirm")
    async def confirm_page(self, request: WebRequest) -> Response[str]:
        """Asks whether to confirm."""
        token = request.asked.value("token")
        if not token:
            return _another(request, "auth/confirm_again.html", _HALF)
        form = Form({"token": token})
        return page(request, "auth/confirm.html", form=form, headers=_UNKEPT)

    @post("/confirm", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def confirm(self, request: WebRequest) -> Response[Any]:
        """On to signing in, or to the profile of who is signed in."""
        form = request.sent
        try:
            account = request.system.confirm_email(request.visitor, form.value("token"))
        except LinkExpired:
            return _another(request, "auth/confirm_again.html", _EXPIRED)
        except AstroBookingsError as error:
            return refused_page(request, "auth/confirm.html", form, error)
        onward = "/auth/sign-in" if request.viewer is None else "/auth/profile"
        return go(request, onward, _confirmed(account))

    @get("/confirm/again")
    async def confirm_again_page(self, request: WebRequest) -> Response[str]:
        """Asks which address the link is to be mailed to."""
        return page(request, "auth/confirm_again.html", why=None)

    @post("/confirm/again", status_code=200, sync_to_thread=True)
    def confirm_again(self, request: WebRequest) -> Response[Any]:
        """Sends another link, if an account awaits one; the answer is the same if not."""
        form = request.sent
        try:
            email = form.value("email")
            request.system.resend_confirmation(request.visitor, email, request.origin)
        except AstroBookingsError as error:
            return refused_page(request, "auth/confirm_again.html", form, error, why=None)
        return _sent(request, f"If the account of {email} waits for it, a link is on its way.")

    @get("/reset")
    async def reset_page(self, request: WebRequest) -> Response[str]:
        """Asks for the new password; employees choose their first one here."""
        token, policy = request.asked.value("token"), request.system.parts.password_policy
        if not token:
            return _another(request, "auth/forgotten.html", _HALF)
        form = Form({"token": token})
        return page(request, "auth/reset.html", form=form, headers=_UNKEPT, policy=policy)

    @post("/reset", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def reset(self, request: WebRequest) -> Response[Any]:
        """On to signing in with it, everywhere anew."""
        form = request.sent
        try:
            token, password = form.value("token"), form.value("password")
            request.system.reset_password(request.visitor, token, password)
        except LinkExpired:
            return _another(request, "auth/forgotten.html", _EXPIRED)
        except AstroBookingsError as error:
            policy = request.system.parts.password_policy
            return refused_page(request, "auth/reset.html", form, error, policy=policy)
        signed_out(request)
        told = "Your new password is in force, and you are signed out everywhere. Sign in with it."
        return go(request, "/auth/sign-in", told)

    @get("/forgotten")
    async def forgotten_page(self, request: WebRequest) -> Response[str]:
        """Asks which address the link is to be mailed to."""
        return page(request, "auth/forgotten.html", why=None)

    @get("/reset/again")
    async def reset_again_page(self, request: WebRequest) -> Response[str]:
        """The same, beside the page of the link that it replaces."""
        return page(request, "auth/forgotten.html", why=None)

    @post("/forgotten", status_code=200, sync_to_thread=True)
    def forgotten(self, request: WebRequest) -> Response[Any]:
        """Sends a link, if there is such an account; the answer is the same if not."""
        form = request.sent
        try:
            email = form.value("email")
            request.system.request_password_reset(request.visitor, email, request.origin)
        except AstroBookingsError as error:
            return refused_page(request, "auth/forgotten.html", form, error, why=None)
        return _sent(request, f"If there is an account of {email}, a link is on its way.")

    @get("/link-sent")
    async def link_sent(self, request: WebRequest) -> Response[str]:
        """What to do now."""
        return page(request, "auth/link_sent.html", policy=request.system.parts.link_policy)


def _another(request: WebRequest, template: str, why: _Why) -> Response[str]:
    return page(request, template, status=why.status, headers=_UNKEPT, why=why)


def _sent(request: WebRequest, told: str) -> Response[Any]:
    return go(request, "/auth/link-sent", told)


def _confirmed(account: Account) -> str:
    told = f"The address {account.email} is confirmed."
    if account.role is Role.AGENCY:
        return f"{told} Launches can be published once an operations manager approved the company."
    return told
