"""A second factor of one's own (stories 0.2, 0.6)."""

from typing import Any

from litestar import Controller, Response, get, post

from astrobookings.application.identity.second_factor_setup import RecoveryCodes
from astrobookings.application.identity.view_second_factor import FactorState, SecondFactorView
from astrobookings.domain.identity.errors import NoSecondFactor, SecondFactorExists
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.entrypoints.web.auth_web.refusals import not_proven, refused_page
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.qr_codes import FOR_AN_APP, qr_code
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["SecondFactorController"]

_SECURITY = "/auth/security"
_HERE = f"{_SECURITY}/second-factor"


class SecondFactorController(Controller):
    """Six digits of a device beside the password, or a recovery code when it is lost."""

    path = _HERE

    @get("/begin", sync_to_thread=True)
    def begin_page(self, request: WebRequest) -> Response[Any]:
        """Says what it takes, and asks for the password."""
        if _factor(request).state is FactorState.ON:
            return _in_force(request)
        return page(request, "auth/begin.html")

    @post("/begin", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def begin(self, request: WebRequest) -> Response[Any]:
        """The secret for a device, shown this once; it counts once a first code confirms it."""
        by, form = request.member(), request.sent
        try:
            given = request.system.begin_second_factor(by, form.value("password"))
        except SecondFactorExists:
            return _in_force(request)
        except AstroBookingsError as error:
            return refused_page(request, "auth/begin.html", form, not_proven(error))
        return _first_code(
            request, Form(), secret=given.secret, picture=qr_code(given.uri, FOR_AN_APP)
        )

    @get("/confirm", sync_to_thread=True)
    def confirm_page(self, request: WebRequest) -> Response[Any]:
        """Asks for the first code of a device that knows the secret already."""
        state = _factor(request).state
        if state is FactorState.BEGUN:
            return _first_code(request, Form())
        return _in_force(request) if state is FactorState.ON else go(request, f"{_HERE}/begin")

    @post("/confirm", status_code=200, sync_to_thread=True)
    def confirm(self, request: WebRequest) -> Response[Any]:
        """From now on signing in takes a code; the recovery codes are shown this once."""
        by, form = request.member(), request.sent
        try:
            codes = request.system.confirm_second_factor(by, form.value("code"))
        except SecondFactorExists:
            return _in_force(request)
        except NoSecondFactor:
            return go(request, f"{_HERE}/begin")
        except AstroBookingsError as error:
            return _first_code(request, form.refused(not_proven(error)))
        return _recovery_codes(request, codes)

    @get("/recovery-codes", sync_to_thread=True)
    def renew_page(self, request: WebRequest) -> Response[Any]:
        """Asks for password and code, where there is a second factor."""
        return _renew_form(request, Form())

    @post("/recovery-codes", status_code=200, sync_to_thread=True)
    def renew(self, request: WebRequest) -> Response[Any]:
        """Others, shown this once; the old ones are good no more."""
        by, form = request.member(), request.sent
        try:
            password, code = form.value("password"), form.value("code")
            codes = request.system.renew_recovery_codes(by, password, code)
        except AstroBookingsError as error:
            return _renew_form(request, form.refused(not_proven(error)))
        return _recovery_codes(request, codes)

    @get("/end", sync_to_thread=True)
    def end_page(self, request: WebRequest) -> Response[Any]:
        """Names what is lost, and asks for password and code."""
        return _end_form(request, Form())

    @post("/end", status_code=200, sync_to_thread=True)
    def end(self, request: WebRequest) -> Response[Any]:
        """Signing in takes the password alone again."""
        by, form = request.member(), request.sent
        try:
            request.system.end_second_factor(by, form.value("password"), form.value("code"))
        except AstroBookingsError as error:
            return _end_form(request, form.refused(not_proven(error)))
        return go(request, _SECURITY, "The second factor is switched off.")


def _factor(request: WebRequest) -> SecondFactorView:
    return request.system.view_second_factor(request.member())


def _in_force(request: WebRequest) -> Response[Any]:
    return go(request, _SECURITY, "Your second factor is in force already.", tone="warn")


def _first_code(
    request: WebRequest, form: Form, *, secret: str = "", picture: str = ""
) -> Response[str]:
    return page(
        request,
        "auth/first_code.html",
        form=form,
        action=f"{_HERE}/confirm",
        again=f"{_HERE}/begin",
        secret=secret,
        picture=picture,
    )


def _recovery_codes(request: WebRequest, codes: RecoveryCodes) -> Response[str]:
    template = "auth/recovery_codes.html"
    return page(request, template, codes=codes, onward=_SECURITY, signing_in=False)


def _renew_form(request: WebRequest, form: Form) -> Response[str]:
    return page(request, "auth/renew.html", form=form, factor=_factor(request))


def _end_form(request: WebRequest, form: Form) -> Response[str]:
    """Where the position needs one, there is nothing to send."""
    return page(request, "auth/end_factor.html", form=form, factor=_factor(request))
