"""Drawings: always the same for one name, whole, and harmless on any page."""

import math
import re
from collections.abc import Callable
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.entrypoints.web.art import (
    brand_mark,
    departure,
    empty_sky,
    launch_patch,
    orbit_sketch,
)

Drawing = Callable[[], Markup]
DRAWINGS: list[Drawing] = [brand_mark, departure, empty_sky, lambda: launch_patch("heron-cape")]


@pytest.mark.parametrize("draw", DRAWINGS)
def test_drawings_are_whole_and_hidden_from_screen_readers(draw: Drawing) -> None:
    root = Xml.fromstring(str(draw()))

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("aria-hidden") == "true"
    assert root.get("focusable") == "false"


@pytest.mark.parametrize("destination", Destination)
def test_every_destination_has_a_way_there(destination: Destination) -> None:
    Xml.fromstring(str(orbit_sketch(destination)))
    assert orbit_sketch(destination) != orbit_sketch(
        next(d for d in Destination if d != destination)
    )


@given(st.text(max_size=60))
def test_a_patch_follows_from_the_name_alone_and_stays_in_its_frame(slug: str) -> None:
    patch = str(launch_patch(slug))
    numbers = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", patch.split("viewBox")[1])]

    assert launch_patch(slug) == patch
    Xml.fromstring(patch)
    assert all(math.isfinite(one) for one in numbers)
    assert not re.search(r"style=|<script|\son\w+=", patch)


def test_launches_can_be_told_apart_by_their_patches() -> None:
    patches = {launch_patch(f"heron-cape-moon-2028-{day:02}") for day in range(60)}

    assert len(patches) == 60
