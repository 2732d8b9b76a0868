"""The pages that problems point to, and the style of all pages of the server itself."""

from collections.abc import Mapping

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from astrobookings.entrypoints.http.catalogue import CATALOGUE
from astrobookings.entrypoints.http.pages.rendering import page
from astrobookings.entrypoints.web.rendering import ASSETS, brand_file

__all__ = ["problem_page", "problems_page", "style"]

_STYLES: Mapping[str, str] = {"astro.css": "text/css", "mark.svg": "image/svg+xml"}


@get("/problems", include_in_schema=False)
async def problems_page() -> Response[str]:
    """Every kind of problem."""
    return page("problems.html", entries=sorted(CATALOGUE.items()))


@get("/problems/{code:str}", include_in_schema=False)
async def problem_page(code: FromPath[str]) -> Response[str]:
    """What a problem's `type` points to."""
    entry = CATALOGUE.get(code)
    if entry is None:
        raise NotFoundException
    return page("problem.html", code=code, entry=entry)


@get("/assets/{name:str}", include_in_schema=False)
async def style(name: FromPath[str]) -> Response[bytes]:
    """What the pages of the server itself need, whether or not it serves any application."""
    kind = _STYLES.get(name)
    if kind is None:
        raise NotFoundException
    content = brand_file() if name == "mark.svg" else (ASSETS / name).read_bytes()
    return Response(content, media_type=kind, headers={"cache-control": "max-age=3600"})
