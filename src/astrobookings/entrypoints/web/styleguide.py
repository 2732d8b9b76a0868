"""Every component on one page, for those who build pages (embedded mode)."""

from datetime import timedelta
from typing import Any

from litestar import Response, get

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.kernel.money import Money
from astrobookings.entrypoints.web.art import departure
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import Pages, page
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["PAGES"]

_COLOURS = (
    ("paper", "The page itself"),
    ("surface", "Cards, fields, the masthead"),
    ("sunken", "What lies lower: the cabin, letters"),
    ("ink", "Text"),
    ("ink-soft", "Text that says more than one must know"),
    ("line", "Edges that only decorate"),
    ("line-strong", "Edges that say where to click"),
    ("accent", "Links, buttons, what is chosen"),
    ("accent-hover", "The same under the pointer"),
    ("on-accent", "Text on them"),
    ("accent-soft", "Behind what is chosen"),
    ("ember", "Stars"),
    ("good", "It went well"),
    ("good-soft", "Behind it"),
    ("warn", "Look at this"),
    ("warn-soft", "Behind it"),
    ("bad", "It went wrong, or cannot be undone"),
    ("bad-soft", "Behind it"),
    ("focus", "Around what the keyboard is on"),
)
_FILLED = Form({"full_name": "Ada Moreno", "story": "Born in Madrid.", "country": "ES"})
_WRONG = Form(
    {"email": "ada@", "launch_day": ""},
    {"email": "Is an address such as ada@example.org.", "launch_day": "Is a day."},
)
_REFUSED = Form(refusal="Seats 3 and 4 were taken a moment ago.", code="seats-taken", status=409)


@get("/styleguide", sync_to_thread=True)
def styleguide(request: WebRequest) -> Response[str]:
    """The components, each in every state it has."""
    now = request.system.clock.now()
    examples: dict[str, Any] = {
        "colours": _COLOURS,
        "filled": _FILLED,
        "wrong": _WRONG,
        "refused": _REFUSED,
        "destinations": list(Destination),
        "slugs": [f"heron-cape-moon-{number}" for number in range(6)],
        "price": Money.of("1250000.00"),
        "soon": now + timedelta(hours=5),
        "later": now + timedelta(days=412),
        "taken": {2, 3, 7},
        "picture": departure(),
        "long_list": Pages(first="/styleguide", next="/styleguide?after=x"),
    }
    return page(request, "styleguide.html", **examples)


PAGES = (styleguide,)
