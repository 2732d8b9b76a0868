"""Small HTML pages without scripts."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Response
from litestar.enums import MediaType

__all__ = ["UNKEPT", "page"]

UNKEPT = {"cache-control": "no-store"}
"""Nobody keeps the page: it holds what is meant for one person once."""
_USUAL = MappingProxyType({"cache-control": "no-cache"})


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("astrobookings.entrypoints.http.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


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
