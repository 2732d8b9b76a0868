"""The pages that people open in a browser, by the addresses of their routes."""

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from litestar import Litestar, Response
from litestar.routes import HTTPRoute

from astrobookings.entrypoints.http.app import create_app
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.testing.in_memory import in_memory_world

__all__ = ["OF_NOBODY", "PAGES", "spoken"]

OF_NOBODY = frozenset({"/styleguide", "/mailbox", "/problems", "/problems/{code:str}"})
"""Pages for those who build or try the platform: no story is done on them."""

_MACHINES = ("/api/", "/assets/")


def _pages(app: Litestar) -> Iterator[str]:
    routes = (one for one in app.routes if isinstance(one, HTTPRoute))
    for route in routes:
        for_people = not route.path.startswith(_MACHINES) and "." not in route.path
        if for_people and any(_is_page(handler) for handler in route.route_handlers):
            yield route.path


def _is_page(handler: Any) -> bool:
    """Whether it answers with text for people: programs get a `Reply`, files are bytes."""
    answer = handler.parsed_return_field.annotation
    text = get_origin(answer) is Response and get_args(answer) != (bytes,)
    return text and "GET" in handler.http_methods


def spoken(path: str) -> str:
    """The address of a route as documents write it: `/agency/rockets/{rocket_id}`."""
    return "/".join(
        part.partition(":")[0] + "}" if ":" in part else part for part in path.split("/")
    )


PAGES = frozenset(_pages(create_app(in_memory_world().system, settings=HttpSettings())))
"""Addresses with their parameters as the application has them."""
