"""A client that was written for this version goes on working: its API loses nothing.

`docs/api/<version>.json` is what a version promises, without the texts. A break needs a version of
its own, and with it a document of its own: `make promise` writes it.
"""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from astrobookings import __version__

from .breaking import breaking
from .test_every_route import DOCUMENT

PROMISED = Path(__file__).parents[3] / "docs" / "api" / f"{__version__}.json"

Edit = Callable[[Any], object]
BOOK = "/api/v1/booking/bookings"
SEARCH = "/api/v1/booking/launches"


def shape(document: Any, name: str) -> Any:
    return document["components"]["schemas"][name]


def parameter(document: Any, name: str) -> Any:
    (found,) = [
        each for each in document["paths"][SEARCH]["get"]["parameters"] if each["name"] == name
    ]
    return found


BREAKS: dict[str, Edit] = {
    "an operation is gone": lambda d: d["paths"][BOOK].pop("post"),
    "a path is gone": lambda d: d["paths"].pop(BOOK),
    "a parameter is gone": lambda d: d["paths"][SEARCH]["get"]["parameters"].remove(
        parameter(d, "text")
    ),
    "a parameter is required": lambda d: parameter(d, "text").update(required=True),
    "a parameter takes less": lambda d: parameter(d, "limit")["schema"].update(maximum=3),
    "a field is demanded": lambda d: shape(d, "NewBooking")["required"].append("payment_method"),
    "a field is not taken": lambda d: shape(d, "NewBooking")["properties"].pop("payment_method"),
    "a field is not told": lambda d: shape(d, "BookingAnswer")["properties"].pop("reference"),
    "a field may be missing": lambda d: shape(d, "BookingAnswer")["required"].remove("reference"),
    "a field is of another type": lambda d: shape(d, "BookingAnswer")["properties"].update(
        reference={"type": "integer"}
    ),
    "a success is not answered": lambda d: d["paths"][BOOK]["post"]["responses"].pop("201"),
}
WELCOME: dict[str, Edit] = {
    "a new operation": lambda d: d["paths"].update({"/new": d["paths"][BOOK]}),
    "a new field told": lambda d: shape(d, "BookingAnswer")["properties"].update(
        mood={"type": "string"}
    ),
    "a new field taken": lambda d: shape(d, "NewBooking")["properties"].update(
        mood={"type": "string"}
    ),
    "a parameter takes more": lambda d: parameter(d, "limit")["schema"].update(maximum=10_000),
}


def edited(edit: Edit) -> Any:
    document = copy.deepcopy(DOCUMENT)
    edit(document)
    return document


def test_no_client_of_this_version_is_broken() -> None:
    promised = json.loads(PROMISED.read_text("utf-8"))

    assert breaking(promised, DOCUMENT) == []


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_is_noticed(name: str) -> None:
    assert breaking(DOCUMENT, edited(BREAKS[name]))


@pytest.mark.parametrize("name", WELCOME)
def test_what_is_added_breaks_nobody(name: str) -> None:
    assert breaking(DOCUMENT, edited(WELCOME[name])) == []
