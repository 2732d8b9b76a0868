"""Pages of the server itself: they know nobody, and look like those of the applications."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Response
from litestar.enums import MediaType

from astrobookings.entrypoints.web.art import brand_mark, empty_sky
from astrobookings.entrypoints.web.rendering import asset
from astrobookings.entrypoints.web.words import FILTERS

__all__ = ["UNKEPT", "page", "style_address"]

UNKEPT = {"cache-control": "no-store"}
"""Nobody keeps the page: it holds what is meant for one person once."""
_USUAL = MappingProxyType({"cache-control": "no-cache"})


def style_address(name: str) -> str:
    """Where these pages find *name*, also on a server without any application; see `site.style`."""
    version = asset(name).split("/")[2]
    return f"/assets/{name}?{version}"


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("astrobookings.entrypoints.http.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= FILTERS
    made.globals |= {
        "brand_mark": brand_mark,
        "empty_sky": empty_sky,
        "style_address": style_address,
    }
    return made


def page(
    template: str, *, status: int = 200, headers: Mapping[str, str] = _USUAL, **facts: Any
) -> Response[str]:
    """*template* filled with *facts*."""
    text = _templates().get_template(template).render(**facts)
    return Response(
        text,
        status_code=status,
        media_type=MediaType.HTML,
        headers={**headers},
    )
