"""The second step of signing in, and the way to a second factor for those who need one (0.2)."""

from typing import Any

from litestar import Controller, Response, get, post

from astrobookings.domain.identity.errors import (
    AccountBarred,
    NoSecondFactor,
    SecondFactorExists,
    WrongCredentials,
)
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.entrypoints.web.auth_web.half_way import HalfWay
from astrobookings.entrypoints.web.auth_web.refusals import not_proven, refused_page
from astrobookings.entrypoints.web.auth_web.signing_in import onward
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.qr_codes import FOR_AN_APP, qr_code
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.signing import keep_signed_in, safe_return

__all__ = ["SecondStepController"]

_CODE, _SET_UP, _CONFIRM = (
    f"/auth/sign-in/{step}" for step in ("code", "set-up", "set-up/confirm")
)


class SecondStepController(Controller):
    """For those whose password was right a few minutes ago."""

    path = "/auth/sign-in"

    @get("/code")
    async def code_page(self, request: WebRequest) -> Response[Any]:
        """Asks for the code; who did not show a password does that first."""
        if HalfWay.of(request) is None:
            return _start_over(request, request.asked)
        return _code_form(request, Form({"next": request.asked.value("next")}))

    @post("/code", status_code=200, sync_to_thread=True)
    def sign_in(self, request: WebRequest) -> Response[Any]:
        """On to the page that was asked for at first."""
        form, half_way = request.sent, HalfWay.of(request)
        if half_way is None:
            return _start_over(request, form)
        try:
            asked = half_way.sign_in(request, form.value("code"))
            signed = request.system.sign_in(request.visitor, asked)
        except (WrongCredentials, AccountBarred) as error:
            return _barred(request, form, error)
        except AstroBookingsError as error:
            told = not_proven(error)
            contact = request.http.settings.contact
            return refused_page(request, "auth/code.html", form, told, contact=contact)
        HalfWay.forget(request)
        viewer = keep_signed_in(request, signed)
        return go(request, safe_return(form.value("next"), viewer.home))

    @get("/set-up")
    async def set_up_page(self, request: WebRequest) -> Response[Any]:
        """Says why a second factor is needed, and what it takes."""
        if HalfWay.of(request) is None:
            return _start_over(request, request.asked)
        return _set_up_form(request, request.asked)

    @post("/set-up", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def set_up(self, request: WebRequest) -> Response[Any]:
        """The secret for a device, shown this once."""
        form, half_way = request.sent, HalfWay.of(request)
        if half_way is None:
            return _start_over(request, form)
        try:
            who = half_way.credentials(request)
            given = request.system.set_up_second_factor(request.visitor, who)
        except SecondFactorExists:
            return go(request, onward(_CODE, form))
        except (WrongCredentials, AccountBarred) as error:
            return _barred(request, form, error)
        except AstroBookingsError as error:
            return _set_up_form(request, form.refused(error))
        return _first_code(
            request, form, secret=given.secret, picture=qr_code(given.uri, FOR_AN_APP)
        )

    @get("/set-up/confirm")
    async def confirm_page(self, request: WebRequest) -> Response[Any]:
        """Asks for the first code of a device that knows the secret already."""
        if HalfWay.of(request) is None:
            return _start_over(request, request.asked)
        return _first_code(request, request.asked)

    @post("/set-up/confirm", status_code=200, sync_to_thread=True)
    def confirm(self, request: WebRequest) -> Response[Any]:
        """The recovery codes, shown this once; then signing in goes on with the next code."""
        form, half_way = request.sent, HalfWay.of(request)
        if half_way is None:
            return _start_over(request, form)
        try:
            who, code = half_way.credentials(request), form.value("code")
            codes = request.system.prove_second_factor(request.visitor, who, code)
        except SecondFactorExists:
            return go(request, onward(_CODE, form))
        except NoSecondFactor:
            return go(request, onward(_SET_UP, form))
        except (WrongCredentials, AccountBarred) as error:
            return _barred(request, form, error)
        except AstroBookingsError as error:
            return _first_code(request, form.refused(not_proven(error)))
        template, further = "auth/recovery_codes.html", onward(_CODE, form)
        return page(request, template, codes=codes, onward=further, signing_in=True)


def _start_over(request: WebRequest, form: Form) -> Response[Any]:
    """The first step, whose password counts for a few minutes alone."""
    wanted = {"next": form.value("next")}
    if request.viewer is not None:
        return go(request, safe_return(wanted["next"], request.viewer.home))
    first = Form(wanted, refusal="Show your password first; it counts for a few minutes.")
    return page(request, "auth/sign_in.html", form=first)


def _code_form(request: WebRequest, form: Form) -> Response[str]:
    return page(request, "auth/code.html", form=form, contact=request.http.settings.contact)


def _barred(request: WebRequest, form: Form, error: AstroBookingsError) -> Response[str]:
    """The account changed meanwhile: from the beginning, with what became of it."""
    HalfWay.forget(request)
    return refused_page(request, "auth/sign_in.html", form, error)


def _set_up_form(request: WebRequest, form: Form) -> Response[str]:
    return page(request, "auth/set_up.html", form=form)


def _first_code(
    request: WebRequest, form: Form, *, secret: str = "", picture: str = ""
) -> Response[str]:
    return page(
        request,
        "auth/first_code.html",
        form=form,
        action=_CONFIRM,
        again=onward(_SET_UP, form),
        secret=secret,
        picture=picture,
    )
