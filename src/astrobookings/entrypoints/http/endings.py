"""Addresses that end in a kind of file, such as `annual/2027.csv`.

The router takes a parameter for a whole segment. Such a route is therefore written with its ending
in a segment of its own, `annual/{year:int}/.csv`, and called and described without the slash.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

__all__ = ["Endings", "spelled_paths"]

_INNER = re.compile(r"/(\.[a-z]+)/*$")
_PARAMETER = re.compile(r"\\\{[^}]*\\\}")
_NOWHERE = r"/./\1"
"""No route is called so: whoever asks for the inner address finds nothing."""


def _spelled(path: str) -> str:
    """The route *path* as people write it."""
    return _INNER.sub(r"\1", path)


def spelled_paths(paths: Mapping[str, Any]) -> dict[str, Any]:
    """The *paths* of a description as people write them."""
    return {_spelled(path): item for path, item in paths.items()}


def _pattern(path: str) -> re.Pattern[str]:
    """What calls the route *path*."""
    return re.compile(_PARAMETER.sub("[^/]+", re.escape(_spelled(path))))


@frozen
class Endings:
    """Hands requests on to the routes of an app as its router knows them."""

    app: ASGIApp
    patterns: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, app: ASGIApp, routes: Iterable[str]) -> "Endings":
        """In front of *app*, which has *routes*."""
        return cls(app, tuple(_pattern(route) for route in routes if _INNER.search(route)))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        asked = scope["path"]
        said: Any = scope
        said["path"] = self._inner(asked)
        try:
            await self.app(scope, receive, send)
        finally:
            said["path"] = asked
            if "path_template" in scope:
                said["path_template"] = _spelled(said["path_template"])

    def _inner(self, path: str) -> str:
        if "." not in path:
            return path
        if any(pattern.fullmatch(path) for pattern in self.patterns):
            stem, _, ending = path.rpartition(".")
            return f"{stem}/.{ending}"
        return _INNER.sub(_NOWHERE, path)
