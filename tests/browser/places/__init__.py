"""How to come to each page: who looks, and at which address.

Each module has `PLACES`, from the address of a route, as the application has it, to a `Place`.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from astrobookings.domain.identity.roles import Principal
from astrobookings.testing.world import World

__all__ = ["Place", "every_place"]

Place = Callable[[World], tuple[Principal | None, str]]
"""Prepares what a page needs; who looks at it (None: a visitor), and its address."""


def every_place() -> Iterator[tuple[str, str, Place]]:
    """Each place with its area and its route."""
    for module in sorted(iter_modules(__path__), key=lambda one: one.name):
        places = import_module(f"{__name__}.{module.name}").PLACES
        yield from ((module.name, route, place) for route, place in places.items())
