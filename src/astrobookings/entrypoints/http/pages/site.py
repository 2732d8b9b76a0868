"""The page at `/`, the pages that problems point to, and their style."""

from importlib.resources import files

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from astrobookings.entrypoints.http.catalogue import CATALOGUE
from astrobookings.entrypoints.http.pages.rendering import page
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["landing", "problem_page", "problems_page", "style"]

_STYLE = files("astrobookings.entrypoints.http.pages") / "plain.css"


@get("/", include_in_schema=False)
async def landing(request: ApiRequest) -> Response[str]:
    """What is here."""
    system = request.http.system
    return page("landing.html", embedded=system.mailbox is not None)


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


@get("/assets/plain.css", include_in_schema=False)
async def style() -> Response[str]:
    """The one style of these pages."""
    kept = {"cache-control": "max-age=3600"}
    return Response(_STYLE.read_text("utf-8"), media_type="text/css", headers=kept)
