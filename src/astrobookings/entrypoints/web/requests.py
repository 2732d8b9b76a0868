"""The request as pages see it: who is signed in comes from cookies, never from a header."""

from typing import Any, cast
from urllib.parse import urlsplit

from attrs import define, field, frozen
from litestar.datastructures import Cookie
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from litestar.utils.scope.state import ScopeState

from astrobookings.domain.identity.permissions import PERMISSIONS, Action
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.errors import NotAllowed, NotSignedIn
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.entrypoints.http.problems import Rejected
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.web.cookies import CookieJar
from astrobookings.entrypoints.web.forms import Form

__all__ = ["ON_A_PAGE", "Flash", "Page", "SetCookies", "Viewer", "WebRequest"]

ON_A_PAGE = 25
"""Rows of a list on one page."""


@frozen
class Viewer:
    """Who looks at the page, as the page greets them."""

    standing: Standing
    name: str
    home: str

    def may(self, action: str) -> bool:
        """Whether the role or position gives any right to *action*."""
        grant = PERMISSIONS[Action(action)]
        return self.standing in grant.everyones or self.standing in grant.own


@frozen
class Flash:
    """One sentence about what was just done."""

    text: str
    tone: str = "good"


@define
class Page:
    """What a page's request has found out and will answer beside its text."""

    access: str | None = None
    viewer: Viewer | None = None
    flash: Flash | None = None
    cookies: dict[str, Cookie] = field(factory=dict)
    form: Form = field(factory=Form)
    ticked: dict[str, tuple[str, ...]] = field(factory=dict)


class WebRequest(ApiRequest):
    """A request of a browser.

    The guard `identify_viewer` reads cookies and form before any handler runs.
    """

    @property
    def seen(self) -> Page:
        return cast("Page", self.scope["state"].setdefault("page", Page()))

    @property
    def token(self) -> str | None:
        """The access token of the session; a browser's Authorization header counts for nothing."""
        return self.seen.access

    @property
    def jar(self) -> CookieJar:
        return CookieJar(self.http.settings.public_url)

    @property
    def viewer(self) -> Viewer | None:
        return self.seen.viewer

    @property
    def flash(self) -> Flash | None:
        return self.seen.flash

    @property
    def form_token(self) -> str:
        """What forms carry to prove that they come from a page of ours."""
        token: Any = ScopeState.from_scope(self.scope).csrf_token
        return token if isinstance(token, str) else ""

    @property
    def referring_page(self) -> str:
        """The page of ours that the request came from; the board if there is none."""
        came = urlsplit(self.headers.get("referer", ""))
        if came.netloc != self.headers.get("host", ""):
            return "/"
        return came.path + (f"?{came.query}" if came.query else "")

    def set_cookie(self, cookie: Cookie) -> None:
        """Send *cookie* with the answer, whatever that is; see `SetCookies`."""
        self.seen.cookies[cookie.key] = cookie

    @property
    def visitor(self) -> Principal:
        return Principal.visitor(service=self.service, request_id=self.request_id)

    def member(self, *standings: Standing) -> Principal:
        """The one who asks, if signed in as one of *standings*; as anything if none is named.

        Raises:
            NotSignedIn: a visitor asks, who is sent to the sign-in page.
            NotAllowed: the page is for others.
        """
        viewer = self.viewer
        if viewer is None:
            raise NotSignedIn
        if standings and viewer.standing not in standings:
            raise NotAllowed(f"open pages of {' or '.join(standings)}")
        return self.caller

    @property
    def sent(self) -> Form:
        """The form of a POST; empty for other requests."""
        return self.seen.form

    def ticked(self, name: str) -> tuple[str, ...]:
        """Every value that was sent by *name*, as boxes of one group are."""
        return self.seen.ticked.get(name, ())

    @property
    def asked(self) -> Form:
        """The query of a GET as a form."""
        return Form.of(self.query_params.multi_items())

    def listed(self, limit: int = ON_A_PAGE) -> PageRequest:
        """The page of a list that the address asks for; one that was tampered with is the first."""
        try:
            return self.page(limit, self.query_params.get("after"))
        except Rejected:
            return PageRequest(limit)

    def _list_scope(self) -> str:
        """As of the API, but a field of a filter that was left blank is as good as none."""
        said = sorted(
            (name, value)
            for name, value in self.query_params.multi_items()
            if value and name not in {"limit", "after"}
        )
        return f"{self.scope['path']}?{said!r}"


class SetCookies:
    """Middleware: cookies go out with every answer, be it a page, a redirect or a file.

    A refresh token that was renewed on the way and got lost would end the session.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def setting(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen = cast("Page | None", scope["state"].get("page"))
                kept = seen.cookies.values() if seen is not None else ()
                told = [(b"set-cookie", one.to_encoded_header()[1]) for one in kept]
                message["headers"] = [*message["headers"], *told]
            await send(message)

        await self._app(scope, receive, setting)
