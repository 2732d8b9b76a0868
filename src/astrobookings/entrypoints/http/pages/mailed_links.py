"""Where the links of mails lead: confirming an address, choosing a new password.

Looking changes nothing, since mail programs look at links by themselves; the token travels on in
the body of a form.
"""

from collections.abc import Callable
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from astrobookings.domain.identity.errors import LinkExpired
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, Invalid
from astrobookings.entrypoints.http.catalogue import CATALOGUE
from astrobookings.entrypoints.http.errors import EXCEPTION_HANDLERS, headers_of, status_of
from astrobookings.entrypoints.http.pages.rendering import UNKEPT, page
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["mailed_links"]

AnyRequest = Request[Any, Any, Any]

CONFIRM_AGAIN = "/auth/confirm/again"
RESET_AGAIN = "/auth/reset/again"


@get("/confirm")
async def confirm_page(request: ApiRequest) -> Response[str]:
    """Asks whether to confirm."""
    token = _asked(request)
    return page("confirm.html", headers=UNKEPT, token=token) if token else _incomplete(request)


@post("/confirm", status_code=200)
async def confirm_address(request: ApiRequest) -> Response[str]:
    """Confirms, or tells how to get another link."""
    token = (await _field(request, "token")).strip()
    account = await sync_to_thread(request.system.confirm_email, _visitor(request), token)
    return page("confirmed.html", headers=UNKEPT, account=account)


@post("/confirm/again", status_code=200)
async def confirm_again(request: ApiRequest) -> Response[str]:
    """Sends another link, if an account awaits one."""
    return await _send_again(request, request.system.resend_confirmation)


@get("/reset")
async def reset_page(request: ApiRequest) -> Response[str]:
    """Asks for the new password."""
    token = _asked(request)
    return _password_form(request, token) if token else _incomplete(request)


@post("/reset", status_code=200)
async def reset_password(request: ApiRequest) -> Response[str]:
    """Sets the password, or tells what is wrong with it or with the link."""
    token, password = (await _field(request, "token")).strip(), await _field(request, "password")
    reset = request.system.reset_password
    try:
        await sync_to_thread(reset, _visitor(request), token, password)
    except Invalid as error:
        return _password_form(request, token, error.faults[0].detail)
    return page("reset_done.html", headers=UNKEPT)


@post("/reset/again", status_code=200)
async def reset_again(request: ApiRequest) -> Response[str]:
    """Sends another link, if there is such an account."""
    return await _send_again(request, request.system.request_password_reset)


async def _send_again(
    request: ApiRequest, ask: Callable[[Principal, str, str], None]
) -> Response[str]:
    email = (await _field(request, "email")).strip()
    try:
        await sync_to_thread(ask, _visitor(request), email, request.origin)
    except Invalid as error:
        fault = error.faults[0].detail
        return _another_link(request, "Ask for a new link", "", 422, email=email, fault=fault)
    return page("link_sent.html", headers=UNKEPT, email=email)


def _password_form(request: ApiRequest, token: str, fault: str = "") -> Response[str]:
    policy, status = request.system.parts.password_policy, 422 if fault else 200
    return page(
        "reset.html", status=status, headers=UNKEPT, token=token, policy=policy, fault=fault
    )


def _another_link(
    request: AnyRequest, heading: str, detail: str, status: int, *, email: str = "", fault: str = ""
) -> Response[str]:
    resetting = request.url.path.startswith("/auth/reset")
    return page(
        "link_again.html",
        status=status,
        headers=UNKEPT,
        action=RESET_AGAIN if resetting else CONFIRM_AGAIN,
        heading=heading,
        detail=detail,
        email=email,
        fault=fault,
    )


def _incomplete(request: ApiRequest) -> Response[str]:
    detail = "Open the whole link as it stands in the mail, or ask for a new one."
    return _another_link(request, "The link is not complete", detail, 400)


def _expired(request: AnyRequest, _: LinkExpired) -> Response[str]:
    detail = "It was used before, replaced by a newer one, or is too old. Ask for a new one."
    return _another_link(request, "This link no longer works", detail, 409)


def _refused(request: AnyRequest, error: AstroBookingsError) -> Response[Any]:
    """Other refusals, as a page; what nobody foresaw is answered as everywhere."""
    status, entry = status_of(error), CATALOGUE.get(error.code)
    if entry is None or status == 500:
        answer: Response[Any] = EXCEPTION_HANDLERS[AstroBookingsError](request, error)
        return answer
    return page(
        "refused.html",
        status=status,
        headers=UNKEPT | headers_of(error),
        title=entry.title,
        detail=str(error),
        remedy=entry.remedy,
    )


def _asked(request: ApiRequest) -> str:
    """The token of the link; empty when there is none."""
    return request.query_params.get("token", "")


async def _field(request: ApiRequest, name: str) -> str:
    """The field *name* of the form; empty when it is missing or no text."""
    value = (await request.form()).get(name, "")
    return value if isinstance(value, str) and "\0" not in value else ""


def _visitor(request: ApiRequest) -> Principal:
    return Principal.visitor(service="system", request_id=request.request_id)


async def _count(connection: "ASGIConnection[Any, Any, Any, Any]", _: BaseRouteHandler) -> None:
    """Guard: these are requests of visitors; raises TooManyRequests."""
    request: Any = connection
    await request.http.limits.visit(request.origin, changing=request.changing)


def mailed_links() -> Router:
    """The pages under `/auth`."""
    return Router(
        "/auth",
        route_handlers=[
            confirm_page,
            confirm_address,
            confirm_again,
            reset_page,
            reset_password,
            reset_again,
        ],
        guards=[_count],
        exception_handlers={LinkExpired: _expired, AstroBookingsError: _refused},
        include_in_schema=False,
    )
