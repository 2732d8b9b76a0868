"""Small HTML pages without scripts."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Response
from litestar.enums import MediaType

__all__ = ["page"]


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("astrobookings.entrypoints.http.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, *, status: int = 200, **facts: Any) -> Response[str]:
    """*template* filled with *facts*."""
    text = _templates().get_template(template).render(**facts)
    return Response(
        text,
        status_code=status,
        media_type=MediaType.HTML,
        headers={"cache-control": "no-cache"},
    )
