"""Signing in and out (stories 0.2, 0.3)."""

from typing import Any
from urllib.parse import quote

from litestar import Controller, Response, get, post

from astrobookings.domain.identity.errors import (
    SecondFactorMissing,
    SecondFactorRequired,
)
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.entrypoints.web.auth_web.half_way import HalfWay
from astrobookings.entrypoints.web.auth_web.refusals import refused_page
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.signing import keep_signed_in, safe_return, signed_out

__all__ = ["SigningInController", "onward"]


class SigningInController(Controller):
    """For visitors, and for leaving."""

    path = "/auth"

    @get("/sign-in")
    async def sign_in_page(self, request: WebRequest) -> Response[Any]:
        """The form; who is signed in already goes on."""
        wanted = request.asked.value("next")
        if request.viewer is not None:
            return go(request, safe_return(wanted, request.viewer.home))
        return page(request, "auth/sign_in.html", form=Form({"next": wanted}))

    @post("/sign-in", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def sign_in(self, request: WebRequest) -> Response[Any]:
        """On to the page that was asked for, or to the home of the role, or to the second step."""
        form = request.sent
        given = HalfWay(form.value("email"), form.value("password"))
        try:
            signed = request.system.sign_in(request.visitor, given.sign_in(request))
        except (SecondFactorRequired, SecondFactorMissing) as error:
            given.keep(request)
            wanting = isinstance(error, SecondFactorRequired)
            step = "/auth/sign-in/code" if wanting else "/auth/sign-in/set-up"
            return go(request, onward(step, form))
        except AstroBookingsError as error:
            return refused_page(request, "auth/sign_in.html", form, error)
        viewer = keep_signed_in(request, signed)
        return go(request, safe_return(form.value("next"), viewer.home))

    @post("/sign-out", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def sign_out(self, request: WebRequest) -> Response[Any]:
        """Ends the session, here and now."""
        if request.viewer is not None:
            request.system.sign_out(request.caller)
        signed_out(request)
        return go(request, "/auth/sign-in", "You are signed out.")


def onward(path: str, form: Form) -> str:
    """*path*, which still knows the page that *form* was to lead to."""
    wanted = form.value("next")
    return f"{path}?next={quote(wanted, safe='')}" if wanted else path
