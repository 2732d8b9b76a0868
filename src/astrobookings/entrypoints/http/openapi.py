"""The API description: OpenAPI 3.1 at /api/v1/openapi.json, a page of it at /api/v1/docs."""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

import litestar_offline_docs
import msgspec
from litestar import Litestar, Request, Response, Router
from litestar.exceptions import NotFoundException
from litestar.openapi import OpenAPIConfig, ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin, SwaggerRenderPlugin
from litestar.openapi.spec import Components, Operation, RequestBody, SecurityScheme, Tag
from litestar.static_files import create_static_files_router

from astrobookings import __version__
from astrobookings.entrypoints.http.endings import spelled_paths
from astrobookings.entrypoints.http.examples import EXAMPLES
from astrobookings.entrypoints.http.headers import DOCS_PREFIX
from astrobookings.entrypoints.http.problems import PROBLEM_TYPE, Problem

__all__ = ["BEARER", "OptionalBody", "describe", "docs_assets", "openapi_config", "problems_of"]

AnyRequest = Request[Any, Any, Any]

BEARER: list[dict[str, list[str]]] = [{"bearer": []}]
_ASSETS = f"{DOCS_PREFIX}-assets"

_TAGS = {
    "system": "Accounts, signing in and out",
    "agency": "Agencies, their rockets and launches, spaceports",
    "booking": "Launches on sale, bookings, payments, receipts",
    "finance": "Invoices, refunds, reports, and what the payment gateway tells",
    "notify": "What people are told, and the queue of mails",
    "health": "For those who watch over the server",
}


_ALWAYS = (400, 401, 429, 503)
"""Unknown parameters, a bad token, too many requests, a store that is away: anywhere."""
_WITH_BODY = (413, 415)


def problems_of(*statuses: int, always: tuple[int, ...] = _ALWAYS) -> dict[int, ResponseSpec]:
    """The problem documents a route may answer."""
    return {
        status: ResponseSpec(
            Problem,
            media_type=PROBLEM_TYPE,
            generate_examples=False,
            description=HTTPStatus(status).phrase,
        )
        for status in sorted({*statuses, *always})
    }


@dataclass
class OptionalBody(Operation):
    """An operation that asks for a body, and does without."""

    def __post_init__(self) -> None:
        if isinstance(self.request_body, RequestBody):
            self.request_body.required = False


class _Page(SwaggerRenderPlugin):
    """Shows the description, scripts and styles from this machine."""

    def render(self, request: AnyRequest, openapi_schema: dict[str, Any]) -> bytes:
        return super().render(request, _completed(openapi_schema))


class _Document(JsonRenderPlugin):
    """Gives the description to programs."""

    def render(self, request: AnyRequest, openapi_schema: dict[str, Any]) -> bytes:
        return super().render(request, _completed(openapi_schema))


async def _problem_instead(response: Response[Any]) -> Response[Any]:
    if response.status_code == HTTPStatus.NOT_FOUND:
        raise NotFoundException
    return response


def openapi_config(services: tuple[str, ...]) -> OpenAPIConfig:
    """What the description says of *services* as a whole."""
    page = _Page(
        path="/docs",
        js_url=f"{_ASSETS}/swagger-ui-bundle.js",
        css_url=f"{_ASSETS}/swagger-ui.css",
        standalone_preset_js_url=f"{_ASSETS}/swagger-ui-standalone-preset.js",
        favicon="",
    )
    return OpenAPIConfig(
        title="AstroBookings",
        version=__version__,
        summary="Seats on rocket launches",
        description="Errors are problem documents (RFC 9457); lists are read by cursor; "
        "amounts are exact decimal strings in USD; instants are RFC 3339 in UTC.",
        components=Components(
            security_schemes={
                "bearer": SecurityScheme(
                    type="http",
                    scheme="bearer",
                    bearer_format="JWT",
                    description="The `access_token` of `POST /api/v1/system/auth/login`.",
                )
            }
        ),
        tags=[Tag(name, _TAGS[name]) for name in (*services, "health")],
        use_handler_docstrings=True,
        render_plugins=[page, _Document()],
        openapi_router=Router(
            "/api/v1", route_handlers=[], include_in_schema=False, after_request=_problem_instead
        ),
    )


def docs_assets() -> Router:
    """The scripts and styles of the page, from this machine."""
    folder = Path(litestar_offline_docs.__file__).parent / "static"
    return create_static_files_router(
        path=_ASSETS, directories=[folder], include_in_schema=False, name="docs-assets"
    )


def describe(app: Litestar) -> dict[str, Any]:
    """The whole description of what *app* serves."""
    return _completed(app.openapi_schema.to_schema())


def _completed(document: dict[str, Any]) -> dict[str, Any]:
    """*document* with what is the same everywhere: examples, and what bodies may meet."""
    for name, schema in document["components"]["schemas"].items():
        if name in EXAMPLES:
            schema["examples"] = [msgspec.to_builtins(EXAMPLES[name])]
    document["paths"] = spelled_paths(document["paths"])
    for item in document["paths"].values():
        for operation in item.values():
            if "requestBody" in operation:
                responses = operation["responses"]
                for status in _WITH_BODY:
                    phrase = HTTPStatus(status).phrase
                    responses[str(status)] = {**responses["400"], "description": phrase}
    return document
