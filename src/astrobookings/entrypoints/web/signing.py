"""Who is signed in, from the cookies; an access token that grows old is renewed on the way."""

from datetime import timedelta
from typing import Any, cast
from urllib.parse import quote, unquote

from litestar import Response
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.response import Redirect

from astrobookings.application.identity.token_pairs import SignedIn
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, NotSignedIn, Unavailable
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.menus import home_of
from astrobookings.entrypoints.web.once import count_once
from astrobookings.entrypoints.web.requests import Flash, Viewer, WebRequest

__all__ = ["identify_viewer", "keep_signed_in", "safe_return", "sign_in_first", "signed_out"]

_SPARE = timedelta(seconds=30)
"""Cookies of access tokens end so much earlier than what is in them."""


async def identify_viewer(
    connection: "ASGIConnection[Any, Any, Any, Any]", handler: BaseRouteHandler
) -> None:
    """Guard: know who looks and what was sent; who is no longer signed in is a visitor.

    Raises:
        TooManyRequests: a visitor asks too often.
        SentTwice: the same form came before.
    """
    request = cast("WebRequest", connection)
    request.caller = request.visitor
    access = request.cookies.get(request.jar.name("access"))
    refresh = request.cookies.get(request.jar.name("refresh"))
    if access or refresh:
        await sync_to_thread(_look, request, access, refresh)
    if request.viewer is None:
        await request.http.limits.visit(request.origin, changing=request.changing)
    if request.changing:
        await _read(request)
        await count_once(request, handler)
    else:
        _take_flash(request)


async def _read(request: WebRequest) -> None:
    """Keep what the form says where handlers in threads find it."""
    sent = [*(await request.form()).multi_items()]
    request.seen.form = Form.of(sent)
    ticked: dict[str, tuple[str, ...]] = {}
    for name, value in sent:
        if isinstance(value, str):
            ticked[name] = (*ticked.get(name, ()), value)
    request.seen.ticked = ticked


def _take_flash(request: WebRequest) -> None:
    """Show once what the page before said."""
    kept = request.cookies.get(request.jar.name("flash"))
    if kept:
        tone, _, text = unquote(kept).partition(" ")
        request.seen.flash = Flash(text[:300], tone if tone in {"good", "warn", "bad"} else "good")
        request.set_cookie(request.jar.gone("flash"))


def _look(request: WebRequest, access: str | None, refresh: str | None) -> None:
    try:
        request.caller = _known(request, access)
        request.seen.access = access
    except NotSignedIn:
        _renew(request, refresh)
    else:
        request.seen.viewer = _greeted(request)


def _renew(request: WebRequest, refresh: str | None) -> None:
    """Go on with fresh tokens; while nobody can tell whether *refresh* is good, as a visitor."""
    try:
        if not refresh:
            raise NotSignedIn
        signed = request.system.refresh_session(request.visitor, refresh)
        keep_signed_in(request, signed)
        request.caller = _known(request, signed.access_token)
    except Unavailable:
        return
    except AstroBookingsError:
        signed_out(request)


def _greeted(request: WebRequest) -> Viewer:
    """The one who is signed in; without a name while SystemDB is away."""
    try:
        return _viewer(request.system.read_me(request.caller).account)
    except Unavailable:
        standing = request.caller.standing
        return Viewer(standing, "Your account", home_of(standing).path)


def _known(request: WebRequest, access: str | None) -> Principal:
    if not access:
        raise NotSignedIn
    return request.system.authenticate(
        access, service=request.service, request_id=request.request_id, fresh=request.changing
    )


def _viewer(account: Account) -> Viewer:
    named = account.company.company_name if account.company else account.first_name
    return Viewer(account.standing, named, home_of(account.standing).path)


def keep_signed_in(request: WebRequest, signed: SignedIn) -> Viewer:
    """Have the browser keep the tokens of *signed*."""
    policy = request.system.session_policy
    request.seen.access = signed.access_token
    request.set_cookie(request.jar.cookie("access", signed.access_token, policy.access - _SPARE))
    request.set_cookie(request.jar.cookie("refresh", signed.refresh_token, policy.idle))
    request.seen.viewer = _viewer(signed.account)
    return request.seen.viewer


def signed_out(request: WebRequest) -> None:
    """Have the browser forget the tokens."""
    request.set_cookie(request.jar.gone("access"))
    request.set_cookie(request.jar.gone("refresh"))
    request.seen.access, request.seen.viewer = None, None
    request.caller = request.visitor


def sign_in_first(request: WebRequest) -> Response[Any]:
    """To the page for signing in, and back afterwards; a form that was sent goes to its page."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = request.referring_page if request.changing else asked
    return Redirect(f"/auth/sign-in?next={quote(back, safe='')}", status_code=303)


def safe_return(wanted: str, home: str) -> str:
    """*wanted* if it is an address of our own, else *home*."""
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if ours and "\\" not in wanted else home
