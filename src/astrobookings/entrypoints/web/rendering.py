"""Pages from templates."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from attrs import frozen
from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Response
from litestar.enums import MediaType
from litestar.response import Redirect
from markupsafe import Markup
from uuid_utils.compat import uuid7

from astrobookings.domain.kernel.pages import Page
from astrobookings.entrypoints.web.art import brand_mark, empty_sky, launch_patch, orbit_sketch
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.menus import menu_of, sections_of
from astrobookings.entrypoints.web.words import FILTERS

if TYPE_CHECKING:
    from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["ASSETS", "Pages", "ask", "asset", "brand_file", "go", "page", "pages", "templates_of"]

ASSETS = files("astrobookings.entrypoints.web") / "assets"
_PRIVATE = {"cache-control": "no-store"}
_PUBLIC = {"cache-control": "no-cache", "vary": "cookie"}


@cache
def asset(name: str) -> str:
    """The address of an asset, which changes with what is in it."""
    content = brand_file() if name == "mark.svg" else (ASSETS / name).read_bytes()
    return f"/assets/{sha256(content).hexdigest()[:12]}/{name}"


def brand_file() -> bytes:
    """The icon of the tab."""
    return str(brand_mark()).replace("currentColor", "#5a6be0").encode()


@cache
def templates_of(package: str) -> Environment:
    """The templates of *package*, which may use the words and drawings of all pages."""
    made = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= FILTERS
    made.globals |= {
        "asset": asset,
        "brand_mark": brand_mark,
        "empty_sky": empty_sky,
        "launch_patch": launch_patch,
        "orbit_sketch": orbit_sketch,
    }
    return made


def page(
    request: "WebRequest",
    template: str,
    *,
    form: Form | None = None,
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
    **facts: Any,
) -> Response[str]:
    """*template* filled with *form*, *facts* and what every page shows.

    Unless *status* says another, the answer's status is what *form* was refused with, or 200.
    """
    viewer = request.viewer
    shown = form if form is not None else Form()
    forms: list[Markup] = []

    def csrf() -> Markup:
        forms.append(_hidden(request))
        return forms[-1]

    text = (
        templates_of("astrobookings.entrypoints.web")
        .get_template(template)
        .render(
            path=request.scope["path"],
            viewer=viewer,
            menu=menu_of(viewer),
            sections=sections_of(viewer, request.scope["path"]),
            flash=request.flash,
            csrf=csrf,
            form=shown,
            now=request.system.clock.now(),
            embedded=request.system.mailbox is not None,
            **facts,
        )
    )
    public = viewer is None and not forms and not request.changing
    usual = _PUBLIC if public else _PRIVATE
    return Response(
        text,
        status_code=status or shown.status,
        media_type=MediaType.HTML,
        headers={**usual, **(headers or {})},
    )


def ask(
    request: "WebRequest",
    *,
    title: str,
    says: Iterable[str],
    button: str,
    back: str,
    action: str = "",
    hidden: Mapping[str, str] | None = None,
    danger: bool = True,
    form: Form | None = None,
) -> Response[str]:
    """A page that names the consequences of an act, *says*, and asks whether to do it.

    It is sent to *action*, else to the page's own address; *back* leads away from it.
    """
    return page(
        request,
        "ask.html",
        form=form,
        title=title,
        says=tuple(says),
        button=button,
        back=back,
        action=action or request.scope["path"],
        hidden=hidden or {},
        danger=danger,
    )


def go(request: "WebRequest", path: str, told: str = "", *, tone: str = "good") -> Response[Any]:
    """On to *path*, where one sentence says what was done."""
    if told:
        flash = request.jar.cookie("flash", quote(f"{tone} {told}"), timedelta(minutes=1))
        request.set_cookie(flash)
    return Redirect(path, status_code=303, headers=_PRIVATE)


@frozen
class Pages:
    """Addresses of the neighbours of a page of a list; empty where there is none."""

    first: str
    next: str


def pages(request: "WebRequest", shown: Page[Any] | None) -> Pages:
    """Where the list goes on after *shown*, with the filters as they are."""
    path = request.scope["path"]
    asked = [one for one in request.query_params.multi_items() if one[0] != "after"]
    cursor = request.next_cursor(shown) if shown is not None else None

    def address(more: list[tuple[str, str]]) -> str:
        query = urlencode([(name, value) for name, value in [*asked, *more] if value])
        return f"{path}?{query}" if query else path

    return Pages(
        first=address([]) if request.query_params.get("after") else "",
        next=address([("after", cursor)]) if cursor else "",
    )


def _hidden(request: "WebRequest") -> Markup:
    """What shows a form to be ours, and lets it count once however often it is sent."""
    field = Markup('<input type="hidden" name="{}" value="{}">')
    return field.format("_csrf_token", request.form_token) + field.format("_once", uuid7())
