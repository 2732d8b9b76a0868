"""Pages of IT, and the figures that stay true while somebody looks."""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Response
from litestar.enums import MediaType

from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.it import measures, sayings

__all__ = ["Live", "live", "shown"]

_encode = msgspec.json.Encoder().encode


class Live(msgspec.Struct):
    """What a page asks for anew every few seconds."""

    figures: Mapping[str, str]
    """Texts by the names that elements of the page carry in `data-figure`."""
    says: str
    """What is told to those who do not see the page."""
    over: bool = False
    """Nothing more will change: the page is to be loaded anew."""


def shown(
    request: WebRequest, template: str, *, form: Form | None = None, **facts: Any
) -> Response[str]:
    """The page *template* of IT, which finds its words in `say` and `measure`."""
    return page(
        request, f"system/it/{template}.html", form=form, say=sayings, measure=measures, **facts
    )


def live(figures: Live) -> Response[bytes]:
    """*figures* for the script of the page."""
    return Response(
        _encode(figures),
        media_type=MediaType.JSON,
        headers={"cache-control": "no-store"},
    )
