"""The request as handlers see it."""

from typing import TYPE_CHECKING, Any, cast

from litestar import Request
from litestar.datastructures import State
from litestar.enums import HttpMethod

from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.entrypoints.http.bodies import decode, require_json

if TYPE_CHECKING:
    from astrobookings.entrypoints.http.state import HttpState
    from astrobookings.entrypoints.system import System

__all__ = ["ApiRequest", "origin_address"]

SAFE = frozenset({HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS})


def origin_address(request: "Request[Any, Any, Any]", hops: int) -> str:
    """The address the request came from, as the nearest *hops* proxies tell it."""
    forwarded = request.headers.get("x-forwarded-for", "") if hops else ""
    told = [part.strip() for part in forwarded.split(",") if part.strip()]
    if len(told) >= hops > 0:
        return told[-hops][:100]
    return request.client.host if request.client is not None else "unknown"


class ApiRequest(Request[Any, Any, State]):
    """A request with its body decoded strictly, and the one who asks.

    The guard `identify` sets `caller` before any handler runs.
    """

    @property
    def caller(self) -> Principal:
        return cast("Principal", self.scope["state"]["caller"])

    @caller.setter
    def caller(self, by: Principal) -> None:
        self.scope["state"]["caller"] = by

    @property
    def http(self) -> "HttpState":
        """What the HTTP side keeps between requests."""
        return cast("HttpState", self.app.state.http)

    @property
    def system(self) -> "System":
        return self.http.system

    @property
    def request_id(self) -> str:
        return cast("str", self.scope["state"]["request_id"])

    @property
    def service(self) -> str:
        """The part of the platform that the route belongs to."""
        return cast("str", self.route_handler.opt.get("service", "system"))

    @property
    def origin(self) -> str:
        return origin_address(self, self.http.settings.forwarded_hops)

    @property
    def token(self) -> str | None:
        """What follows `Bearer`; empty when the header says anything else, None without one."""
        header = self.headers.get("authorization")
        if header is None:
            return None
        scheme, _, token = header.partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""

    @property
    def changing(self) -> bool:
        return self.scope["method"] not in SAFE

    @property
    def by(self) -> Principal:
        """Who asks; for a change the session is looked up anew, so ask in a handler's thread.

        Raises:
            BadToken, SessionEnded: the token is no longer good.
        """
        token = self.token
        if token is None or not self.changing:
            return self.caller
        return self.system.authenticate(
            token, service=self.service, request_id=self.request_id, fresh=True
        )

    async def json(self) -> Any:
        """The body as the handler's `data` says it must be; see `decode`."""
        require_json(self.content_type[0])
        shape = self.route_handler.parsed_fn_signature.parameters["data"].annotation
        return decode(await self.body(), shape)

    def page(self, limit: int, after: str | None) -> PageRequest:
        """Raises: Rejected: the cursor was not made by this list with these filters."""
        if after is None:
            return PageRequest(limit)
        return PageRequest(limit, self.http.cursors.read(after, self._list_scope()))

    def next_cursor(self, page: Page[Any]) -> str | None:
        """The cursor of what follows *page*."""
        return None if page.next is None else self.http.cursors.write(page.next, self._list_scope())

    def _list_scope(self) -> str:
        said = sorted(
            (name, value)
            for name, value in self.query_params.multi_items()
            if name not in {"limit", "after"}
        )
        return f"{self.scope['path']}?{said!r}"
