"""Security headers, on every answer whoever made it."""

from collections.abc import Mapping

from litestar.types import ASGIApp, Message, Receive, Scope, Send
from secure import (
    MULTI_OK,
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

__all__ = ["DOCS_PREFIX", "Secured", "security_headers"]

DOCS_PREFIX = "/api/v1/docs"
_YEAR = 365 * 24 * 60 * 60


def _policy(*, inline: bool) -> ContentSecurityPolicy:
    own = ("'self'", "'unsafe-inline'") if inline else ("'self'",)
    return (
        ContentSecurityPolicy()
        .default_src("'none'")
        .script_src(*own)
        .style_src(*own)
        .img_src("'self'", "data:")
        .connect_src("'self'")
        .font_src("'self'")
        .form_action("'self'")
        .frame_ancestors("'none'")
        .base_uri("'none'")
    )


def security_headers(*, https: bool, inline: bool = False) -> Secure:
    """The headers; *inline* lets a page have scripts and styles in its text."""
    return Secure(
        csp=_policy(inline=inline),
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        permissions=PermissionsPolicy().camera().geolocation().microphone(),
        referrer=ReferrerPolicy().strict_origin_when_cross_origin(),
        hsts=StrictTransportSecurity().max_age(_YEAR) if https else None,
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny(),
    )


class Secured:
    """An application with security headers; the page of the API description has its own policy."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._usual = _encoded(security_headers(https=https))
        self._docs = _encoded(security_headers(https=https, inline=True))
        self._ours = frozenset(self._usual) - {name.encode() for name in MULTI_OK}
        """What no handler sets otherwise; policies of both are obeyed."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        chosen = self._docs if scope.get("path") == DOCS_PREFIX else self._usual

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                others = (one for one in message["headers"] if one[0].lower() not in self._ours)
                message["headers"] = [*others, *chosen.items()]
            await send(message)

        await self._app(scope, receive, secured)


def _encoded(headers: Secure) -> Mapping[bytes, bytes]:
    """Made once, since they are the same on every answer."""
    told = headers.headers.items()
    return {name.lower().encode("latin-1"): value.encode("latin-1") for name, value in told}
