"""A form that is sent twice counts once.

Each form carries a key of its own. The first that comes with it is acted on; what comes after is
told that it came twice. When nothing came of the first, the key is free again.
"""

from typing import Any

from litestar.handlers import BaseRouteHandler
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["REPEATABLE", "FreedKeys", "SentTwice", "count_once"]

REPEATABLE = {"repeatable": True}
"""`opt` of routes whose forms may come again: they change nothing, or know what came before."""

_KEPT = "sent_once"


class SentTwice(Exception):
    """The same form came before, and something came of it, or may yet."""


async def count_once(request: WebRequest, handler: BaseRouteHandler) -> None:
    """Raises: SentTwice: the form of *request* was sent before."""
    key = request.sent.value("_once")
    if not key or handler.opt.get("repeatable"):
        return
    if not await request.http.limits.first(key[:100]):
        raise SentTwice
    request.scope["state"][_KEPT] = key[:100]


class FreedKeys:
    """Middleware: the form of a request that was refused may be sent again."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def freeing(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 400:
                key = scope["state"].pop(_KEPT, None)
                if key is not None:
                    state: Any = scope["litestar_app"].state
                    await state.http.limits.again(key)
            await send(message)

        await self._app(scope, receive, freeing)
