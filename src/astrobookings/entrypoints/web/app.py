"""The five applications as routes."""

from collections.abc import Mapping
from hashlib import sha256

from litestar import Response, Router, get
from litestar.config.csrf import CSRFConfig
from litestar.exceptions import NotFoundException
from litestar.middleware import DefineMiddleware
from litestar.middleware.csrf import CSRFMiddleware
from litestar.params import FromPath
from litestar.types import ControllerRouterHandler

from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.entrypoints.web import (
    agency_web,
    auth_web,
    public_web,
    styleguide,
    system_web,
    traveler_web,
)
from astrobookings.entrypoints.web.cookies import CookieJar
from astrobookings.entrypoints.web.failures import FAILURES
from astrobookings.entrypoints.web.once import FreedKeys
from astrobookings.entrypoints.web.rendering import ASSETS, asset, brand_file
from astrobookings.entrypoints.web.requests import SetCookies, WebRequest
from astrobookings.entrypoints.web.signing import identify_viewer

__all__ = ["APPLICATIONS", "web_routes"]

_KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_A_YEAR = {"cache-control": "public, max-age=31536000, immutable"}

_PAGES: Mapping[str, tuple[ControllerRouterHandler, ...]] = {
    "auth-web": auth_web.PAGES,
    "public-web": public_web.PAGES,
    "traveler-web": traveler_web.PAGES,
    "agency-web": agency_web.PAGES,
    "system-web": system_web.PAGES,
}
APPLICATIONS = tuple(_PAGES)
"""What can be served beside the APIs."""


def web_routes(
    chosen: tuple[str, ...], settings: HttpSettings, *, embedded: bool
) -> list[ControllerRouterHandler]:
    """The routes of the *chosen* applications; *embedded* adds the page of components."""
    if not chosen:
        return []
    more = [_router(styleguide.PAGES, "public-web", settings)] if embedded else []
    return [_assets, *(_router(_PAGES[name], name, settings) for name in chosen), *more]


def _router(
    handlers: tuple[ControllerRouterHandler, ...], service: str, settings: HttpSettings
) -> Router:
    jar = CookieJar(settings.public_url)
    forms = CSRFConfig(
        secret=sha256(b"forms" + settings.cursor_secret).hexdigest(),
        cookie_name=jar.name("form"),
        cookie_secure=jar.secure,
        cookie_httponly=True,
        cookie_samesite="lax",
    )
    return Router(
        "/",
        route_handlers=handlers,
        request_class=WebRequest,
        guards=[identify_viewer],
        middleware=[DefineMiddleware(CSRFMiddleware, config=forms), FreedKeys, SetCookies],
        exception_handlers=dict(FAILURES),
        opt={"service": service},
        include_in_schema=False,
    )


@get("/assets/{version:str}/{name:str}", include_in_schema=False)
async def _assets(version: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """Styles, scripts and the icon, for good: what changes has another address."""
    known = {path.name for path in ASSETS.iterdir()} | {"mark.svg"}
    if name not in known or asset(name) != f"/assets/{version}/{name}":
        raise NotFoundException
    content = brand_file() if name == "mark.svg" else (ASSETS / name).read_bytes()
    return Response(content, media_type=_KINDS[name.rpartition(".")[2]], headers=_A_YEAR)
