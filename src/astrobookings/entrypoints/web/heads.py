"""HEAD: what GET would answer, without its text."""

from typing import Any

from attrs import frozen
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

__all__ = ["Heads"]


@frozen
class Heads:
    """Lets an app that only knows GET answer HEAD as well; the API describes its methods itself."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or not _is_head(scope):
            await self.app(scope, receive, send)
            return

        async def silent(message: Message) -> None:
            if message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        said: Any = scope
        said["method"] = "GET"
        try:
            await self.app(scope, receive, silent)
        finally:
            said["method"] = "HEAD"


def _is_head(scope: HTTPScope) -> bool:
    return scope["method"] == "HEAD" and not scope["path"].startswith("/api/")
