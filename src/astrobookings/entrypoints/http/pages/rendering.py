"""Pages of the server itself: they know nobody, and look like those of the applications."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from litestar import Response
from litestar.enums import MediaType

from astrobookings.entrypoints.web.rendering import asset, templates_of

__all__ = ["UNKEPT", "page", "style_address"]

UNKEPT = {"cache-control": "no-store"}
"""Nobody keeps the page: it holds what is meant for one person once."""
_USUAL = MappingProxyType({"cache-control": "no-cache"})


def style_address(name: str) -> str:
    """Where these pages find *name*, also on a server without any application; see `site.style`."""
    version = asset(name).split("/")[2]
    return f"/assets/{name}?{version}"


def page(
    template: str, *, status: int = 200, headers: Mapping[str, str] = _USUAL, **facts: Any
) -> Response[str]:
    """*template* filled with *facts*."""
    found = templates_of("astrobookings.entrypoints.http.pages").get_template(template)
    text = found.render(style_address=style_address, **facts)
    return Response(
        text,
        status_code=status,
        media_type=MediaType.HTML,
        headers={**headers},
    )
